using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Cli.Evaluation;

/// <summary>A question with the passages that people judged relevant to it, and how much.</summary>
internal sealed record BeirQuestion(string Id, string Text, IReadOnlyDictionary<string, int> Judgements);

/// <summary>
/// A retrieval data set in BEIR's layout: <c>corpus.jsonl</c>, <c>queries.jsonl</c> (either also as .gz) and <c>qrels/SPLIT.tsv</c>.
/// A passage's <c>metadata</c> may name its <c>law</c> (the text that it belongs to) and <c>chapter</c> (the heading above it).
/// </summary>
/// <exception cref="IOException">From every member, when a file is missing or a line is not as it should be; the message names the line.</exception>
internal sealed class BeirFolder(DirectoryInfo folder)
{
    /// <summary>The passages, in the file's order.</summary>
    public IReadOnlyList<IndexedPassage> Passages() => [.. Objects("corpus", row =>
    {
        var metadata = row.TryGetProperty("metadata", out var found) && found.ValueKind == JsonValueKind.Object ? found : default;
        return new IndexedPassage(Required(row, "_id"), Optional(metadata, "law") ?? Optional(row, "title") ?? "", Optional(metadata, "chapter") ?? "", Required(row, "text"), []);
    })];

    /// <summary>The questions of a split that have a relevant passage, in the order of the judgements.</summary>
    public IReadOnlyList<BeirQuestion> Questions(string split)
    {
        var texts = new Dictionary<string, string>();
        foreach (var (id, text) in Objects("queries", row => (Required(row, "_id"), Required(row, "text")))) texts[id] = text;

        var path = Path.Combine(folder.FullName, "qrels", $"{split}.tsv");
        var judgements = new Dictionary<string, Dictionary<string, int>>();
        var order = new List<string>();
        foreach (var (line, number) in File.ReadLines(path).Select((line, i) => (line, i + 1)).Skip(1).Where(row => row.line.Length > 0))
        {
            if (line.Split('\t') is not [var question, var passage, var score] || !int.TryParse(score, NumberStyles.Integer, CultureInfo.InvariantCulture, out var grade))
                throw new IOException($"{path}:{number}: this is no judgement. Each line needs question, passage and score, separated by tabs, below one header line.");
            if (!texts.ContainsKey(question)) throw new IOException($"{path}:{number}: there is no question \"{question}\" in queries.jsonl.");
            if (grade <= 0) continue;
            if (!judgements.TryGetValue(question, out var own))
            {
                judgements[question] = own = [];
                order.Add(question);
            }

            own[passage] = grade;
        }

        return order.Count > 0 ? [.. order.Select(id => new BeirQuestion(id, texts[id], judgements[id]))] : throw new IOException($"{path}:1: there is no judgement above 0.");
    }

    private IEnumerable<T> Objects<T>(string name, Func<JsonElement, T> read)
    {
        var plain = Path.Combine(folder.FullName, $"{name}.jsonl");
        var path = File.Exists(plain) ? plain : $"{plain}.gz";
        if (!File.Exists(path)) throw new IOException($"{plain}: there is no such file, nor one with .gz. A folder in BEIR's layout has it.");
        using var file = File.OpenRead(path);
        using var lines = new StreamReader(path == plain ? file : new GZipStream(file, CompressionMode.Decompress));
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.Length == 0) continue;
            T value;
            try
            {
                using var row = JsonDocument.Parse(line);
                value = read(row.RootElement);
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new IOException($"{path}:{number}: this line cannot be read ({fault.Message})", fault);
            }

            yield return value;
        }
    }

    private static string Required(JsonElement row, string name) =>
        Optional(row, name) ?? throw new KeyNotFoundException($"it needs the text \"{name}\"");

    private static string? Optional(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
