using System.ClientModel;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.RateLimiting;
using Microsoft.SemanticKernel;
using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace ChatTriage.Writing.Model;

/// <summary>Why a model gave nothing usable.</summary>
public enum ModelFault
{
    /// <summary>Too many answers are being phrased already.</summary>
    Busy,

    /// <summary>It kept failing and is left alone for a while.</summary>
    Resting,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>It refused: a wrong key, name or request.</summary>
    Refused,

    /// <summary>It failed, or its answer broke off or could not be read.</summary>
    Failed,

    /// <summary>It said nothing.</summary>
    Empty,
}

/// <summary>A model gave nothing usable. Carries the kind and the HTTP status, never what was sent or received.</summary>
public sealed class ModelException(ModelFault fault, int? status = null) : Exception($"The model gave nothing usable: {fault}.")
{
    /// <summary>The kind.</summary>
    public ModelFault Fault { get; } = fault;

    /// <summary>The HTTP status, where there was one.</summary>
    public int? Status { get; } = status;
}

/// <summary>
/// The one seam to a language model: a prompt goes out through Semantic Kernel, its text streams back, and Polly holds time, retries,
/// the circuit and the number of calls at once. Safe for concurrent use.
/// </summary>
public sealed class ChatModel : IDisposable
{
    /// <summary>A model that babbles is cut here, in characters.</summary>
    private const int LongestText = 6000;

    /// <summary>A response is broken off here, in bytes: many times the longest text, since each token comes in an envelope of its own.</summary>
    private const long LongestResponse = 8_000_000;

    /// <summary>Of the whole time a fifth is kept for the answer that goes out without the model.</summary>
    private const double ShareOfTime = 0.8;

    private static readonly ResiliencePropertyKey<TimeSpan> Left = new("left");

    private readonly TimeSpan most;
    private readonly Kernel kernel;
    private readonly Prompts prompts;
    private readonly HttpClient http;
    private readonly ConcurrencyLimiter limiter;
    private readonly ResiliencePipeline whole;
    private readonly ResiliencePipeline opening;

