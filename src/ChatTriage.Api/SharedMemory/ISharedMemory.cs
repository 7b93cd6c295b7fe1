namespace ChatTriage.Api.SharedMemory;

/// <summary>
/// What nodes share for seconds or minutes: counters, results, announcements. It may lose everything at any time; nothing that somebody
/// was promised hangs on it. One node does the same in its own memory.
/// </summary>
internal interface ISharedMemory
{
    /// <summary>local, shared, or unavailable: what would be shared is this node's own for now.</summary>
    MemoryState State { get; }

    /// <summary>The value under a name; null when there is none any more.</summary>
    Task<string?> FindAsync(string name);

    /// <summary>Keeps a value for a while.</summary>
    /// <param name="name">Its name, which may hold secrets: nobody can read the value, or the name itself, without knowing the name.</param>
    /// <param name="value">The value.</param>
    /// <param name="lifetime">How long it is kept, at most an hour.</param>
    /// <param name="owner">The conversation that it belongs to; with it the value is forgotten.</param>
    Task KeepAsync(string name, string value, TimeSpan lifetime, string? owner = null);

    /// <summary>Keeps a value where there is none; in any case returns the one that is there now.</summary>
    Task<string> KeepFirstAsync(string name, string value, TimeSpan lifetime);

    /// <summary>Drops a value.</summary>
    Task DropAsync(string name);

    /// <summary>Drops all values of an owner.</summary>
    Task ForgetAsync(string owner);

    /// <summary>Counts one more under a name, and returns the count; it starts again after the window.</summary>
    Task<long> CountAsync(string name, TimeSpan window);

    /// <summary>Tells all nodes, this one too.</summary>
    Task AnnounceAsync(string message);

    /// <summary>Calls the listener for each announcement.</summary>
    Task ListenAsync(Action<string> listener);
}

/// <summary>Whether nodes share.</summary>
internal enum MemoryState
{
    /// <summary>One node, on purpose.</summary>
    Local,

    /// <summary>All nodes share.</summary>
    Shared,

    /// <summary>They should, and cannot now.</summary>
    Unavailable,
}
