using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatTriage.Cli.Ingest;

/// <summary>The file of a page in a corpus: front matter and Markdown, as the knowledge base reads it and a person reviews it.</summary>
internal static class CorpusFile
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of the file. Every character of the page reads as itself: nothing in it can become markup.</summary>
    public static string Write(CleanPage page, IReadOnlyList<string> topics, string origin)
    {
        var text = new StringBuilder();
        text.Append($"---\nid: {page.Id}\ntitle: {Quoted(page.Title)}\ntopics: [ {string.Join(", ", topics)} ]\norigin: {Quoted(RawPage.Tidy(origin))}\nreviewed: false\n---\n");
        foreach (var section in page.Sections)
        {
            text.Append($"## {RawPage.Tidy(section.Heading)}\n");
            foreach (var line in section.Text.Split('\n')) text.Append(Escaped(line)).Append("\n\n");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    /// <summary>The letters and digits of the body of a file that was written before, perhaps edited since.</summary>
    public static string Letters(string file)
    {
        var body = file.IndexOf("\n---", 3, StringComparison.Ordinal);
        return string.Concat((body < 0 ? file : file[(body + 4)..]).Where(char.IsLetterOrDigit));
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Quoting);

    private static string Escaped(string line)
    {
        var escaped = new StringBuilder(line.Length);
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        for (var i = 0; i < line.Length; i++)
        {
            var startsBlock = (i == 0 && line[i] is '-' or '+' or '=') || (i == digits && digits > 0 && line[i] is '.' or ')');
            if (startsBlock || line[i] is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '~' or '|' or '$' or '^' or '&' or '!') escaped.Append('\\');
            escaped.Append(line[i]);
        }

        return escaped.ToString();
    }
}
