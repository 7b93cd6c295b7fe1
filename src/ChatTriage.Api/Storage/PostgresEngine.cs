using System.Data.Common;
using Npgsql;

namespace ChatTriage.Api.Storage;

/// <summary>PostgreSQL, for any number of nodes.</summary>
internal sealed class PostgresEngine(string connectionString) : Engine
{
    /// <summary>A server takes 100 connections of all nodes together, unless it is told otherwise.</summary>
    private const int MostConnections = 30;

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(Moderate(connectionString));

    public override string Place
    {
        get
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString);
            return $"{settings.Host}:{settings.Port}/{settings.Database}";
        }
    }

    /// <summary>The number is the program's own; it means nothing but "ChatTriage migrates".</summary>
    public override string? MigrationLock => "SELECT pg_advisory_xact_lock(20261128)";

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    public override Task<IDisposable?> EnterWriteAsync(CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(null);

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(cancellationToken);

    /// <summary>The server's autovacuum does this.</summary>
    public override Task EraseAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void GiveUpConnections() => source.Clear();

    public override StorageFault FaultOf(DbException fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName } => StorageFault.Lasting,
        PostgresException { IsTransient: true } => StorageFault.Passing,
        PostgresException => StorageFault.Ours,
        _ => StorageFault.Passing,
    };

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    private static string Moderate(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MostConnections);
        return settings.ToString();
    }
}
