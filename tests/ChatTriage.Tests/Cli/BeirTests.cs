using System.IO.Compression;
using System.Text.Json;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage train</c> and <c>chattriage eval --beir</c> on a folder of 24 passages about libraries, pools and dogs.</summary>
public sealed class BeirTests : IDisposable
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Fixtures", "beir");

    private readonly string scratch = Directory.CreateTempSubdirectory("chattriage-").FullName;

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public async Task It_prints_these_figures_as_json_and_no_others()
    {
        var figures = await Figures("--split", "test");
        Assert.Equal(
            ["ndcg@10", "recall@1", "recall@5", "recall@10", "recall@50", "recall@100", "mrr@10", "p50_ms", "p99_ms", "index_mb", "build_s"], figures.Keys);
        Assert.All(figures.Where(figure => figure.Key.Contains('@')), figure => Assert.InRange(figure.Value, 0, 1));
        Assert.True(figures["recall@1"] <= figures["recall@5"] && figures["recall@5"] <= figures["recall@100"]);
    }

    [Fact]
    public async Task What_was_learned_from_the_training_questions_ranks_the_test_questions_better_and_learning_again_gives_the_same_file()
    {
        var before = await Figures();
        var (first, second) = (Path.Combine(scratch, "first.model"), Path.Combine(scratch, "second.model"));
        foreach (var model in (string[])[first, second]) Assert.Equal(0, (await Chattriage.Run("train", "--beir", Folder, "--out", model)).ExitCode);
        Assert.Equal(await File.ReadAllBytesAsync(first), await File.ReadAllBytesAsync(second));

        var after = await Figures("--model", first);
        Assert.True(after["ndcg@10"] > before["ndcg@10"] + 0.05, $"{before["ndcg@10"]} became {after["ndcg@10"]}");
    }

    [Fact]
    public async Task Compressed_files_give_the_same_figures_and_a_mapped_index_does_too()
    {
        Repository.Copy(Folder, Path.Combine(scratch, "gz"));
        foreach (var name in (string[])["corpus.jsonl", "queries.jsonl"])
        {
            var plain = Path.Combine(scratch, "gz", name);
            await using (var packed = new GZipStream(File.Create($"{plain}.gz"), CompressionLevel.Fastest)) await packed.WriteAsync(await File.ReadAllBytesAsync(plain));
            File.Delete(plain);
        }

        var index = Path.Combine(scratch, "passages.index");
        var plainly = Quality(await Figures());
        Assert.Equal(plainly, Quality(Parse((await Chattriage.Run("eval", "--beir", Path.Combine(scratch, "gz"), "--json")).Output)));
        Assert.Equal(plainly, Quality(await Figures("--index", index)));
        Assert.True(File.Exists(index));
        Assert.Equal(plainly, Quality(await Figures("--index", index)));
    }

    [Fact]
    public async Task Each_question_can_be_written_out()
    {
        var path = Path.Combine(scratch, "questions.jsonl");
        await Chattriage.Run("eval", "--beir", Folder, "--per-query", path);
        var rows = (await File.ReadAllLinesAsync(path)).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(8, rows.Length);
        Assert.Equal("q18", rows[0].GetProperty("id").GetString());
        Assert.All(rows, row => Assert.StartsWith("p", row.GetProperty("found")[0].GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ranking_is_explained_as_a_tree_of_numbers()
    {
        var (exit, output) = await Chattriage.Run("eval", "--beir", Folder, "--explain", "q19");
        Assert.Equal(0, exit);
        Assert.Contains("BM25F of p24 = sum over terms", output);
        Assert.Contains("term 「电梯」", output);
        Assert.Contains("idf, in 1 of 24 passages", output);

        var model = Path.Combine(scratch, "a.model");
        await Chattriage.Run("train", "--beir", Folder, "--out", model);
        var learned = (await Chattriage.Run("eval", "--beir", Folder, "--explain", "q19", "--model", model)).Output;
        Assert.Contains("score of p24 = sum over signs", learned);
        Assert.Contains("it has lay questions", learned);
    }

    [Theory]
    [InlineData("corpus.jsonl", "{\"_id\": \"p1\"}", "corpus.jsonl:1: ")]
    [InlineData("queries.jsonl", "这不是 JSON", "queries.jsonl:1: ")]
    [InlineData("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 p1 1", "test.tsv:2: ")]
    [InlineData("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq99\tp1\t1", "there is no question \"q99\"")]
    [InlineData("qrels/test.tsv", "query-id\tcorpus-id\tscore", "there is no judgement")]
    public async Task A_line_that_cannot_be_read_is_named(string file, string content, string fault)
    {
        Repository.Copy(Folder, Path.Combine(scratch, "bad"));
        await File.WriteAllTextAsync(Path.Combine(scratch, "bad", file), content);
        var (exit, output) = await Chattriage.Run("eval", "--beir", Path.Combine(scratch, "bad"));
        Assert.Equal(1, exit);
        Assert.Contains(fault, output);
    }

    [Fact]
    public async Task Missing_files_and_what_is_no_model_are_named()
    {
        Assert.Contains("queries.jsonl: there is no such file, nor one with .gz", (await Chattriage.Run("train", "--beir", scratch, "--out", "x")).Output);
        Assert.Contains("this is no ranking model", (await Chattriage.Run("eval", "--beir", Folder, "--model", Path.Combine(Folder, "corpus.jsonl"))).Output);
        Assert.Contains("--explain: the split has no question \"zzz\"", (await Chattriage.Run("eval", "--beir", Folder, "--explain", "zzz")).Output);
        Assert.Contains("Name a file of labelled questions, or a folder with --beir.", (await Chattriage.Run("eval")).Output);
    }

    private static async Task<Dictionary<string, double>> Figures(params string[] more)
    {
        var (exit, output) = await Chattriage.Run(["eval", "--beir", Folder, "--json", .. more]);
        Assert.True(exit == 0, output);
        return Parse(output);
    }

    private static Dictionary<string, double> Parse(string json) => JsonSerializer.Deserialize<Dictionary<string, double>>(json)!;

    private static IEnumerable<KeyValuePair<string, double>> Quality(Dictionary<string, double> figures) => figures.Where(figure => figure.Key.Contains('@'));
}
