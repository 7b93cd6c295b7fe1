using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ChatTriage.Api.Questions;

/// <summary>Server-sent events (WHATWG HTML, section 9.2) of one response; each goes out at once.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponse response;
    private readonly JsonSerializerOptions json;

    public EventStream(HttpResponse response, JsonSerializerOptions json)
    {
        this.response = response;
        this.json = json;
        response.ContentType = "text/event-stream";
        // nginx would hold the pieces back until its buffer is full.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>One event. JSON has no line breaks of its own, so one data line is enough.</summary>
    public async Task SendAsync<T>(string name, T data, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"event: {name}\ndata: {JsonSerializer.Serialize(data, json)}\n\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => new(response.Body.FlushAsync());
}

/// <summary>一段文字 A piece of text.</summary>
internal sealed record TextEvent
{
    /// <summary>verdict 或 text Which field of the answer it belongs to.</summary>
    public required string Part { get; init; }

    /// <summary>接在前一段之后 Follows the piece before.</summary>
    public required string Text { get; init; }

    /// <summary>true = 前面的 text 作废 What was sent of this part so far is taken back.</summary>
    public bool Withdrawn { get; init; }
}

/// <summary>Signs of life while nothing is written.</summary>
internal static class Heartbeat
{
    /// <summary>Shorter than the idle timeouts of phones' networks and of proxies.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>The same items; whenever none comes for a while, the stream gets a heartbeat.</summary>
    public static async IAsyncEnumerable<T> WithHeartbeat<T>(
        this IAsyncEnumerable<T> items, EventStream events, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var item = items.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            var next = item.MoveNextAsync().AsTask();
            while (!next.IsCompleted)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                if (await Task.WhenAny(next, Task.Delay(Interval, beat.Token)) != next && !cancellationToken.IsCancellationRequested)
                    await events.SendAsync("heartbeat", new { }, cancellationToken);
                await beat.CancelAsync();
                if (cancellationToken.IsCancellationRequested) break;
            }

            if (!await next) yield break;
            yield return item.Current;
        }
    }
}
