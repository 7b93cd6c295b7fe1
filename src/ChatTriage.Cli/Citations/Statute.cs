using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatTriage.Cli.Citations;

/// <summary>
/// The text of an instrument, or an extract of it, as a Markdown file: the title after <c>#</c>; lines that tell its dates
/// (<c>施行：2021-11-01</c>, or <c>2021-11-01施行</c>; <c>至</c> before the last day); then each article under a heading with its number.
/// </summary>
/// <param name="File">Name of the file.</param>
/// <param name="Title">Title as <see cref="Normalise"/> gives it.</param>
/// <param name="EffectiveFrom">The days on which the text, or parts of it, took effect.</param>
/// <param name="EffectiveTo">The last day, where the file names one.</param>
/// <param name="Dates">Every date that the head of the file names.</param>
/// <param name="IsSuperseded">The file says of itself that a later text has replaced this one.</param>
/// <param name="Articles">The text of each article by its number.</param>
internal sealed partial record Statute(
    string File, string Title, IReadOnlyList<DateOnly> EffectiveFrom, DateOnly? EffectiveTo, IReadOnlyList<DateOnly> Dates,
    bool IsSuperseded, IReadOnlyDictionary<string, string> Articles)
{
    /// <summary>The statutes of a folder; files in which no heading is the number of an article are left out.</summary>
    public static IReadOnlyList<Statute> ReadAll(DirectoryInfo folder) =>
        [.. folder.EnumerateFiles("*.md").OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => Parse(file.Name, System.IO.File.ReadAllText(file.FullName).ReplaceLineEndings("\n"))).Where(statute => statute.Articles.Count > 0)];

    /// <summary>The title as it is compared: without 中华人民共和国, what stands in brackets, and signs.</summary>
    public static string Normalise(string title) => NotCompared().Replace(title, "");

    /// <summary>The number of the article that a citation points into: of 第十条第二款 it is 第十条; null when it names none.</summary>
    public static string? ArticleNumber(string citation) => Number().Match(citation) is { Success: true } match ? match.Value : null;

    private static Statute Parse(string file, string text)
    {
        var headings = Heading().Matches(text);
        var head = (headings.Count > 0 ? text[..headings[0].Index] : text).Split('\n');
        var dates = head.SelectMany(line => Date().Matches(line).Select(match => (
            Day: DateOnly.ParseExact(match.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            IsLast: match.Groups["last"].Success,
            IsFirst: match.Groups["first"].Success || line.TrimStart('>', ' ').StartsWith("施行", StringComparison.Ordinal)))).ToArray();
        var articles = new Dictionary<string, string>();
        foreach (var (heading, end) in headings.Zip(headings.Skip(1).Select(next => next.Index).Append(text.Length)))
        {
            var number = heading.Groups["number"].Value;
            articles[number] = articles.GetValueOrDefault(number) + text[(heading.Index + heading.Length)..end];
        }

        return new Statute(
            file, Normalise(head[0].TrimStart('#', ' ')), [.. dates.Where(date => date.IsFirst && !date.IsLast).Select(date => date.Day)],
            dates.Where(date => date.IsLast).Select(date => (DateOnly?)date.Day).FirstOrDefault(), [.. dates.Select(date => date.Day)],
            head.Any(line => Superseded().IsMatch(line)), articles);
    }

    [GeneratedRegex("第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?")]
    private static partial Regex Number();

    [GeneratedRegex("^##+ *(?<number>第[一二三四五六七八九十百千零〇]+条(之[一二三四五六七八九十]+)?)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<last>至 ?)?(?<day>\d{4}-\d{2}-\d{2})(?<first>施行)?")]
    private static partial Regex Date();

    [GeneratedRegex("原版|已被")]
    private static partial Regex Superseded();

    [GeneratedRegex("中华人民共和国|（.*|《|》|、|，|\\s")]
    private static partial Regex NotCompared();
}
