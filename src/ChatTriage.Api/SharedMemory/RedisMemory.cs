using StackExchange.Redis;

namespace ChatTriage.Api.SharedMemory;

/// <summary>
/// The shared memory in Redis. While Redis is away this node goes on with its own memory: a limit counts what reaches this node, a result
/// is not found on another.
/// </summary>
internal sealed partial class RedisMemory : ISharedMemory, IAsyncDisposable
{
    private const string Prefix = "chattriage:";

    /// <summary>Longer than any value lives.</summary>
    private static readonly TimeSpan OwnerLifetime = TimeSpan.FromHours(1);

    private static readonly RedisChannel Announcements = RedisChannel.Literal($"{Prefix}announcements");

    private readonly LocalMemory own;
    private readonly ConnectionMultiplexer redis;
    private readonly ILogger logger;

    private RedisMemory(ConnectionMultiplexer redis, LocalMemory own, ILogger logger)
    {
        (this.redis, this.own, this.logger) = (redis, own, logger);
        redis.ConnectionFailed += (_, failure) => LogLost(failure.FailureType);
        redis.ConnectionRestored += (_, _) => LogRestored();
    }

    public MemoryState State => redis.IsConnected ? MemoryState.Shared : MemoryState.Unavailable;

    /// <summary>Connects; a Redis that is not there yet is connected to once it is.</summary>
    public static RedisMemory Connect(string connectionString, TimeProvider time, ILogger<RedisMemory> logger)
    {
        var options = ConfigurationOptions.Parse(connectionString);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 1000;
        options.AsyncTimeout = 500;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        // A borrower does not wait for a Redis that is away.
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return new RedisMemory(ConnectionMultiplexer.Connect(options), new LocalMemory(time), logger);
    }

    public Task<string?> FindAsync(string name) => Try(
        async values => await values.StringGetAsync(KeyOf(name)) is { IsNull: false } value ? Seal.Open(name, (byte[])value!) : null,
        alone => alone.FindAsync(name));

    public Task KeepAsync(string name, string value, TimeSpan lifetime, string? owner = null) => Try(
        async values =>
        {
            await values.StringSetAsync(KeyOf(name), Seal.Close(name, value), lifetime);
            if (owner is null) return true;
            await values.SetAddAsync(OwnerKeyOf(owner), KeyOf(name).ToString());
            return await values.KeyExpireAsync(OwnerKeyOf(owner), OwnerLifetime);
        },
        async alone =>
        {
            await alone.KeepAsync(name, value, lifetime, owner);
            return true;
        });

    public Task<string> KeepFirstAsync(string name, string value, TimeSpan lifetime) => Try(
        async values =>
        {
            // What is there may end just before it is read.
            for (; ; )
            {
                if (await values.StringSetAsync(KeyOf(name), Seal.Close(name, value), lifetime, When.NotExists)) return value;
                if (await values.StringGetAsync(KeyOf(name)) is { IsNull: false } first) return Seal.Open(name, (byte[])first!) ?? "";
            }
        },
        alone => alone.KeepFirstAsync(name, value, lifetime));

    public Task DropAsync(string name) => Try(
        values => values.KeyDeleteAsync(KeyOf(name)),
        async alone =>
        {
            await alone.DropAsync(name);
            return true;
        });

    public async Task ForgetAsync(string owner)
    {
        await own.ForgetAsync(owner);
        await Try(
            async values =>
            {
                var names = await values.SetMembersAsync(OwnerKeyOf(owner));
                return await values.KeyDeleteAsync([.. names.Select(name => (RedisKey)name.ToString()), OwnerKeyOf(owner)]);
            },
            _ => Task.FromResult(0L));
    }

    public Task<long> CountAsync(string name, TimeSpan window) => Try(
        async values =>
        {
            var count = await values.StringIncrementAsync(KeyOf(name));
            if (count == 1) await values.KeyExpireAsync(KeyOf(name), window);
            return count;
        },
        alone => alone.CountAsync(name, window));

    public Task AnnounceAsync(string message) => Try<long>(
        values => values.PublishAsync(Announcements, message),
        async alone =>
        {
            await alone.AnnounceAsync(message);
            return 0;
        });

    public async Task ListenAsync(Action<string> listener)
    {
        await own.ListenAsync(listener);
        try
        {
            await redis.GetSubscriber().SubscribeAsync(Announcements, (_, message) => listener(message.ToString()));
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            // The subscription is remembered, and made when the connection comes.
        }
    }

    public ValueTask DisposeAsync() => redis.DisposeAsync();

    private static RedisKey KeyOf(string name) => $"{Prefix}{Seal.NameOf(name)}";

    private static RedisKey OwnerKeyOf(string owner) => $"{Prefix}of:{Seal.NameOf(owner)}";

    private async Task<T> Try<T>(Func<IDatabase, Task<T>> shared, Func<LocalMemory, Task<T>> alone)
    {
        if (!redis.IsConnected) return await alone(own);
        try
        {
            return await shared(redis.GetDatabase());
        }
        catch (Exception fault) when (fault is RedisException or TimeoutException)
        {
            LogAlone(fault.GetType().Name);
            return await alone(own);
        }
    }

    [LoggerMessage(LogLevel.Error, "Redis is lost ({Failure}): this node goes on with its own memory")]
    private partial void LogLost(ConnectionFailureType failure);

    [LoggerMessage(LogLevel.Information, "Redis is back")]
    private partial void LogRestored();

    [LoggerMessage(LogLevel.Warning, "Redis did not do what it was asked ({Fault}): this node's own memory does")]
    private partial void LogAlone(string fault);
}
