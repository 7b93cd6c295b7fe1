using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatTriage.Api.Storage;

/// <summary>SQLite: one file in WAL mode. What is acknowledged has been synced; what is deleted is overwritten.</summary>
internal sealed class SqliteEngine : Engine
{
    private const string DefaultFile = "data/chattriage.db";
    private const int PageSize = 4096;

    /// <summary>How long SQLite waits for another process that writes, in milliseconds.</summary>
    private const int BusyTimeout = 2000;

    /// <summary>One process writes one transaction at a time; waiting here costs less than waiting inside SQLite.</summary>
    private readonly SemaphoreSlim writer = new(1);

    private readonly string connectionString;
    private readonly string pragmas;
    private bool isPrepared;

    /// <summary>Prepares the file's folder.</summary>
    /// <param name="connectionString"><c>Data Source=FILE</c>; null for the default file.</param>
    /// <param name="mostMegabytes">How large the file may grow.</param>
    /// <param name="root">What a relative path is relative to.</param>
    public SqliteEngine(string? connectionString, int mostMegabytes, string root)
    {
        Place = Path.GetFullPath(connectionString is null ? DefaultFile : FileOf(connectionString), root);
        this.connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Place,
            Mode = SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            DefaultTimeout = BusyTimeout / 1000,
        }.ToString();
        pragmas = $"PRAGMA busy_timeout = {BusyTimeout}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA max_page_count = {mostMegabytes * (1024L * 1024 / PageSize)};";
    }

    public override string Place { get; }

    /// <summary>BEGIN IMMEDIATE lets one process in at a time.</summary>
    public override string? MigrationLock => null;

    /// <summary>The file that a connection string names.</summary>
    public static string FileOf(string connectionString) => new SqliteConnectionStringBuilder(connectionString).DataSource;

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (!isPrepared) Prepare();
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(isPrepared ? pragmas : pragmas + "PRAGMA journal_mode = WAL;", cancellationToken: cancellationToken));
            isPrepared = true;
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override async Task<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken)
    {
        await writer.WaitAsync(cancellationToken);
        return new WriterTurn(writer);
    }

    public override Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    /// <summary>Moves the log into the file, so that no older copy of a page is left in it.</summary>
    public override Task EraseAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken: cancellationToken));

    public override void GiveUpConnections()
    {
        // A file has none that break.
    }

    public override StorageFault FaultOf(DbException fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_PROTOCOL => StorageFault.Passing,
        SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY
            or SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_PERM => StorageFault.Lasting,
        _ => StorageFault.Ours,
    };

    public override ValueTask DisposeAsync()
    {
        using (var connection = new SqliteConnection(connectionString)) SqliteConnection.ClearPool(connection);
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Prepare()
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the folder of {Place} cannot be made. Set Storage:ConnectionString to Data Source=FILE in a folder that can be written.", TimeSpan.FromMinutes(1), fault);
        }
    }

    private sealed class WriterTurn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
