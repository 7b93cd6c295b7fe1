namespace ChatTriage.Api.WeChat;

/// <summary>Values that are forgotten a fixed time after they were set, and earlier, oldest first, when there are too many.</summary>
/// <param name="most">How many are kept at most.</param>
/// <param name="lifetime">How long one is kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ShortMemory<T>(int most, TimeSpan lifetime, TimeProvider time) where T : class
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byAge = new();

    /// <summary>The value of the key; null when it is unknown or forgotten.</summary>
    public T? Find(string key)
    {
        lock (gate)
        {
            Forget();
            return entries.TryGetValue(key, out var node) ? node.Value.Value : null;
        }
    }

    /// <summary>The value of the key; of callers at the same time only one makes it, the others get the same.</summary>
    public T GetOrAdd(string key, Func<T> make)
    {
        lock (gate)
        {
            Forget();
            if (entries.TryGetValue(key, out var known)) return known.Value.Value;
            var value = make();
            Add(key, value);
            return value;
        }
    }

    /// <summary>Sets the value of the key; its time begins anew.</summary>
    public void Set(string key, T value)
    {
        lock (gate)
        {
            Forget();
            Drop(key);
            Add(key, value);
        }
    }

    /// <summary>Forgets the key now.</summary>
    public void Remove(string key)
    {
        lock (gate) Drop(key);
    }

    private void Add(string key, T value)
    {
        if (entries.Count == most) Drop(byAge.First!.Value.Key);
        entries[key] = byAge.AddLast(new Entry(key, value, time.GetUtcNow() + lifetime));
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (byAge.First is { } oldest && oldest.Value.Until <= now) Drop(oldest.Value.Key);
    }

    private void Drop(string key)
    {
        if (entries.Remove(key, out var node)) byAge.Remove(node);
    }

    private sealed record Entry(string Key, T Value, DateTimeOffset Until);
}
