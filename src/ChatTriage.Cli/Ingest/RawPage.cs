using System.Text;
using System.Text.RegularExpressions;

namespace ChatTriage.Cli.Ingest;

/// <summary>A line of a page.</summary>
/// <param name="Text">Its text, without markup, blanks collapsed.</param>
/// <param name="IsHeading">The page's markup makes it a heading.</param>
/// <param name="IsLink">Most of it is links.</param>
internal readonly record struct PageLine(string Text, bool IsHeading = false, bool IsLink = false);

/// <summary>A page as it was found: its title, if it says so, and its lines, chrome included.</summary>
internal sealed partial record RawPage(string? Title, IReadOnlyList<PageLine> Lines)
{
    /// <summary>Reads HTML, Markdown or plain text, told apart by the file's name and by the text itself.</summary>
    public static (RawPage? Page, DropReason? Fault) Read(string text, string extension) => extension.ToLowerInvariant() switch
    {
        ".md" or ".markdown" => HtmlPage.OfMarkdown(text),
        ".htm" or ".html" or ".xhtml" or ".shtml" => HtmlPage.Of(text),
        _ => LooksLikeHtml().IsMatch(text) ? HtmlPage.Of(text) : (new RawPage(null, [.. LinesOf(text)]), null),
    };

    /// <summary>The text without blanks at its ends, with single blanks inside, and without characters that are not seen.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (tidy.Length > 0 && tidy[^1] != ' ') tidy.Append(' ');
            }
            else if (char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.PrivateUse) && c is not ('\ufffd' or '\ufffc'))
            {
                tidy.Append(c);
            }
        }

        return tidy.ToString().TrimEnd();
    }

    private static IEnumerable<PageLine> LinesOf(string text) =>
        text.Split(['\n', '\r', '\f', '\v', '\u0085', '\u2028', '\u2029']).Select(line => new PageLine(Tidy(line))).Where(line => line.Text.Length > 0);

    [GeneratedRegex(@"^\s*(<!doctype html|<html|<\?xml)|<(body|article|div|p|h[1-6])[\s>].*</(body|article|div|p|h[1-6])>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikeHtml();
}
