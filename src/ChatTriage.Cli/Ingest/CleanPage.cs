using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Privacy;

namespace ChatTriage.Cli.Ingest;

/// <summary>A page without the site around it: a title and sections of plain text. Its id is made of its content alone.</summary>
internal sealed partial record CleanPage(string Title, IReadOnlyList<Section> Sections)
{
    private const int LongestTitle = 60;
    private const int LongestHeading = 40;

    /// <summary>Shorter pages say nothing that could be cited.</summary>
    private const int LeastLetters = 60;

    /// <summary>Sections with fewer characters go with the one before.</summary>
    private const int LeastSection = 20;

    /// <summary>From this length on a line without a mark at its end was broken by whoever saved it, not by its author.</summary>
    private const int BrokenLine = 25;

    private const double LeastChinese = 0.3;

    /// <summary>Its letters and digits: what is compared with other pages.</summary>
    public string Letters { get; } = string.Concat(Sections.SelectMany(section => $"{section.Heading}{section.Text}").Where(char.IsLetterOrDigit));

    /// <summary>The name under which it is kept.</summary>
    public string Id => $"corpus-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Title + '\0' + Letters)))[..16]}";

    /// <summary>The first words, from which the topic is told when the title does not tell.</summary>
    public string Opening => Cut(Sections[0].Text, 200);

    /// <summary>Cleans a page; the reason when nothing is left of it.</summary>
    /// <param name="page">The page as found.</param>
    /// <param name="fallbackTitle">Its title when it has none: the file's name.</param>
    /// <param name="chrome">Lines that the site repeats.</param>
    /// <param name="contacts">Which numbers may stay.</param>
    public static (CleanPage? Page, DropReason? Fault) Of(RawPage page, string fallbackTitle, IReadOnlySet<string> chrome, ContactDetails contacts)
    {
        var lines = Joined(Boilerplate.Remove(page.Lines, chrome)).Select(line => line with { Text = Masked(line.Text, contacts) }).ToList();
        var title = page.Title is { Length: > 0 } said ? WithoutSite(said) : lines is [{ Text.Length: <= LongestTitle } first, ..] && !Boilerplate.EndsSentence(first.Text) ? first.Text : "";
        lines.RemoveAll(line => line.Text == title || line.Text == page.Title);
        title = Masked(Cut(title.Length > 0 ? title : fallbackTitle, LongestTitle), contacts);

        var sections = Divide(lines, title).ConvertAll(section => section with { Heading = Masked(section.Heading, contacts) });
        var text = string.Concat(sections.Select(section => section.Text));
        var letters = text.Count(char.IsLetterOrDigit);
        return letters < LeastLetters ? (null, DropReason.TooShort)
            : text.Count(c => c is >= '一' and <= '鿿') < letters * LeastChinese ? (null, DropReason.NotChinese)
            : (new CleanPage(title, sections), null);
    }

    private static List<Section> Divide(IEnumerable<PageLine> lines, string title)
    {
        var sections = new List<Section>();
        var (heading, body) = (title, new StringBuilder());
        foreach (var line in lines)
        {
            if (!IsHeading(line))
            {
                body.Append(line.Text).Append('\n');
                continue;
            }

            Close();
            heading = Cut(line.Text, LongestHeading);
        }

        Close();
        return sections;

        void Close()
        {
            var text = body.ToString().Trim();
            body.Clear();
            if (text.Length >= LeastSection || (text.Length > 0 && sections.Count == 0)) sections.Add(new Section(heading, text));
            else if (text.Length > 0) sections[^1] = sections[^1] with { Text = $"{sections[^1].Text}\n{text}" };
        }
    }

    private static IEnumerable<PageLine> Joined(IEnumerable<PageLine> lines)
    {
        PageLine? open = null;
        foreach (var line in lines)
        {
            if (open is { } begun && begun.Text.Length >= BrokenLine && !begun.IsHeading && !line.IsHeading && !Boilerplate.EndsSentence(begun.Text) && !IsHeading(line) && !ListItem().IsMatch(line.Text))
            {
                open = begun with { Text = begun.Text + (char.IsAscii(begun.Text[^1]) && char.IsAscii(line.Text[0]) ? " " : "") + line.Text };
                continue;
            }

            if (open is { } done) yield return done;
            open = line;
        }

        if (open is { } last) yield return last;
    }

    private static bool IsHeading(PageLine line) =>
        line.IsHeading || (line.Text.Length <= LongestHeading && Numbered().IsMatch(line.Text) && line.Text[^1] is not ('。' or '；' or ';' or '，' or ',' or '、'));

    /// <summary>Nobody's numbers and addresses go on from an unreviewed page: neither of persons nor of swindlers.</summary>
    private static string Masked(string text, ContactDetails contacts) =>
        MayIdentify().IsMatch(text) ? contacts.Mask(PersonalData.Mask(text)) : text;

    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)] + "…";

    private static string WithoutSite(string title) => SiteName().Replace(title, "") is { Length: > 0 } bare ? bare : title;

    [GeneratedRegex(@"^(第?[一二三四五六七八九十]{1,3}(、|[.．:：]|是|步|章|节|部分)|[（(][一二三四五六七八九十]{1,3}[）)]|(问题?|Q)\s*\d*\s*[:：])", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(\d{1,2}[.、．)）]|[•·●■◆▪*-]|[①-⑳]|[（(]\d{1,2}[）)])")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\s*[_|｜—–-]+\s*[^_|｜—–-]{1,16}$")]
    private static partial Regex SiteName();

    [GeneratedRegex(@"[0-9０-９@]|www|\.(com|cn|net)|叫|姓|名|微信|QQ|vx|[〇零一幺二两三四五六七八九]{6}|路|街", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex MayIdentify();
}
