using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatTriage.Knowledge;

namespace ChatTriage.Cli.Evaluation;

/// <summary>A question with the labels that people gave it.</summary>
/// <param name="Id">Its id in the set.</param>
/// <param name="Text">The question.</param>
/// <param name="Topics">Its topics, the primary one first; empty when out of scope.</param>
/// <param name="Urgency">How urgent it is.</param>
/// <param name="Facts">What it asserts or denies; a set as its sorted values.</param>
/// <param name="Mentions">How it speaks of facts, by fact; null where nobody labelled that. Facts that are not named are not judged.</param>
internal sealed record LabelledRow(
    string Id, string Text, IReadOnlyList<string> Topics, Urgency Urgency, IReadOnlyDictionary<string, string> Facts,
    IReadOnlyDictionary<string, MentionStatus>? Mentions)
{
    /// <summary>Whether it is ours to answer.</summary>
    public bool IsInScope => Topics.Count > 0;
}

/// <summary>Reads labelled questions, one JSON object a line.</summary>
internal static class LabelledQuestions
{
    private const string OutOfScope = "out-of-scope";

    /// <summary>
    /// One of several parts of a set, which stays the same when rows are added or moved: a row belongs to the part that the MD5 of its id
    /// gives. With two parts, fit on one and watch the other.
    /// </summary>
    public static IReadOnlyList<LabelledRow> Part(IEnumerable<LabelledRow> rows, int part, int parts) =>
        [.. rows.Where(row => new BigInteger(MD5.HashData(Encoding.UTF8.GetBytes(row.Id)), isUnsigned: true, isBigEndian: true) % parts == part)];

    /// <summary>The rows of a file.</summary>
    /// <exception cref="IOException">When the file cannot be read, or a line is no labelled question; the message names the line.</exception>
    public static IReadOnlyList<LabelledRow> Read(string path)
    {
        LabelledRow[] rows = [.. File.ReadLines(path).Select((line, i) => (line, Number: i + 1)).Where(row => row.line.Trim().Length > 0).Select(row => Parse(row.line, path, row.Number))];
        return rows.Length > 0 ? rows : throw new IOException($"{path}:1: there is no labelled question. Nothing measured is not everything right.");
    }

    private static LabelledRow Parse(string line, string path, int number)
    {
        try
        {
            var row = JsonDocument.Parse(line).RootElement;
            return new LabelledRow(
                row.GetProperty("id").GetString()!, row.GetProperty("question").GetString()!,
                [.. row.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()!).Where(topic => topic != OutOfScope)],
                KebabCase.TryParse<Urgency>(row.GetProperty("urgency").GetString()!, out var urgency) ? urgency : throw new FormatException("unknown urgency"),
                row.GetProperty("facts").EnumerateObject().ToDictionary(fact => Kebab(fact.Name), fact => Value(fact.Value)),
                row.TryGetProperty("mentions", out var mentions) ? mentions.EnumerateObject().ToDictionary(mention => Kebab(mention.Name), mention => Status(mention.Value)) : null);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new IOException($"{path}:{number}: this is no labelled question ({fault.Message}). Each line needs id, question, topics, urgency and facts.", fault);
        }
    }

    private static MentionStatus Status(JsonElement value) =>
        KebabCase.TryParse<MentionStatus>(value.GetString()!, out var status) ? status : throw new FormatException($"unknown status \"{value.GetString()}\"");

    /// <summary>The question sets write names with underscores.</summary>
    private static string Kebab(string name) => name.Replace('_', '-');

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => Scorecard.Sorted(value.EnumerateArray().Select(item => Kebab(item.GetString()!))),
        JsonValueKind.String => Kebab(value.GetString()!),
        JsonValueKind.Number => new FactValue.Number(value.GetDecimal()).ToString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => throw new FormatException($"a fact cannot be {value.ValueKind}"),
    };
}
