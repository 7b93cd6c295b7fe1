using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ChatTriage.Api.Storage;

/// <summary>
/// The one way to the stored data. Work may be run again after a passing fault, so it must come to the same when it is done twice.
/// </summary>
internal sealed partial class Database(IOptions<StorageOptions> options, IHostEnvironment environment, ILogger<Database> logger) : IAsyncDisposable
{
    /// <summary>How long a borrower waits for the storage at most, retries included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How long the start waits for a database that is starting too.</summary>
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan RetryPassing = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryLasting = TimeSpan.FromMinutes(1);

    private readonly Lazy<Engine> engine = new(() => options.Value.Open(environment));

    private Engine Engine => engine.Value;

    /// <summary>Brings the schema up to date. Several nodes may do so at once.</summary>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await RunAsync(WriteOnceAsync(Migrations.RunAsync(Engine.MigrationLock)), PatienceAtStart, cancellationToken);
        LogStarted(options.Value.Provider, Engine.Place);
    }

    /// <summary>Reads.</summary>
    /// <exception cref="StorageException">It cannot be reached.</exception>
    public Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> query, CancellationToken cancellationToken) =>
        RunAsync(async cancelled =>
        {
            await using var connection = await Engine.OpenAsync(cancelled);
            return await query(connection, cancelled);
        }, Patience, cancellationToken);

    /// <summary>Writes in one transaction: all of it is there afterwards, or nothing.</summary>
    /// <exception cref="StorageException">It cannot be reached, or is full.</exception>
    public Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> change, CancellationToken cancellationToken) =>
        RunAsync(WriteOnceAsync(change), Patience, cancellationToken);

    /// <summary>Makes what was deleted unreadable at once, where the engine can. Another try comes with the next sweep.</summary>
    public Task EraseAsync(CancellationToken cancellationToken) => ReadAsync(async (connection, cancelled) =>
    {
        await Engine.EraseAsync(connection, cancelled);
        return true;
    }, cancellationToken);

    /// <summary>Whether it answers now, without retries.</summary>
    public async Task<bool> IsReachableAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            await using var connection = await Engine.OpenAsync(patience.Token);
            await connection.ExecuteScalarAsync(new CommandDefinition("SELECT 1", cancellationToken: patience.Token));
            return true;
        }
        catch (Exception fault) when (fault is DbException or StorageException || fault is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => engine.IsValueCreated ? engine.Value.DisposeAsync() : ValueTask.CompletedTask;

    private Func<CancellationToken, Task<T>> WriteOnceAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> change) => async cancelled =>
    {
        using var turn = await Engine.EnterWriteAsync(cancelled);
        await using var connection = await Engine.OpenAsync(cancelled);
        await using var transaction = await Engine.BeginWriteAsync(connection, cancelled);
        var result = await change(transaction, cancelled);
        await transaction.CommitAsync(cancelled);
        return result;
    };

    private async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan patience, CancellationToken cancellationToken)
    {
        var retries = new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<DbException>(fault => Engine.FaultOf(fault) == StorageFault.Passing),
            MaxRetryAttempts = int.MaxValue,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            OnRetry = _ =>
            {
                Engine.GiveUpConnections();
                return default;
            },
        };
        DbException? last = null;
        var pipeline = new ResiliencePipelineBuilder().AddTimeout(patience).AddRetry(retries).Build();
        try
        {
            return await pipeline.ExecuteAsync(async cancelled =>
            {
                try
                {
                    return await work(cancelled);
                }
                catch (DbException fault)
                {
                    last = fault;
                    throw;
                }
            }, cancellationToken);
        }
        catch (DbException fault) when (Engine.FaultOf(fault) == StorageFault.Lasting)
        {
            LogFault(fault.Message);
            throw new StorageException($"{Engine.Place}: {fault.Message}", RetryLasting, fault);
        }
        catch (TimeoutRejectedException fault)
        {
            LogFault(last?.Message ?? fault.Message);
            throw new StorageException($"{Engine.Place}: {last?.Message ?? "no answer in time"}", RetryPassing, fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "Storage {Provider} serves, at {Place}")]
    private partial void LogStarted(string provider, string place);

    [LoggerMessage(LogLevel.Error, "The storage cannot be used: {Fault}")]
    private partial void LogFault(string fault);
}