    /// <summary>A model behind an OpenAI-compatible endpoint.</summary>
    public ChatModel(ModelSettings settings, Prompts prompts)
    {
        this.prompts = prompts;
        most = TimeSpan.FromSeconds(settings.TotalSeconds * ShareOfTime);
        // Polly below decides about time and retries; with a client of its own the connector does neither.
        http = new HttpClient(new BoundedResponses(LongestResponse)) { Timeout = Timeout.InfiniteTimeSpan };
        var builder = Kernel.CreateBuilder();
        builder.AddOpenAIChatCompletion(settings.Name!, settings.Endpoint!, settings.ApiKey, httpClient: http);
        kernel = builder.Build();
        limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = settings.MostAtOnce, QueueLimit = 0 });
        whole = new ResiliencePipelineBuilder()
            .AddRateLimiter(limiter)
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromSeconds(Math.Max(1, settings.BreakSeconds)),
                BreakDuration = TimeSpan.FromSeconds(Math.Max(0.5, settings.BreakSeconds)),
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is not null and not OperationCanceledException),
            })
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => ValueTask.FromResult(args.Context.Properties.GetValue(Left, most)) })
            .Build();
        var opening = new ResiliencePipelineBuilder();
        if (settings.Retries > 0)
        {
            opening.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = settings.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(250),
                // Waiting longer than half of the whole time would leave none for the answer.
                ShouldHandle = args => ValueTask.FromResult(MayHelpAgain(args.Outcome.Exception) && !(RetryAfter(args.Outcome.Exception)?.TotalSeconds > settings.TotalSeconds / 2)),
                DelayGenerator = args => ValueTask.FromResult(RetryAfter(args.Outcome.Exception)),
            });
        }

        this.opening = opening.AddTimeout(TimeSpan.FromSeconds(settings.TrySeconds)).Build();
    }

    /// <summary>What the model says to a prompt, piece by piece.</summary>
    /// <param name="prompt">The prompt's name.</param>
    /// <param name="values">What it is filled with.</param>
    /// <param name="patience">Since when the borrower waits: all calls for one answer share its time.</param>
    /// <param name="cancellationToken">Ends when the caller gives up.</param>
    /// <exception cref="ModelException">It gave nothing usable; what came before may be half of it.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async IAsyncEnumerable<string> StreamAsync(
        string prompt, IReadOnlyDictionary<string, string> values, Patience patience, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pieces = Channel.CreateBounded<string>(64);
        var pump = PumpAsync(pieces.Writer, prompts.Function(prompt), Prompts.Arguments(values), patience, abandoned.Token);
        try
        {
            await foreach (var piece in pieces.Reader.ReadAllAsync(cancellationToken)) yield return piece;
        }
        finally
        {
            // A reader that has enough ends the call too.
            await abandoned.CancelAsync();
            await pump;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        limiter.Dispose();
    }

    private async Task PumpAsync(ChannelWriter<string> pieces, KernelFunction function, KernelArguments arguments, Patience patience, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var left = most - patience.Elapsed;
            if (left <= TimeSpan.Zero) throw new ModelException(ModelFault.TimedOut);
            context.Properties.Set(Left, left);
            await whole.ExecuteAsync(async context => await ReadAsync(pieces, function, arguments, context.CancellationToken), context);
            pieces.Complete();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            pieces.Complete(new OperationCanceledException(cancellationToken));
        }
        catch (Exception fault)
        {
            // Whatever goes wrong out there is the model's fault, and the borrower gets an answer all the same.
            pieces.Complete(fault as ModelException ?? new ModelException(KindOf(fault), StatusOf(fault)));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task ReadAsync(ChannelWriter<string> pieces, KernelFunction function, KernelArguments arguments, CancellationToken cancellationToken)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var text = await opening.ExecuteAsync(async attempt => await OpenAsync(function, arguments, reading.Token, attempt), cancellationToken);
        var length = 0;
        do
        {
            length += text.Current.Length;
            await pieces.WriteAsync(text.Current, cancellationToken);
        }
        while (length < LongestText && await text.MoveNextAsync());
    }

    /// <summary>The stream at its first piece. The attempt's own time ends with it; the reading goes on under the whole time.</summary>
    private async Task<IAsyncEnumerator<string>> OpenAsync(KernelFunction function, KernelArguments arguments, CancellationToken reading, CancellationToken attempt)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(reading);
        var text = TextAsync(function, arguments, stop).GetAsyncEnumerator(CancellationToken.None);
        await using var _ = attempt.Register(stop.Cancel);
        try
        {
            return await text.MoveNextAsync() ? text : throw new ModelException(ModelFault.Empty);
        }
        catch
        {
            await text.DisposeAsync();
            attempt.ThrowIfCancellationRequested();
            throw;
        }
    }

    private async IAsyncEnumerable<string> TextAsync(KernelFunction function, KernelArguments arguments, CancellationTokenSource stop)
    {
        using (stop)
        {
            await foreach (var piece in kernel.InvokeStreamingAsync<StreamingChatMessageContent>(function, arguments, stop.Token))
                if (piece.Content is { Length: > 0 } content) yield return content;
        }
    }

    private static bool MayHelpAgain(Exception? fault) => fault switch
    {
        null or ModelException or OperationCanceledException => false,
        TimeoutRejectedException => true,
        _ => StatusOf(fault) is null or 408 or 429 or >= 500,
    };

    private static ModelFault KindOf(Exception fault) => fault switch
    {
        RateLimiterRejectedException => ModelFault.Busy,
        BrokenCircuitException => ModelFault.Resting,
        TimeoutRejectedException or OperationCanceledException => ModelFault.TimedOut,
        _ => StatusOf(fault) is >= 400 and < 500 and not 408 and not 429 ? ModelFault.Refused : ModelFault.Failed,
    };

    private static int? StatusOf(Exception? fault) => fault switch
    {
        ClientResultException { Status: > 0 } answer => answer.Status,
        HttpOperationException { StatusCode: { } status } => (int)status,
        HttpRequestException { StatusCode: { } status } => (int)status,
        _ => null,
    };

    private static TimeSpan? RetryAfter(Exception? fault) =>
        (fault as ClientResultException ?? fault?.InnerException as ClientResultException)?.GetRawResponse() is { } response
        && response.Headers.TryGetValue("Retry-After", out var value)
        && RetryConditionHeaderValue.TryParse(value, out var after)
            ? after.Delta ?? NotNegative(after.Date - TimeProvider.System.GetUtcNow()) : null;

    private static TimeSpan? NotNegative(TimeSpan? time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}
