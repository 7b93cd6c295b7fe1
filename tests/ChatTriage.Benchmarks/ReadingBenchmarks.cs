using BenchmarkDotNet.Attributes;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Benchmarks;

/// <summary>
/// Understanding alone over texts of growing length: each length is twice the one before, and so should be the time. Read the ratios.
/// </summary>
[ShortRunJob]
public class ReadingBenchmarks
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private QuestionReader reader = null!;

    /// <summary>Characters in the text.</summary>
    [Params(500, 1000, 2000, 4000, 8000)]
    public int Length { get; set; }

    /// <summary>Loads the knowledge base.</summary>
    [GlobalSetup]
    public void Load() => reader = new QuestionReader(KnowledgeBase.Load(AskBenchmarks.Folder()));

    /// <summary>A text full of mentions, without a single mark between them.</summary>
    [Benchmark]
    public UnderstoodQuestion Mentions() => Read("催收天天打电话给我妈还说要上门");

    /// <summary>Text that says nothing.</summary>
    [Benchmark]
    public UnderstoodQuestion Noise() => Read("一二三四五六七八九十甲乙丙丁");

    private UnderstoodQuestion Read(string piece) => reader.Read(string.Concat(Enumerable.Repeat(piece, Length / piece.Length)), Today);
}
