using System.Globalization;
using BenchmarkDotNet.Running;
using ChatTriage.Benchmarks.Retrieval;

// Beside the project, when it is run from its build folder: the figures are kept with the code that made them.
var output = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../results"));
int[] sizes = [10_000, 56_114, 500_000];

// retrieval DIR [SPLIT [SIZES]]: our index beside other engines; retrieval-draw: table and plot anew; all else goes to BenchmarkDotNet.
return args switch
{
    ["retrieval", var folder] => RetrievalBenchmark.Run(folder, "train", sizes, output),
    ["retrieval", var folder, var split] => RetrievalBenchmark.Run(folder, split, sizes, output),
    ["retrieval", var folder, var split, var given] => RetrievalBenchmark.Run(folder, split, [.. given.Split(',').Select(size => int.Parse(size, CultureInfo.InvariantCulture))], output),
    ["retrieval-draw"] => RetrievalBenchmark.Draw(output),
    ["retrieval-one", var folder, var split, var engine, var size] => EngineProcess.Serve(folder, split, engine, int.Parse(size, CultureInfo.InvariantCulture)),
    _ => BenchmarkSwitcher.FromAssembly(typeof(RetrievalBenchmark).Assembly).Run(args).Any() ? 0 : 1,
};
