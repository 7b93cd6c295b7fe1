using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatTriage.Cli.Evaluation;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>What one engine did with so many passages.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Passages">How many passages.</param>
/// <param name="Ndcg10">nDCG@10 over the questions.</param>
/// <param name="Recall100">Recall@100.</param>
/// <param name="BuildSeconds">Time to build on one thread.</param>
/// <param name="BuildAllCoresSeconds">On all cores; the same where the engine builds on one.</param>
/// <param name="IndexMegabytes">Size of the index.</param>
/// <param name="PeakMegabytes">What the process took at most, above what it had with the passages loaded.</param>
/// <param name="P50">Median milliseconds of a search on one thread.</param>
/// <param name="P99">99th percentile of the same.</param>
/// <param name="PerSecond">Searches a second on one thread.</param>
/// <param name="PerSecondAllCores">On all cores.</param>
/// <param name="OpenMilliseconds">Time until a saved index has answered a first question; null where that was not measured.</param>
public sealed record Measurement(
    string Engine, int Passages, double Ndcg10, double Recall100, double BuildSeconds, double BuildAllCoresSeconds, double IndexMegabytes, double PeakMegabytes,
    double P50, double P99, double PerSecond, double PerSecondAllCores, double? OpenMilliseconds);

/// <summary>
/// <c>retrieval DIR</c>: our index beside Lucene.Net and SQLite FTS5 on a folder in BEIR's layout, each in a process of its own,
/// one after the other. Machines differ and are noisy: read the ratios of one run.
/// </summary>
internal static class RetrievalBenchmark
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(15);

    /// <summary>Runs all engines at all sizes and writes <c>retrieval.md</c> and <c>retrieval.svg</c>.</summary>
    public static int Run(string folder, string split, IReadOnlyList<int> sizes, string output)
    {
        var rows = new List<Measurement>();
        foreach (var size in sizes)
        {
            foreach (var engine in Engines.All.Keys)
            {
                using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(RetrievalBenchmark).Assembly.Location, "retrieval-one", folder, split, engine, $"{size}"]) { RedirectStandardOutput = true })!;
                var text = child.StandardOutput.ReadToEnd();
                child.WaitForExit();
                if (child.ExitCode != 0) return child.ExitCode;
                rows.Add(JsonSerializer.Deserialize<Measurement>(text)!);
                Console.WriteLine(Report.Row(rows[^1]));
            }
        }

        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, "retrieval.md"), Report.Table(rows));
        File.WriteAllText(Path.Combine(output, "retrieval.svg"), Report.Plot(rows));
        Console.WriteLine($"{Path.Combine(output, "retrieval.md")} and .svg");
        return 0;
    }

    /// <summary>Measures one engine in this process and prints it as JSON.</summary>
    public static int RunOne(string folder, string split, string name, int size)
    {
        var source = new BeirFolder(new DirectoryInfo(folder));
        var questions = source.Questions(split);
        var passages = PassageSample.Take(source.Passages(), questions, size);
        GC.Collect();
        var before = Environment.WorkingSet;

        using var engine = Engines.All[name]();
        var watch = Stopwatch.StartNew();
        engine.Build(passages, 1);
        var build = watch.Elapsed.TotalSeconds;
        using var process = Process.GetCurrentProcess();
        var peak = Math.Max(0, process.PeakWorkingSet64 - before);
        var buildAll = build;
        if (engine is ChatTriageEngine)
        {
            watch.Restart();
            engine.Build(passages, Environment.ProcessorCount);
            buildAll = watch.Elapsed.TotalSeconds;
        }

        var rows = Search(engine, passages, questions);
        var (one, all) = (Throughput(engine, questions, 1), Throughput(engine, questions, Environment.ProcessorCount));
        var figures = RankingFigures.Of(rows, engine.Bytes, default);
        Console.WriteLine(JsonSerializer.Serialize(new Measurement(
            name, passages.Count, figures["ndcg@10"], figures["recall@100"], build, buildAll, engine.Bytes / 1e6, peak / 1e6, figures["p50_ms"], figures["p99_ms"],
            one, all, (engine as ChatTriageEngine)?.Reopen(questions[0].Text).TotalMilliseconds)));
        return 0;
    }

    /// <summary>The questions in the order of the file, as many as the time allows; quality is of those. Each is timed three times, the middle counts.</summary>
    private static List<RankedQuestion> Search(IEngine engine, IReadOnlyList<IndexedPassage> passages, IReadOnlyList<BeirQuestion> questions)
    {
        var watch = Stopwatch.StartNew();
        foreach (var question in questions.TakeWhile(_ => watch.Elapsed < Budget / 5).Take(300)) engine.Search(question.Text, 100);
        watch.Restart();
        var rows = new List<RankedQuestion>();
        foreach (var question in questions.TakeWhile(_ => watch.Elapsed < Budget))
        {
            int[] found = [];
            var times = new double[3];
            for (var i = 0; i < times.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                found = engine.Search(question.Text, 100);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(times);
            rows.Add(new RankedQuestion(question, [.. found.Select(number => passages[number].Id)], times[1]));
        }

        return rows;
    }

    private static double Throughput(IEngine engine, IReadOnlyList<BeirQuestion> questions, int threads)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (var i = thread; watch.Elapsed < Budget / 5; i += threads)
            {
                engine.Search(questions[i % questions.Count].Text, 100);
                Interlocked.Increment(ref done);
            }
        });
        return done / watch.Elapsed.TotalSeconds;
    }
}

/// <summary>A part of a corpus that keeps what is judged relevant, or more than the corpus: the rest mixed from the clauses of two passages.</summary>
internal static class PassageSample
{
    public static IReadOnlyList<IndexedPassage> Take(IReadOnlyList<IndexedPassage> corpus, IReadOnlyList<BeirQuestion> questions, int size)
    {
        var relevant = questions.SelectMany(question => question.Judgements.Keys).ToHashSet();
        if (size <= corpus.Count) return [.. corpus.Where(passage => relevant.Contains(passage.Id)).Concat(corpus.Where(passage => !relevant.Contains(passage.Id))).Take(size)];

        var random = new Random(20261123);
        var passages = new List<IndexedPassage>(corpus);
        while (passages.Count < size)
        {
            var (one, other) = (corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)]);
            var clauses = Clauses(one).Concat(Clauses(other)).Where(_ => random.Next(2) == 0);
            passages.Add(one with { Id = string.Create(CultureInfo.InvariantCulture, $"mixed-{passages.Count}"), Text = string.Join('，', clauses) });
        }

        return passages;

        static string[] Clauses(IndexedPassage passage) => passage.Text.Split('，', '；', '。');
    }
}
