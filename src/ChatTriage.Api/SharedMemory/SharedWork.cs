using System.Collections.Concurrent;

namespace ChatTriage.Api.SharedMemory;

/// <summary>What work came to, and the conversation that it belongs to, if any.</summary>
internal sealed record Outcome(string Value, string? Owner);

/// <summary>Work that is done once for a name, by whichever node is asked first; whoever asks again gets the same result for a while.</summary>
internal sealed class SharedWork(ISharedMemory memory)
{
    /// <summary>How often somebody who waits for another node looks.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>A node that has not been heard of for so long is dead, and its work begins again elsewhere.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> running = new(StringComparer.Ordinal);

    /// <summary>The result under that name; begins the work when nobody has.</summary>
    public Task<string> OnceAsync(string name, TimeSpan lifetime, Func<Task<Outcome>> work) =>
        running.GetOrAdd(name, _ => new Lazy<Task<string>>(() => RunAsync(name, lifetime, work))).Value;

    /// <summary>The result that some node is working on, or has kept; null when nobody is.</summary>
    public async Task<string?> WaitAsync(string name)
    {
        for (; ; )
        {
            if (running.TryGetValue(name, out var own)) return await own.Value;
            if (await memory.FindAsync(name) is { } result) return result;
            if (await memory.FindAsync(ClaimOn(name)) is null) return await memory.FindAsync(name);
            await Task.Delay(Pause);
        }
    }

    /// <summary>Whether the result is there.</summary>
    public async Task<bool> IsDoneAsync(string name) => await memory.FindAsync(name) is not null;

    private async Task<string> RunAsync(string name, TimeSpan lifetime, Func<Task<Outcome>> work)
    {
        try
        {
            var claim = Guid.NewGuid().ToString("N");
            for (; ; )
            {
                if (await memory.FindAsync(name) is { } done) return done;
                if (await memory.KeepFirstAsync(ClaimOn(name), claim, Lease) == claim) break;
                await Task.Delay(Pause);
            }

            if (await memory.FindAsync(name) is { } meanwhile) return meanwhile;
            await using var renewal = new Timer(_ => _ = memory.KeepAsync(ClaimOn(name), claim, Lease), null, Lease / 3, Lease / 3);
            try
            {
                var outcome = await work();
                await memory.KeepAsync(name, outcome.Value, lifetime, outcome.Owner);
                return outcome.Value;
            }
            finally
            {
                await renewal.DisposeAsync();
                await memory.DropAsync(ClaimOn(name));
            }
        }
        finally
        {
            running.TryRemove(name, out _);
        }
    }

    private static string ClaimOn(string name) => $"claim on {name}";
}
