using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>
/// <c>retrieval DIR</c>: our index beside Lucene.Net and SQLite FTS5 on a folder in BEIR's layout. Each engine has a process of its own;
/// at each size all of them are alive at once and take turns, a few questions each, so that what disturbs the machine disturbs all
/// alike. A stopwatch and not BenchmarkDotNet: what matters is the spread over different questions, not the mean of one repeated.
/// </summary>
internal static class RetrievalBenchmark
{
    private const int Rounds = 5;
    private const int RoundsOfMany = 3;
    private const int Batch = 25;

    /// <summary>An engine that has searched for this long at a size is not asked further.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Measures all engines at the given sizes, and writes table, plot and figures; figures of other sizes, from runs before, stay.</summary>
    public static int Run(string folder, string split, IReadOnlyList<int> sizes, string output)
    {
        Directory.CreateDirectory(output);
        foreach (var size in sizes)
        {
            var measured = Measure(folder, split, size);
            foreach (var row in measured) Console.WriteLine(Report.Row(row));
            Measurement[] rows = [.. Kept(output).Where(row => row.Passages != measured[0].Passages).Concat(measured).OrderBy(row => row.Passages)];
            File.WriteAllText(FiguresIn(output), JsonSerializer.Serialize(rows, Indented) + "\n");
            Draw(output);
        }

        return 0;
    }

    /// <summary>Writes table and plot from the figures that are kept.</summary>
    public static int Draw(string output)
    {
        var rows = Kept(output);
        File.WriteAllText(Path.Combine(output, "retrieval.md"), Report.Text(rows));
        File.WriteAllText(Path.Combine(output, "retrieval.svg"), Plot.Of(rows));
        return 0;
    }

    private static string FiguresIn(string output) => Path.Combine(output, "retrieval.json");

    private static Measurement[] Kept(string output) => File.Exists(FiguresIn(output)) ? JsonSerializer.Deserialize<Measurement[]>(File.ReadAllText(FiguresIn(output)))! : [];

    private static List<Measurement> Measure(string folder, string split, int size)
    {
        var engines = new List<Engine>();
        try
        {
            foreach (var name in Engines.At(size))
            {
                Console.Error.WriteLine($"{size:N0} passages: {name} builds");
                engines.Add(new Engine(folder, split, name, size));
            }

            var rounds = size < Engines.ManyPassages ? Rounds : RoundsOfMany;
            for (var round = 0; round < rounds; round++)
            {
                Console.Error.WriteLine($"round {round + 1} of {rounds}");
                for (var from = 0; from < engines[0].Questions; from += Batch)
                {
                    foreach (var engine in engines.Where(engine => engine.Searched < Patience)) engine.Search(from, from + Batch);
                }
            }

            foreach (var threads in (int[])[1, Environment.ProcessorCount])
            {
                foreach (var engine in engines) engine.Do(string.Create(CultureInfo.InvariantCulture, $"throughput {threads}"));
            }

            return engines.ConvertAll(engine => JsonSerializer.Deserialize<Measurement>(engine.Do("report"))!);
        }
        finally
        {
            foreach (var engine in engines) engine.Dispose();
        }
    }

    /// <summary>This side of an engine's process.</summary>
    private sealed class Engine : IDisposable
    {
        private readonly Process process;

        public Engine(string folder, string split, string name, int size)
        {
            string[] arguments = [typeof(RetrievalBenchmark).Assembly.Location, "retrieval-one", folder, split, name, $"{size}"];
            process = Process.Start(new ProcessStartInfo(Runtime(), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
            Questions = int.Parse(Answer(), CultureInfo.InvariantCulture);
        }

        public int Questions { get; }

        public TimeSpan Searched { get; private set; }

        public void Search(int from, int to)
        {
            var watch = Stopwatch.StartNew();
            Do(string.Create(CultureInfo.InvariantCulture, $"search {from} {to}"));
            Searched += watch.Elapsed;
        }

        public string Do(string command)
        {
            process.StandardInput.WriteLine(command);
            return Answer();
        }

        public void Dispose()
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }

        private string Answer() => process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The process of an engine has ended.");

        /// <summary><c>dotnet</c>, also when this was started by its own executable.</summary>
        private static string Runtime() => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet";
    }
}
