using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatTriage.Cli.Evaluation;

/// <summary>
/// Which article each labelled question is meant for, one JSON object a line: <c>id</c> and <c>articles</c>, the one to three that are
/// acceptable; none where no article answers it. The labels know nothing of what is retrieved.
/// </summary>
internal static class MeantArticles
{
    /// <summary>The labels by the question's id.</summary>
    /// <exception cref="IOException">When the file cannot be read, or a line is no label; the message names the line.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(string path)
    {
        var labels = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (number, line) in File.ReadLines(path).Index().Where(line => line.Item.Trim().Length > 0))
        {
            try
            {
                var row = JsonDocument.Parse(line).RootElement;
                labels.Add(row.GetProperty("id").GetString()!, [.. row.GetProperty("articles").EnumerateArray().Select(article => article.GetString()!)]);
            }
            catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
            {
                throw new IOException($"{path}:{number + 1}: this is no label of articles ({fault.Message}). Each line needs an id of its own and articles.", fault);
            }
        }

        return labels;
    }
}

/// <summary>How often the answer cites the article that is meant, first or among the first three different ones.</summary>
internal sealed class ArticleScorecard
{
    private readonly Row[] rows;

    /// <summary>Asks the engine each question that has a label.</summary>
    /// <exception cref="IOException">When a label names an article that does not exist, or no question has a label.</exception>
    public ArticleScorecard(IEnumerable<LabelledRow> questions, IReadOnlyDictionary<string, IReadOnlyList<string>> labels, Triage triage, DateOnly asOf)
    {
        if (labels.Values.SelectMany(articles => articles).FirstOrDefault(id => !triage.Knowledge.Articles.ContainsKey(id)) is { } unknown)
            throw new IOException($"The labels name \"{unknown}\", which is no article of the knowledge base.");
        rows = [.. questions.Where(question => labels.ContainsKey(question.Id)).Select(question => Row.For(question, labels[question.Id], triage.Ask(new Question(question.Text, [], asOf))))];
        if (rows.Length == 0) throw new IOException("No question of the set has a label. Nothing measured is not everything right.");
    }

    /// <summary>
    /// The figures by name, each from 0 to 1, more is better. The halves divide the questions by the last hexadecimal digit of the MD5
    /// hash of their id: what was tuned on one half is judged on the other. Where a crisis card is the whole answer, nothing is cited
    /// and nothing counts.
    /// </summary>
    public IReadOnlyDictionary<string, double> Figures => new OrderedDictionary<string, double>
    {
        ["article-first"] = Cited(row => true, 1).Value,
        ["article-in-three"] = Cited(row => true, 3).Value,
        ["article-first-even"] = Cited(row => row.IsEven, 1).Value,
        ["article-in-three-even"] = Cited(row => row.IsEven, 3).Value,
        ["article-first-odd"] = Cited(row => !row.IsEven, 1).Value,
        ["article-in-three-odd"] = Cited(row => !row.IsEven, 3).Value,
        ["nothing-cited-where-none-is-meant"] = Of(rows.Where(row => !row.IsCard && row.Meant.Count == 0), row => row.Cited.Count == 0).Value,
    };

    /// <summary>How many questions stand behind the figures, and how many do not.</summary>
    public string Counts => string.Create(CultureInfo.InvariantCulture,
        $"{Judged.Count(row => row.IsEven)} questions in the even half, {Judged.Count(row => !row.IsEven)} in the odd; {rows.Count(row => row.Meant.Count == 0)} that no article is meant for; {rows.Count(row => row.IsCard)} answered by a crisis card alone");

    /// <summary>Every question whose meant article is not cited first: <c>first</c> or <c>three</c> missed, the meant, the cited.</summary>
    public IEnumerable<string> Misses => Judged.Where(row => !row.Finds(1))
        .Select(row => $"{(row.Finds(3) ? "first" : "three")}\t{row.Question.Id}\t{string.Join(',', row.Meant)}\t{string.Join(',', row.Cited)}\t{row.Question.Text.ReplaceLineEndings(" ")}");

    private IEnumerable<Row> Judged => rows.Where(row => !row.IsCard && row.Meant.Count > 0);

    private Share Cited(Func<Row, bool> half, int within) => Of(Judged.Where(half), row => row.Finds(within));

    private static Share Of(IEnumerable<Row> whole, Func<Row, bool> part) => new(whole.Count(part), whole.Count());

    private sealed record Row(LabelledRow Question, IReadOnlyList<string> Meant, IReadOnlyList<string> Cited, bool IsCard)
    {
        public bool IsEven { get; } = (MD5.HashData(Encoding.UTF8.GetBytes(Question.Id))[^1] & 1) == 0;

        public static Row For(LabelledRow question, IReadOnlyList<string> meant, Answer answer) => new(
            question, meant, [.. answer.Citations.Select(citation => citation.Passage.Article.Id).Distinct()], answer.IsCrisisCard);

        public bool Finds(int within) => Cited.Take(within).Intersect(Meant).Any();
    }
}
