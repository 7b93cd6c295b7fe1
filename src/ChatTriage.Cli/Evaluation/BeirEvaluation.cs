using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatTriage.Retrieval.Indexing;
using ChatTriage.Retrieval.Learning;
using Spectre.Console;

namespace ChatTriage.Cli.Evaluation;

/// <summary><c>chattriage eval --beir DIR</c>: measures retrieval on a folder in BEIR's layout.</summary>
internal sealed class BeirEvaluation
{
    private const int Depth = 100;

    /// <summary>Each search is timed this often and the middle time counts: other work on the machine is not the search's.</summary>
    private const int Timings = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Option<DirectoryInfo?> folder = new("--beir") { Description = "Measure retrieval on this folder: corpus.jsonl, queries.jsonl (or .gz), qrels/SPLIT.tsv.", HelpName = "DIR" };
    private readonly Option<string> split = new("--split") { Description = "Which judgements.", DefaultValueFactory = _ => "test", HelpName = "SPLIT" };
    private readonly Option<FileInfo?> model = new("--model") { Description = "Rank with what \"chattriage train\" learned.", HelpName = "FILE" };
    private readonly Option<FileInfo?> index = new("--index") { Description = "Map the index from this file; where there is none, build it and write it there.", HelpName = "FILE" };
    private readonly Option<FileInfo?> perQuestion = new("--per-query") { Description = "Write one JSON object a question: figures and the passages found.", HelpName = "FILE" };
    private readonly Option<string?> explain = new("--explain") { Description = "Explain the first passage found for this question, and those that were judged relevant.", HelpName = "ID" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[folder, split, model, index, perQuestion, explain]) command.Options.Add(option);
    }

    /// <summary>Whether a folder was given.</summary>
    public bool IsAsked(CommandResult result) => result.GetResult(folder) is not null;

    /// <summary>Measures and prints.</summary>
    public int Run(ParseResult parsed, bool json)
    {
        var source = new BeirFolder(parsed.GetValue(folder)!);
        var questions = source.Questions(parsed.GetValue(split)!);
        var learned = parsed.GetValue(model) is { } file ? RankingModel.Load(file.FullName) : null;
        var ranking = Ranking.Open(source, learned, parsed.GetValue(index)?.FullName);
        if (parsed.GetValue(explain) is { } id) return Explain(ranking, questions, id);

        var rows = Measure(ranking, questions);
        var figures = RankingFigures.Of(rows, ranking.Bytes, ranking.Build);
        if (json) Console.WriteLine(JsonSerializer.Serialize(figures, Indented));
        else Print(figures, rows, learned);
        if (parsed.GetValue(perQuestion) is { } path) File.WriteAllLines(path.FullName, rows.Select(Line));
        return ExitCode.Success;
    }

    private static List<RankedQuestion> Measure(Ranking ranking, IReadOnlyList<BeirQuestion> questions)
    {
        foreach (var question in questions.Take(200)) ranking.Search(question.Text, Depth);
        var rows = new List<RankedQuestion>();
        var times = new double[Timings];
        foreach (var question in questions)
        {
            IReadOnlyList<string> found = [];
            for (var i = 0; i < Timings; i++)
            {
                var start = Stopwatch.GetTimestamp();
                found = ranking.Search(question.Text, Depth);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            rows.Add(new RankedQuestion(question, found, times[Timings / 2]));
        }

        return rows;
    }

    private static int Explain(Ranking ranking, IReadOnlyList<BeirQuestion> questions, string id)
    {
        var question = questions.FirstOrDefault(question => question.Id == id) ?? throw new IOException($"--explain: the split has no question \"{id}\".");
        Console.WriteLine(question.Text);
        foreach (var passage in ranking.Search(question.Text, 1).Concat(question.Judgements.Keys).Distinct())
        {
            foreach (var line in ranking.Explain(question.Text, passage).Lines()) Console.WriteLine(line);
        }

        return ExitCode.Success;
    }

    private static void Print(IReadOnlyDictionary<string, double> figures, List<RankedQuestion> rows, RankingModel? learned)
    {
        // What was learned favours what it has seen; the two belong side by side.
        var unseen = rows.Where(row => learned?.Knows(row.Question.Judgements.Keys) == false).ToList();
        var ofUnseen = unseen.Count > 0 ? RankingFigures.Of(unseen, 0, default) : null;
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Figure", $"{rows.Count} questions", $"{unseen.Count} whose passages had no training question");
        foreach (var (name, value) in figures)
            table.AddRow(name, Number(value), ofUnseen is not null && name.Contains('@', StringComparison.Ordinal) ? Number(ofUnseen[name]) : "");
        AnsiConsole.Write(table);
    }

    private static string Line(RankedQuestion row) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["id"] = row.Question.Id,
        ["ndcg@10"] = row.Ndcg10,
        ["recall@10"] = row.Recall(10),
        ["recall@100"] = row.Recall(Depth),
        ["ms"] = row.Milliseconds,
        ["found"] = row.Ranked,
    });

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>What ranks: an index alone, or with what was learned over it.</summary>
    private sealed record Ranking(Bm25fIndex Index, LearnedRanker? Learned, TimeSpan Build)
    {
        public long Bytes => Index.Bytes + (Learned?.Bytes ?? 0);

        public static Ranking Open(BeirFolder folder, RankingModel? model, string? file)
        {
            var passages = new Lazy<IReadOnlyList<IndexedPassage>>(folder.Passages);
            if (file is null || !File.Exists(file) || model is not null) _ = passages.Value;
            var watch = Stopwatch.StartNew();
            var index = file is not null && File.Exists(file) ? Bm25fIndex.Open(file) : Bm25fIndex.Build(passages.Value, LearnedRanker.Parameters);
            var learned = model is null ? null : new LearnedRanker(index, passages.Value, model);
            var build = watch.Elapsed;
            if (file is not null && !File.Exists(file)) index.Save(file);
            return new Ranking(index, learned, build);
        }

        public IReadOnlyList<string> Search(string question, int count)
        {
            var hits = Learned?.Search(question, count) ?? Index.Search(question, count);
            var found = new string[hits.Length];
            for (var i = 0; i < found.Length; i++) found[i] = Index.IdOf(hits[i].Number);
            return found;
        }

        public Explanation Explain(string question, string passage)
        {
            var number = Enumerable.Range(0, Index.Count).FirstOrDefault(number => Index.IdOf(number) == passage, -1);
            if (number < 0) return new Explanation($"{passage} is not in the corpus", 0);
            return Learned?.Explain(question, number) ?? Index.Explain(question, number);
        }
    }
}
