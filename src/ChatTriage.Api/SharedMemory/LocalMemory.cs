using System.Globalization;

namespace ChatTriage.Api.SharedMemory;

/// <summary>One node's own memory, in bounded room: where it is full, what would be forgotten next goes first.</summary>
/// <param name="time">The clock.</param>
/// <param name="most">How many values are kept at most.</param>
internal sealed class LocalMemory(TimeProvider time, int most = 200_000) : ISharedMemory
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Entry, DateTimeOffset> byEnd = new();
    private readonly List<Action<string>> listeners = [];

    public MemoryState State => MemoryState.Local;

    public Task<string?> FindAsync(string name) => Task.FromResult(Within(() => entries.GetValueOrDefault(name)?.Value));

    public Task KeepAsync(string name, string value, TimeSpan lifetime, string? owner = null) => Task.FromResult(Within(() => Set(name, value, lifetime, owner)));

    public Task<string> KeepFirstAsync(string name, string value, TimeSpan lifetime) =>
        Task.FromResult(Within(() => entries.GetValueOrDefault(name) ?? Set(name, value, lifetime, null)).Value);

    public Task DropAsync(string name) => Task.FromResult(Within(() => entries.Remove(name)));

    public Task ForgetAsync(string owner) => Task.FromResult(Within(() =>
    {
        foreach (var entry in entries.Values.Where(entry => entry.Owner == owner).ToArray()) entries.Remove(entry.Name);
        return true;
    }));

    public Task<long> CountAsync(string name, TimeSpan window) => Task.FromResult(Within(() =>
    {
        var counter = entries.GetValueOrDefault(name) ?? Set(name, "0", window, null);
        var count = long.Parse(counter.Value, CultureInfo.InvariantCulture) + 1;
        counter.Value = count.ToString(CultureInfo.InvariantCulture);
        return count;
    }));

    public Task AnnounceAsync(string message)
    {
        foreach (var listener in Within(() => listeners.ToArray())) listener(message);
        return Task.CompletedTask;
    }

    public Task ListenAsync(Action<string> listener)
    {
        lock (gate) listeners.Add(listener);
        return Task.CompletedTask;
    }

    private T Within<T>(Func<T> work)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (byEnd.TryPeek(out _, out var end) && end <= now) Drop(byEnd.Dequeue());
            return work();
        }
    }

    private Entry Set(string name, string value, TimeSpan lifetime, string? owner)
    {
        var entry = new Entry(name, owner) { Value = value };
        entries[name] = entry;
        byEnd.Enqueue(entry, time.GetUtcNow() + lifetime);
        while (entries.Count > most) Drop(byEnd.Dequeue());
        return entry;
    }

    /// <summary>A value that was set again, or dropped, left its old end in the queue.</summary>
    private void Drop(Entry entry)
    {
        if (entries.TryGetValue(entry.Name, out var now) && ReferenceEquals(now, entry)) entries.Remove(entry.Name);
    }

    private sealed class Entry(string name, string? owner)
    {
        public string Name { get; } = name;

        public string? Owner { get; } = owner;

        public required string Value { get; set; }
    }
}
