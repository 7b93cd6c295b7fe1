using System.Globalization;
using BenchmarkDotNet.Running;
using ChatTriage.Benchmarks.Retrieval;

const string Output = "BenchmarkDotNet.Artifacts/retrieval";

// retrieval DIR [SPLIT [SIZES]]: our index beside other engines; all else goes to BenchmarkDotNet.
return args switch
{
    ["retrieval", var folder] => RetrievalBenchmark.Run(folder, "train", [10_000, 56_114, 500_000], Output),
    ["retrieval", var folder, var split] => RetrievalBenchmark.Run(folder, split, [10_000, 56_114, 500_000], Output),
    ["retrieval", var folder, var split, var sizes] => RetrievalBenchmark.Run(folder, split, [.. sizes.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))], Output),
    ["retrieval-one", var folder, var split, var engine, var size] => RetrievalBenchmark.RunOne(folder, split, engine, int.Parse(size, CultureInfo.InvariantCulture)),
    _ => BenchmarkSwitcher.FromAssembly(typeof(RetrievalBenchmark).Assembly).Run(args).Any() ? 0 : 1,
};
