using System.Text;

namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads a file of <c>articles/</c> or <c>corpora/</c>: YAML front matter between lines of three hyphens, then Markdown sections.</summary>
internal sealed class ArticleReader(ConditionReader conditions)
{
    private const string Fence = "---";

    /// <summary>The article; null (with a fault) when its front matter is missing or no YAML.</summary>
    public Article? Read(string text, YamlReader reader)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines.Length > 0 && lines[0] == Fence ? Array.IndexOf(lines, Fence, 1) : -1;
        if (end < 0)
        {
            reader.Report(1, "the front matter is missing", "Start the file with a line \"---\", the keys, and another line \"---\"");
            return null;
        }

        var isBrought = reader.File.StartsWith(Article.Corpora, StringComparison.Ordinal);
        if (isBrought && BroughtFrontMatter.Read(lines.AsSpan(1, end - 1)) is { } written)
            return Brought(written.Id, written.Title, written.Topics, ReadSections(lines, end + 1, reader), new SourceLine(reader.File, 2), written.Origin);
        if (reader.Parse(string.Join('\n', lines[1..end]), firstLine: 2) is not { } front) return null;
        if (isBrought) return ReadBrought(front, ReadSections(lines, end + 1, reader));
        front.AllowKeys("id", "title", "topics", "questions", "answers", "sources", "reviewed");
        return new Article(
            front.RequireId(), front.RequireText("title"), front.Texts("topics"), front.Texts("questions"),
            front.Find("answers")?.Items().Select(ReadAnswer).ToArray() ?? [], LawReader.ReadReferences(front, "sources"),
            front.FindDate("reviewed"), ReadSections(lines, end + 1, reader), front.Source);
    }

    /// <summary>A text that a user brought: nobody has checked it, so it gives no verdict and names no law.</summary>
    private static Article ReadBrought(YamlValue front, List<Section> sections)
    {
        front.AllowKeys("id", "title", "topics", "origin", "reviewed");
        if (front.FindText("reviewed") is not "false")
            front.Report("a text of a corpus is not marked as unreviewed", "Write \"reviewed: false\"; a text that was reviewed belongs into articles/, with a verdict, questions and sources");
        return Brought(front.RequireId(), front.RequireText("title"), front.Texts("topics"), sections, front.Source, front.FindText("origin"));
    }

    private static Article Brought(string id, string title, IReadOnlyList<string> topics, List<Section> sections, SourceLine source, string? origin) =>
        new(id, title, topics, [], Article.NoVerdict, [], null, sections, source) { Origin = origin };

    private ConditionalText ReadAnswer(YamlValue entry)
    {
        entry.AllowKeys("when", "text");
        return new ConditionalText(conditions.ReadWhen(entry), entry.RequireText("text"));
    }

    private static List<Section> ReadSections(string[] lines, int start, YamlReader reader)
    {
        var sections = new List<Section>();
        string? heading = null;
        var body = new StringBuilder();
        for (var i = start; i <= lines.Length; i++)
        {
            if (i < lines.Length && !lines[i].StartsWith("## ", StringComparison.Ordinal))
            {
                if (heading is null && lines[i].Trim().Length > 0)
                    reader.Report(i + 1, "text stands before the first heading", "Put a line \"## heading\" above it");
                body.AppendLine(lines[i]);
                continue;
            }

            if (heading is not null) sections.Add(new Section(heading, body.ToString().Trim()));
            body.Clear();
            if (i < lines.Length) heading = lines[i][3..].Trim();
        }

        return sections;
    }
}
