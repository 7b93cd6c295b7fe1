using System.Security.Cryptography;
using ChatTriage.Retrieval;
using ChatTriage.Retrieval.Dense;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Embeddings;

/// <summary>Vectors of passages and questions, when <c>Embeddings:*</c> names a source of them; without it nothing here runs.</summary>
internal static class EmbeddingsSetup
{
    public static IServiceCollection AddEmbeddings(this IServiceCollection services)
    {
        services.AddOptions<EmbeddingSettings>().BindConfiguration("Embeddings").ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmbeddingSettings>, EmbeddingSettingsCheck>();
        services.AddSingleton<EmbeddingsHolder>();
        return services;
    }

    private sealed class EmbeddingSettingsCheck : IValidateOptions<EmbeddingSettings>
    {
        public ValidateOptionsResult Validate(string? name, EmbeddingSettings options) =>
            options.Faults().ToArray() is { Length: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }
}

/// <summary>The source of vectors that is configured, with its cache for passages.</summary>
internal sealed class EmbeddingsHolder : IDisposable
{
    private readonly EmbeddingSettings settings;
    private readonly TimeProvider time;
    private readonly IEmbeddingGenerator<string, Embedding<float>>? source;
    private readonly CachedEmbeddings? kept;

    /// <exception cref="OptionsValidationException">The folder's model cannot be used.</exception>
    public EmbeddingsHolder(IOptions<EmbeddingSettings> options, TimeProvider time)
    {
        (settings, this.time) = (options.Value, time);
        if (!settings.IsOn) return;
        try
        {
            source = settings.Folder is null ? new RemoteEmbeddings(settings) : new OnnxEmbeddings(settings);
        }
        catch (EmbeddingException fault)
        {
            throw new OptionsValidationException("Embeddings", typeof(EmbeddingSettings), [fault.Message]);
        }

        kept = new CachedEmbeddings(source, settings.Cache ?? Path.Combine(Path.GetTempPath(), "chattriage-embeddings"), Identity());
    }

    /// <summary>The vectors of passages; null when no source is configured.</summary>
    public DenseRetrieval? Over(IEnumerable<Passage> passages) => source is null ? null : new DenseRetrieval([.. passages], source, kept!, settings, time);

    /// <inheritdoc/>
    public void Dispose() => kept?.Dispose();

    /// <summary>What a kept vector depends on.</summary>
    private string Identity()
    {
        if (settings.Folder is null) return $"{settings.Endpoint} {settings.Name}";
        using var model = File.OpenRead(Path.Combine(settings.Folder, OnnxEmbeddings.ModelFile));
        return $"{Convert.ToHexString(SHA256.HashData(model))} {settings.Pooling} {settings.MaxTokens}";
    }
}
