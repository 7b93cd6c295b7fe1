namespace ChatTriage.Retrieval.Dense;

/// <summary>Configuration <c>Embeddings:*</c>: where vectors of texts come from. Without it nothing here runs, and no native library is loaded.</summary>
public sealed record EmbeddingSettings
{
    /// <summary>Base address of an endpoint that speaks OpenAI's embeddings, as https://api.example.com/v1; null when none is used.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The embedding model's name at that endpoint.</summary>
    public string? Name { get; init; }

    /// <summary>The key; servers of one's own often need none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>A folder with <c>model.onnx</c> and <c>vocab.txt</c> of a BERT-like encoder, instead of an endpoint.</summary>
    public string? Folder { get; init; }

    /// <summary>How a local model's word vectors become one: that of [CLS], as for BGE, or their mean. Default: cls.</summary>
    public Pooling Pooling { get; init; } = Pooling.Cls;

    /// <summary>Longer texts are cut, in word pieces of the local model. Default 512.</summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>What some models want before a question, and not before a passage. Default: nothing.</summary>
    public string QueryPrefix { get; init; } = "";

    /// <summary>What a cosine of 1 adds to a passage's score, as a share of the best score by words. Default 0.5.</summary>
    public double Weight { get; init; } = 0.5;

    /// <summary>How many texts go out at once. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>How long one call may take, in seconds. Default 20.</summary>
    public double TrySeconds { get; init; } = 20;

    /// <summary>How often a call for passages is repeated when that may help. Default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>How long an answer waits for the question's vector, in seconds; then it goes out by words alone. Default 1.</summary>
    public double QuerySeconds { get; init; } = 1;

    /// <summary>For how many seconds an endpoint that keeps failing is left alone. Default 30.</summary>
    public double BreakSeconds { get; init; } = 30;

    /// <summary>The folder that keeps passages' vectors between starts. Default: chattriage-embeddings in the temporary folder.</summary>
    public string? Cache { get; init; }

    /// <summary>Whether vectors are used at all.</summary>
    public bool IsOn => Endpoint is not null || Folder is not null;

    /// <summary>What is wrong with the configuration, each fault with its key; empty when it can be used.</summary>
    public IEnumerable<string> Faults()
    {
        if (Endpoint is null != string.IsNullOrWhiteSpace(Name)) yield return "Embeddings:Endpoint and Embeddings:Name belong together: set both, or neither.";
        if (Endpoint is not (null or { IsAbsoluteUri: true, Scheme: "http" or "https" })) yield return "Embeddings:Endpoint must be an address such as https://api.example.com/v1.";
        if (ApiKey is not null && Endpoint is null) yield return "Embeddings:ApiKey is for an endpoint: set Embeddings:Endpoint and Embeddings:Name too, or remove it.";
        if (Endpoint is not null && Folder is not null) yield return "Embeddings:Folder and Embeddings:Endpoint exclude each other: set one of them.";
        foreach (var file in Folder is null ? [] : new[] { OnnxEmbeddings.ModelFile, OnnxEmbeddings.VocabularyFile })
            if (!File.Exists(Path.Combine(Folder!, file))) yield return $"Embeddings:Folder must hold {file}; \"{Folder}\" does not.";
        if (!Enum.IsDefined(Pooling)) yield return "Embeddings:Pooling must be cls or mean.";
        if (MaxTokens is < 8 or > 8192) yield return "Embeddings:MaxTokens must be from 8 to 8192.";
        if (Weight is not (>= 0 and <= 10)) yield return "Embeddings:Weight must be from 0 to 10.";
        if (BatchSize is < 1 or > 1024) yield return "Embeddings:BatchSize must be from 1 to 1024.";
        if (TrySeconds is not (>= 0.1 and <= 300)) yield return "Embeddings:TrySeconds must be from 0.1 to 300.";
        if (Retries is < 0 or > 5) yield return "Embeddings:Retries must be from 0 to 5.";
        if (QuerySeconds is not (>= 0.05 and <= 30)) yield return "Embeddings:QuerySeconds must be from 0.05 to 30.";
        if (BreakSeconds is not (>= 0.5 and <= 3600)) yield return "Embeddings:BreakSeconds must be from 0.5 to 3600.";
    }
}

/// <summary>How the vectors of a text's words become one vector.</summary>
public enum Pooling
{
    /// <summary>The vector of the first token, [CLS].</summary>
    Cls,

    /// <summary>The mean over the tokens.</summary>
    Mean,
}

/// <summary>Vectors could not be had. Carries the HTTP status where there was one, never what was sent or received.</summary>
public sealed class EmbeddingException(string message, int? status = null, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The HTTP status.</summary>
    public int? Status { get; } = status;
}
