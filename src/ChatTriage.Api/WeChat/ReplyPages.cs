using System.Text;
using System.Text.RegularExpressions;

namespace ChatTriage.Api.WeChat;

/// <summary>
/// A text in messages that WeChat takes: it counts bytes of UTF-8, and refuses what is longer than about 2,048. Pages end where a sentence
/// or a line ends, and say how to get the next one.
/// </summary>
internal static partial class ReplyPages
{
    /// <summary>The longest message in bytes of UTF-8; a Chinese character has three.</summary>
    public const int MostBytes = 2000;

    /// <summary>Room for the line that tells the page and how to go on.</summary>
    private const int FooterBytes = 80;

    /// <summary>The pages of the text, at least one; a single page has no footer.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var rest = text.Trim();
        if (Encoding.UTF8.GetByteCount(rest) <= MostBytes) return [rest];
        var pages = new List<string>();
        while (rest.Length > 0)
        {
            var end = End(rest);
            pages.Add(rest[..end].TrimEnd());
            rest = rest[end..].TrimStart();
        }

        return [.. pages.Select((page, i) => $"{page}\n\n{Footer(i + 1, pages.Count)}")];
    }

    private static string Footer(int page, int count) => page == count ? $"（{page}/{count}，完）"
        : page == 1 ? $"（{page}/{count}）回复 2 看全文"
        : $"（{page}/{count}）回复 2 看下一页";

    /// <summary>Where the first page ends: after the last sentence or line that fits, else after the last character that fits.</summary>
    private static int End(string text)
    {
        var most = Fitting(text);
        if (most == text.Length) return most;
        var best = 0;
        foreach (var match in SentenceEnd().EnumerateMatches(text))
        {
            if (match.Index + match.Length > most) break;
            best = match.Index + match.Length;
        }

        return best > 0 ? best : most;
    }

    /// <summary>How many characters fit on a page; a character of two halves stays whole.</summary>
    private static int Fitting(string text)
    {
        var (bytes, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MostBytes - FooterBytes) break;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    /// <summary>
    /// The end of a sentence, with what closes behind it: quotation marks, brackets, the numbers of its sources. One that a bracket
    /// follows goes on: its legal basis stands there.
    /// </summary>
    [GeneratedRegex(@"[。！？；…](?>[」』”’）》〕]*(?:\[\d+\])*)(?!（)|\n+")]
    private static partial Regex SentenceEnd();
}
