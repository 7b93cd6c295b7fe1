using ChatTriage.Retrieval.Dense;

namespace ChatTriage.Tests.Retrieval.Dense;

/// <summary>Vectors from a local model: tokens, pooling, padding, and the names of its inputs.</summary>
public sealed class OnnxEmbeddingsTests
{
    [Fact]
    public async Task The_mean_is_taken_over_the_tokens_of_the_text_and_its_marks()
    {
        var vector = (await Vectors(Pooling.Mean, ["催收电话"], "input_ids", "attention_mask"))[0];
        foreach (var token in new[] { "[CLS]", "催", "收", "电", "话", "[SEP]" }) Assert.Equal(1f / 6, vector[TinyModel.Of(token)], 5);
        Assert.Equal(1f, vector.Sum(), 4);
    }

    [Fact]
    public async Task The_first_token_alone_is_taken_when_the_model_is_made_for_that()
    {
        var vector = (await Vectors(Pooling.Cls, ["催收电话"], "input_ids", "attention_mask"))[0];
        Assert.Equal(1f, vector[TinyModel.Of("[CLS]")]);
    }

    [Fact]
    public async Task A_longer_text_in_the_same_batch_changes_nothing()
    {
        var alone = (await Vectors(Pooling.Mean, ["分期"], "input_ids", "attention_mask"))[0];
        var beside = (await Vectors(Pooling.Mean, ["分期", "催收半夜打电话"], "input_ids", "attention_mask"))[0];
        Assert.Equal(alone, beside);
    }

    [Fact]
    public async Task A_text_longer_than_the_model_takes_is_cut()
    {
        var vector = (await Vectors(Pooling.Mean, [string.Concat(Enumerable.Repeat("催收", 100))], "input_ids", "attention_mask"))[0];
        Assert.Equal(1f, vector.Sum(), 3);
    }

    [Theory]
    [InlineData("input_ids")]
    [InlineData("input_ids", "attention_mask", "token_type_ids")]
    public async Task The_model_gets_the_inputs_that_it_names(params string[] inputs) => Assert.Single(await Vectors(Pooling.Cls, ["催收"], inputs));

    [Fact]
    public void A_model_with_an_input_of_another_kind_is_refused_by_name()
    {
        using var model = new TinyModel("input_ids", "pixel_values");
        var fault = Assert.Throws<EmbeddingException>(() => new OnnxEmbeddings(new EmbeddingSettings { Folder = model.Folder }));
        Assert.Contains("\"pixel_values\"", fault.Message);
    }

    [Fact]
    public void A_file_that_is_no_model_is_refused_with_the_key()
    {
        using var model = new TinyModel("input_ids");
        File.WriteAllText(Path.Combine(model.Folder, "model.onnx"), "no model");
        Assert.StartsWith("Embeddings:Folder:", Assert.Throws<EmbeddingException>(() => new OnnxEmbeddings(new EmbeddingSettings { Folder = model.Folder })).Message);
    }

    private static async Task<float[][]> Vectors(Pooling pooling, string[] texts, params string[] inputs)
    {
        using var model = new TinyModel(inputs);
        using var source = new OnnxEmbeddings(new EmbeddingSettings { Folder = model.Folder, Pooling = pooling, MaxTokens = 32 });
        return [.. (await source.GenerateAsync(texts)).Select(vector => vector.Vector.ToArray())];
    }
}
