using BenchmarkDotNet.Attributes;
using ChatTriage.Knowledge;

namespace ChatTriage.Benchmarks;

/// <summary>
/// What one answer costs, against the seed question. Machines differ and are noisy: read
/// the ratios of one run, not the times.
/// </summary>
[MemoryDiagnoser]
public class AskBenchmarks
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private Triage triage = null!;

    /// <summary>Loads the knowledge base named by CHATTRIAGE_KNOWLEDGE, or the nearest folder <c>knowledge</c> above the program.</summary>
    [GlobalSetup]
    public void Load() => triage = new Triage(KnowledgeBase.Load(Folder()));

    /// <summary>The question that the project began with.</summary>
    [Benchmark(Baseline = true)]
    public Answer Seed() => Ask("网贷逾期接电话了还会爆通讯录吗");

    /// <summary>Several matters in one breath.</summary>
    [Benchmark]
    public Answer Story() => Ask("我网贷逾期三个月了欠了3万5，催收一天打我二十多个电话，昨天晚上十一点还打给我妈和我们单位，说不还就来我家，我该怎么办，要不要接他们电话，能不能投诉");

    /// <summary>The longest text that is accepted, to see that time grows with length and no faster.</summary>
    [Benchmark]
    public Answer Longest() => Ask(string.Concat(Enumerable.Repeat("催收天天打电话给我家里人我真的很烦", 235)));

    private Answer Ask(string question) => triage.Ask(new Question(question, [], Today));

    /// <summary>The knowledge base to measure with.</summary>
    internal static string Folder()
    {
        if (Environment.GetEnvironmentVariable("CHATTRIAGE_KNOWLEDGE") is { } given) return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "knowledge", "topics.yaml"))) return Path.Combine(folder.FullName, "knowledge");
        }

        throw new DirectoryNotFoundException("No folder \"knowledge\" above the program; set CHATTRIAGE_KNOWLEDGE.");
    }
}
