namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads a file of <c>articles/</c> or <c>corpora/</c>: YAML front matter between lines of three hyphens, then Markdown sections.</summary>
internal sealed class ArticleReader(ConditionReader conditions)
{
    private const string Fence = "---\n";
    private const string Heading = "\n## ";

    /// <summary>The article; null (with a fault) when its front matter is missing or no YAML.</summary>
    public Article? Read(string text, YamlReader reader)
    {
        text = text.ReplaceLineEndings("\n");
        if (FrontMatterOf(text) is not { } front)
        {
            reader.Report(1, "the front matter is missing", "Start the file with a line \"---\", the keys, and another line \"---\"");
            return null;
        }

        var body = Fence.Length + front.Length + Fence.Length;
        var isBrought = reader.File.StartsWith(Article.Corpora, StringComparison.Ordinal);
        if (isBrought && BroughtFrontMatter.Read(front.TrimEnd('\n').Split('\n')) is { } written)
            return Brought(written.Id, written.Title, written.Topics, ReadSections(text, body, reader), new SourceLine(reader.File, 2), written.Origin);
        if (reader.Parse(front, firstLine: 2) is not { } yaml) return null;
        if (isBrought) return ReadBrought(yaml, ReadSections(text, body, reader));
        yaml.AllowKeys("id", "title", "topics", "questions", "answers", "sources", "reviewed");
        return new Article(
            yaml.RequireId(), yaml.RequireText("title"), yaml.Texts("topics"), yaml.Texts("questions"),
            yaml.Find("answers")?.Items().Select(ReadAnswer).ToArray() ?? [], LawReader.ReadReferences(yaml, "sources"),
            yaml.FindDate("reviewed"), ReadSections(text, body, reader), yaml.Source);
    }

    /// <summary>The sections of a text that was read before.</summary>
    public static IReadOnlyList<Section> SectionsOf(string text)
    {
        text = text.ReplaceLineEndings("\n");
        return SectionsFrom(text, text.IndexOf(Heading, Fence.Length + (FrontMatterOf(text)?.Length ?? 0), StringComparison.Ordinal));
    }

    /// <summary>The fault of an article that is named otherwise than its file.</summary>
    public static KnowledgeError NotNamedAsItsFile(Article article) => article.Source.Error($"the id \"{article.Id}\" is not the file's name", "Make the two equal");

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

    /// <summary>The lines between the fences, each with its end; null when a fence is missing.</summary>
    private static string? FrontMatterOf(string text)
    {
        if (!text.StartsWith(Fence, StringComparison.Ordinal)) return null;
        var end = text.IndexOf($"\n{Fence}", Fence.Length - 1, StringComparison.Ordinal);
        if (end < 0 && text.EndsWith("\n---", StringComparison.Ordinal)) end = text.Length - Fence.Length;
        return end < 0 ? null : text[Fence.Length..(end + 1)];
    }

    private static List<Section> ReadSections(string text, int start, YamlReader reader)
    {
        var first = text.IndexOf(Heading, start - 1, StringComparison.Ordinal);
        start = Math.Min(start, text.Length);
        var line = 1 + text.AsSpan(0, start).Count('\n');
        foreach (var loose in text[start..Math.Max(start, first < 0 ? text.Length : first)].Split('\n'))
        {
            if (!string.IsNullOrWhiteSpace(loose)) reader.Report(line, "text stands before the first heading", "Put a line \"## heading\" above it");
            line++;
        }

        return SectionsFrom(text, first);
    }

    /// <summary>The sections from the one on whose heading's line begins behind a place; none when the place is negative.</summary>
    private static List<Section> SectionsFrom(string text, int heading)
    {
        var sections = new List<Section>();
        while (heading >= 0)
        {
            var (start, end) = (heading + Heading.Length, text.IndexOf('\n', heading + Heading.Length));
            if (end < 0) end = text.Length;
            heading = text.IndexOf(Heading, end, StringComparison.Ordinal);
            sections.Add(new Section(text[start..end].Trim(), text[end..(heading < 0 ? text.Length : heading)].Trim()));
        }

        return sections;
    }
}
