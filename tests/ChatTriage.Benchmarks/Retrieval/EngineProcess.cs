using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatTriage.Cli.Evaluation;
using ChatTriage.Retrieval;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>
/// The process of one engine: it builds, says how many questions there are, and then does what it is told line by line:
/// <c>search FROM TO</c> (those questions once each), <c>throughput THREADS</c>, <c>report</c>.
/// </summary>
internal sealed class EngineProcess : IDisposable
{
    private const int Depth = 100;
    private const int WarmUp = 1000;

    private static readonly TimeSpan ThroughputTime = TimeSpan.FromSeconds(3);

    private readonly string name;
    private readonly IReadOnlyList<BeirQuestion> questions;
    private readonly string[] ids;
    private readonly IEngine engine;
    private readonly (double? One, double? All) build;
    private readonly double peak;
    private readonly int? terms;
    private readonly RankedQuestion?[] rows;
    private readonly Dictionary<int, double> perSecond = [];

    private EngineProcess(string folder, string split, string name, int size)
    {
        this.name = name;
        var source = new BeirFolder(new DirectoryInfo(folder));
        var all = source.Questions(split);
        var passages = PassageSample.Take(source.Passages(), all, size);
        questions = size < Engines.ManyPassages ? all : [.. all.Where((_, i) => i % 4 == 0)];
        ids = [.. passages.Select(passage => passage.Id)];
        rows = new RankedQuestion?[questions.Count];
        terms = name == Engines.Ours ? Vocabulary(passages) : null;

        // What the runtime takes for the first passages, code above all, is no part of an index.
        using (var warm = Engines.All[name]()) warm.Build([.. passages.Take(WarmUp)], Environment.ProcessorCount);
        engine = Engines.All[name]();
        if (engine.BuildsInParallel && (size < Engines.ManyPassages || name == Engines.Ours))
        {
            build.One = Seconds(() => engine.Build(passages, 1));
            engine.Dispose();
            engine = Engines.All[name]();
        }

        Release();
        var before = Environment.WorkingSet;
        using (var memory = new PeakMemory())
        {
            var seconds = Seconds(() => engine.Build(passages, Environment.ProcessorCount));
            build = engine.BuildsInParallel ? (build.One, seconds) : (seconds, null);
            peak = Math.Max(0, memory.Most() - before);
        }

        passages = [];
        Release();
    }

    /// <summary>Serves until the input ends.</summary>
    public static int Serve(string folder, string split, string name, int size)
    {
        using var process = new EngineProcess(folder, split, name, size);
        Console.WriteLine(process.questions.Count);
        while (Console.ReadLine() is { } line)
        {
            Console.WriteLine(line.Split(' ') switch
            {
                ["search", var from, var to] => process.Search(Number(from), Number(to)),
                ["throughput", var threads] => process.Throughput(Number(threads)),
                _ => JsonSerializer.Serialize(process.Report()),
            });
        }

        return 0;

        static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
    }

    public void Dispose() => engine.Dispose();

    /// <summary>The least time of all rounds counts: what else the machine does only ever adds.</summary>
    private string Search(int from, int to)
    {
        for (var i = from; i < Math.Min(to, questions.Count); i++)
        {
            var start = Stopwatch.GetTimestamp();
            var found = engine.Search(questions[i].Text, Depth);
            var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            rows[i] = rows[i] is { } before ? before with { Milliseconds = Math.Min(before.Milliseconds, time) } : new RankedQuestion(questions[i], Array.ConvertAll(found, number => ids[number]), time);
        }

        return "";
    }

    private string Throughput(int threads)
    {
        var watch = Stopwatch.StartNew();
        var done = 0;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
        {
            for (var i = thread; watch.Elapsed < ThroughputTime; i += threads)
            {
                engine.Search(questions[i % questions.Count].Text, Depth);
                Interlocked.Increment(ref done);
            }
        });
        perSecond[threads] = done / watch.Elapsed.TotalSeconds;
        return "";
    }

    private Measurement Report()
    {
        var asked = rows.OfType<RankedQuestion>().ToArray();
        var figures = RankingFigures.Of(asked, engine.Bytes, default);
        var isWhole = asked.Length == questions.Count;
        return new Measurement(
            name, ids.Length, asked.Length, isWhole ? figures["ndcg@10"] : null, isWhole ? figures["recall@10"] : null, build.One, build.All, engine.Bytes / 1e6, peak / 1e6,
            figures["p50_ms"], figures["p99_ms"], perSecond[1], perSecond[Environment.ProcessorCount],
            (engine as ChatTriageEngine)?.Reopen(questions[0].Text).TotalMilliseconds, (engine as ChatTriageEngine)?.Postings, terms);
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static int Vocabulary(IReadOnlyList<IndexedPassage> passages)
    {
        var vocabulary = new HashSet<uint>();
        foreach (var passage in passages)
        {
            foreach (var term in Terms.Of(Engines.TextOf(passage))) vocabulary.Add(term.Key);
        }

        return vocabulary.Count;
    }

    /// <summary>Gives memory that is not used back to the system, so that it is not counted.</summary>
    private static void Release()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
    }
}

/// <summary>Looks at the memory of this process every few milliseconds.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Thread watcher;
    private long most;
    private volatile bool ended;

    public PeakMemory()
    {
        watcher = new Thread(() =>
        {
            while (!ended)
            {
                most = Math.Max(most, Environment.WorkingSet);
                Thread.Sleep(5);
            }
        });
        watcher.Start();
    }

    /// <summary>Ends the watch; the most memory seen, in bytes.</summary>
    public long Most()
    {
        ended = true;
        watcher.Join();
        return Math.Max(most, Environment.WorkingSet);
    }

    public void Dispose() => ended = true;
}
