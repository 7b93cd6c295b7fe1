using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ChatTriage.Retrieval.Dense;

/// <summary>
/// Vectors from an endpoint that speaks OpenAI's <c>POST /embeddings</c>, in batches; Polly holds time, retries and the circuit. It asks for
/// plain numbers, which every such server can give. Safe for concurrent use.
/// </summary>
public sealed class RemoteEmbeddings : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly HttpClient http;
    private readonly EmbeddingSettings settings;
    private readonly ResiliencePipeline pipeline;

    /// <summary>Vectors of the endpoint and model of the settings.</summary>
    public RemoteEmbeddings(EmbeddingSettings settings)
    {
        this.settings = settings;
        http = new HttpClient { BaseAddress = new Uri($"{settings.Endpoint!.ToString().TrimEnd('/')}/"), Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = 64 << 20 };
        if (settings.ApiKey is { Length: > 0 } key) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var builder = new ResiliencePipelineBuilder();
        if (settings.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = settings.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is TimeoutRejectedException or HttpRequestException or EmbeddingException { Status: null or 408 or 429 or >= 500 }),
            });
        }

        pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromSeconds(Math.Max(1, settings.BreakSeconds)),
                BreakDuration = TimeSpan.FromSeconds(settings.BreakSeconds),
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is not null and not OperationCanceledException),
            })
            .AddTimeout(TimeSpan.FromSeconds(settings.TrySeconds))
            .Build();
    }

    /// <inheritdoc/>
    /// <exception cref="EmbeddingException">The endpoint gave nothing usable.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var vectors = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var batch in values.Chunk(settings.BatchSize))
        {
            try
            {
                vectors.AddRange(await pipeline.ExecuteAsync(async token => await PostAsync(batch, token), cancellationToken));
            }
            catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException or IOException)
            {
                throw new EmbeddingException($"The embedding endpoint gave nothing usable ({fault.GetType().Name}).", inner: fault);
            }
        }

        return vectors;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<Embedding<float>[]> PostAsync(string[] batch, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("embeddings", new { model = settings.Name, input = batch, encoding_format = "float" }, cancellationToken);
        if (!response.IsSuccessStatusCode) throw new EmbeddingException($"The embedding endpoint answered {(int)response.StatusCode}.", (int)response.StatusCode);
        using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return Read(body.RootElement, batch.Length);
    }

    private static Embedding<float>[] Read(JsonElement body, int count)
    {
        var vectors = new Embedding<float>?[count];
        try
        {
            foreach (var (i, entry) in body.GetProperty("data").EnumerateArray().Index())
            {
                var place = entry.TryGetProperty("index", out var index) ? index.GetInt32() : i;
                float[] vector = [.. entry.GetProperty("embedding").EnumerateArray().Select(number => number.GetSingle())];
                if (vector.Length == 0 || !vector.All(float.IsFinite)) throw new FormatException("no finite vector");
                vectors[place] = new Embedding<float>(vector);
            }
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new EmbeddingException("The embedding endpoint's answer cannot be read.", inner: fault);
        }

        return vectors.All(vector => vector is not null) && vectors.Select(vector => vector!.Vector.Length).Distinct().Count() == 1
            ? [.. vectors.Select(vector => vector!)] : throw new EmbeddingException("The embedding endpoint left out vectors, or mixed their lengths.");
    }
}
