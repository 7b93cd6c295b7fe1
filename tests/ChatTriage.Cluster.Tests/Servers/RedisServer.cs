using System.Diagnostics;

namespace ChatTriage.Cluster.Tests.Servers;

/// <summary>Redis from Debian's packages; saved only when it is searched, uncompressed, so that it can be searched.</summary>
public sealed class RedisServer : Server
{
    public string ConnectionString => $"127.0.0.1:{Port}";

    public static async Task<RedisServer> BeginAsync()
    {
        var server = new RedisServer();
        await server.StartAsync();
        return server;
    }

    /// <summary>Has it write down all that it holds, and searches that.</summary>
    public override async Task SearchAsync()
    {
        await using (var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{ConnectionString},allowAdmin=true"))
            await redis.GetServer(redis.GetEndPoints()[0]).ExecuteAsync("SAVE");
        await base.SearchAsync();
    }

    protected override ProcessStartInfo Command() => new(
        Find("redis-server", "redis-server"),
        ["--port", $"{Port}", "--bind", "127.0.0.1", "--dir", Folder, "--save", "", "--appendonly", "no", "--rdbcompression", "no"]);
}
