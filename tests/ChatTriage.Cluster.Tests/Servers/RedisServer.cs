using System.Diagnostics;

namespace ChatTriage.Cluster.Tests.Servers;

/// <summary>Redis from Debian's packages; saved only when a test asks, uncompressed, so that it can be searched.</summary>
public sealed class RedisServer : Server
{
    private readonly string folder = Directory.CreateTempSubdirectory("chattriage-redis-").FullName;

    public string ConnectionString => $"127.0.0.1:{Port}";

    public static async Task<RedisServer> BeginAsync()
    {
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>All that it holds.</summary>
    public async Task<byte[]> DumpAsync()
    {
        await using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{ConnectionString},allowAdmin=true");
        await redis.GetServer(redis.GetEndPoints()[0]).ExecuteAsync("SAVE");
        return await File.ReadAllBytesAsync(Path.Combine(folder, "dump.rdb"));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override ProcessStartInfo Command() => new(
        Find("redis-server", "redis-server"),
        ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "no", "--rdbcompression", "no"]);
}
