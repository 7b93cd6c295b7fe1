using System.Data.Common;

namespace ChatTriage.Api.Storage;

/// <summary>A database engine, as far as one differs from the other. The statements themselves are the same for both.</summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>Where it keeps things, without secrets, for one line in the log or an error.</summary>
    public abstract string Place { get; }

    /// <summary>An open connection.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Waits until this process may write; dispose to let the next one.</summary>
    public abstract Task<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken);

    /// <summary>Begins a transaction that will write.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>What keeps two processes from migrating at once, for the time of a transaction; null when the transaction itself does.</summary>
    public abstract string? MigrationLock { get; }

    /// <summary>Makes what was deleted unreadable, as far as the engine leaves that to its users.</summary>
    public abstract Task EraseAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Called before the same work is tried again: connections that broke are given up.</summary>
    public abstract void GiveUpConnections();

    /// <summary>What a fault means for the one who asked.</summary>
    public abstract StorageFault FaultOf(DbException fault);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What a fault of the database means.</summary>
internal enum StorageFault
{
    /// <summary>A mistake in this program.</summary>
    Ours,

    /// <summary>Trying again soon may help.</summary>
    Passing,

    /// <summary>Trying again at once does not help; somebody has to free space or mend something.</summary>
    Lasting,
}

/// <summary>The storage cannot be used now.</summary>
internal sealed class StorageException(string message, TimeSpan retryAfter, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When it may be worth trying again.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
