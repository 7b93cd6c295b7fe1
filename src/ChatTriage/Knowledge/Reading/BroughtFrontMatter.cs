namespace ChatTriage.Knowledge.Reading;

/// <summary>
/// Front matter just as <c>ingest</c> writes it: five lines, values without escapes. A corpus has tens of thousands of files, and a
/// YAML parser takes most of the time to load them; what a person has changed, it reads.
/// </summary>
/// <param name="Id">The id.</param>
/// <param name="Title">The title.</param>
/// <param name="Topics">The topics.</param>
/// <param name="Origin">Where the text comes from.</param>
internal sealed record BroughtFrontMatter(string Id, string Title, string[] Topics, string Origin)
{
    /// <summary>The front matter; null when it is written in any other way, right or wrong.</summary>
    public static BroughtFrontMatter? Read(ReadOnlySpan<string> lines) =>
        lines is [var id, var title, var topics, var origin, "reviewed: false"]
        && Bare(id, "id: ") is { } name && IsName(name) && Quoted(title, "title: ") is { Length: > 0 } heading && Quoted(origin, "origin: ") is { } place
        && Bare(topics, "topics: [ ") is [.., ' ', ']'] list && list[..^2].Split(", ") is var all && all.All(IsName)
            ? new BroughtFrontMatter(name, heading, all, place) : null;

    private static string? Bare(string line, string key) => line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..] : null;

    /// <summary>What stands between quotation marks, if it reads as it is written.</summary>
    private static string? Quoted(string line, string key) =>
        Bare(line, key) is ['"', .., '"'] text && text.AsSpan(1, text.Length - 2).IndexOfAny('"', '\\') < 0 ? text[1..^1].Trim() : null;

    /// <summary>A name that no YAML parser would take for anything else.</summary>
    private static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && text is not ("null" or "true" or "false");
}
