using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Tokenizers;

namespace ChatTriage.Retrieval.Dense;

/// <summary>
/// Vectors from a BERT-like encoder in a local folder, through ONNX Runtime. The names of inputs and outputs are read from the model: ids,
/// mask and, where it has them, token types go in; word vectors (pooled here) or a text's vector come out.
/// </summary>
public sealed class OnnxEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>The model's file in the folder.</summary>
    public const string ModelFile = "model.onnx";

    /// <summary>The vocabulary's file in the folder.</summary>
    public const string VocabularyFile = "vocab.txt";

    private readonly InferenceSession session;
    private readonly BertTokenizer tokenizer;
    private readonly EmbeddingSettings settings;
    private readonly string output;

    /// <summary>Opens the folder of the settings.</summary>
    /// <exception cref="EmbeddingException">The files are no such model; the message names the key.</exception>
    public OnnxEmbeddings(EmbeddingSettings settings)
    {
        this.settings = settings;
        try
        {
            tokenizer = BertTokenizer.Create(Path.Combine(settings.Folder!, VocabularyFile));
            session = new InferenceSession(Path.Combine(settings.Folder!, ModelFile));
        }
        catch (Exception fault) when (fault is OnnxRuntimeException or ArgumentException or InvalidOperationException or KeyNotFoundException or IOException)
        {
            throw new EmbeddingException($"Embeddings:Folder: \"{settings.Folder}\" holds no model that can be used ({fault.GetType().Name}).", inner: fault);
        }

        if (session.InputMetadata.Keys.FirstOrDefault(name => Feed(name, [], []) is null) is { } unknown)
            throw Closed($"Embeddings:Folder: the model wants an input \"{unknown}\" that is neither ids nor mask nor token types.");
        output = session.OutputMetadata.Where(result => result.Value.ElementType == typeof(float) && result.Value.Dimensions.Length is 2 or 3).OrderByDescending(result => result.Value.Dimensions.Length)
            .Select(result => result.Key).FirstOrDefault() ?? throw Closed("Embeddings:Folder: the model gives no vectors.");
    }

    /// <inheritdoc/>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var vectors = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(settings.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            vectors.AddRange(Run([.. batch.Select(text => tokenizer.EncodeToIds(text, settings.MaxTokens, out _, out _))]));
        }

        return Task.FromResult(vectors);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => session.Dispose();

    private IEnumerable<Embedding<float>> Run(IReadOnlyList<int>[] texts)
    {
        var longest = texts.Max(text => text.Count);
        var ids = new long[texts.Length * longest];
        var mask = new long[ids.Length];
        Array.Fill(ids, tokenizer.PaddingTokenId);
        foreach (var (i, text) in texts.Index())
        {
            for (var k = 0; k < text.Count; k++) (ids[i * longest + k], mask[i * longest + k]) = (text[k], 1);
        }

        long[] shape = [texts.Length, longest];
        var inputs = session.InputMetadata.Keys.ToDictionary(name => name, name => OrtValue.CreateTensorValueFromMemory(Feed(name, ids, mask)!, shape));
        try
        {
            using var results = session.Run(new RunOptions(), inputs, [output]);
            var numbers = results[0].GetTensorDataAsSpan<float>();
            var width = (int)results[0].GetTensorTypeAndShape().Shape[^1];
            var isPooled = results[0].GetTensorTypeAndShape().Shape.Length == 2;
            var vectors = new Embedding<float>[texts.Length];
            for (var i = 0; i < vectors.Length; i++)
                vectors[i] = new Embedding<float>(isPooled ? numbers.Slice(i * width, width).ToArray() : Pool(numbers.Slice(i * longest * width, longest * width), texts[i].Count, width));
            return vectors;
        }
        finally
        {
            foreach (var input in inputs.Values) input.Dispose();
        }
    }

    private float[] Pool(ReadOnlySpan<float> words, int count, int width)
    {
        var vector = words[..width].ToArray();
        if (settings.Pooling == Pooling.Cls) return vector;
        for (var k = 1; k < count; k++) TensorPrimitives.Add(vector, words.Slice(k * width, width), vector);
        TensorPrimitives.Divide(vector, count, vector);
        return vector;
    }

    /// <summary>What goes into an input of this name; null for one that is not known.</summary>
    private static long[]? Feed(string name, long[] ids, long[] mask) => name switch
    {
        _ when name.Contains("mask", StringComparison.OrdinalIgnoreCase) => mask,
        _ when name.Contains("type", StringComparison.OrdinalIgnoreCase) || name.Contains("segment", StringComparison.OrdinalIgnoreCase) => new long[ids.Length],
        _ when name.Contains("ids", StringComparison.OrdinalIgnoreCase) => ids,
        _ => null,
    };

    private EmbeddingException Closed(string message)
    {
        session.Dispose();
        return new EmbeddingException(message);
    }
}
