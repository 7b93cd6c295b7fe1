using ChatTriage.Retrieval.Dense;
using FsCheck.Xunit;
using Microsoft.Extensions.AI;

namespace ChatTriage.Tests.Retrieval.Dense;

/// <summary>Passages' vectors are computed once and kept on disk; a broken file costs time only.</summary>
public sealed class CachedEmbeddingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vectors").FullName;
    private readonly CountingSource source = new();

    [Fact]
    public async Task Only_texts_that_are_new_are_computed_also_after_a_restart()
    {
        await Ask("甲", "乙", "甲");
        var vectors = await Ask("乙", "丙");

        Assert.Equal(["甲", "乙", "丙"], source.Asked);
        Assert.Equal([Of("乙"), Of("丙")], vectors);
    }

    [Fact]
    public async Task Another_model_has_vectors_of_its_own()
    {
        await Ask("甲");
        using var other = new CachedEmbeddings(source, folder, "another model");
        Assert.Equal(0, other.Count);
    }

    [Property(MaxTest = 50)]
    public async Task A_file_cut_anywhere_loses_entries_and_never_gives_a_wrong_vector(byte cut)
    {
        await Ask("甲", "乙", "丙");
        var file = Directory.GetFiles(folder).Single();
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(cut % bytes.Length)]);

        Assert.Equal([Of("丙"), Of("甲"), Of("丁")], await Ask("丙", "甲", "丁"));
        Assert.Equal([Of("丁")], await Ask("丁"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_costs_nothing_but_time()
    {
        var file = Path.Combine(folder, "a file");
        await File.WriteAllTextAsync(file, "");
        using var cache = new CachedEmbeddings(source, file, "m");
        Assert.Equal(Of("甲"), (await cache.GenerateAsync(["甲"]))[0].Vector.ToArray());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<float[][]> Ask(params string[] texts)
    {
        using var cache = new CachedEmbeddings(source, folder, "m");
        return [.. (await cache.GenerateAsync(texts)).Select(vector => vector.Vector.ToArray())];
    }

    private static float[] Of(string text) => [text[0], 1, 0.5f];

    private sealed class CountingSource : IEmbeddingGenerator<string, Embedding<float>>
    {
        public List<string> Asked { get; } = [];

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            string[] texts = [.. values];
            Asked.AddRange(texts);
            return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(Of(text)))));
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
