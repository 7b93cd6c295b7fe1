using ChatTriage.Cluster.Tests.Servers;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Cluster.Tests;

/// <summary>Nodes that do not share a disk, and one of which hears nothing from its own.</summary>
public sealed class KnowledgeRolloutTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("chattriage-rollout-").FullName;
    private RedisServer redis = null!;

    public async Task InitializeAsync() => redis = await RedisServer.BeginAsync();

    public async Task DisposeAsync()
    {
        await redis.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_one_node_announces_another_loads_though_no_file_event_told_it()
    {
        var (edited, next, link) = (Path.Combine(folder, "edited"), Path.Combine(folder, "next"), Path.Combine(folder, "current"));
        foreach (var copy in new[] { edited, next, Path.Combine(folder, "first") }) Repository.CopyKnowledge(copy);
        Directory.CreateSymbolicLink(link, Path.Combine(folder, "first"));
        await using var hearing = await NodeOver(edited);
        await using var deaf = await NodeOver(link);
        var before = await VersionOf(deaf);

        await Edit(next);
        // A folder that is watched through a link tells nothing when the link is set to another.
        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, next);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Assert.Equal(before, await VersionOf(deaf));
        await Edit(edited);

        var deadline = DateTime.UtcNow.AddSeconds(120);
        while (await VersionOf(deaf) == before && DateTime.UtcNow < deadline) await Task.Delay(200);
        Assert.NotEqual(before, await VersionOf(deaf));
        Assert.Equal(await VersionOf(hearing), await VersionOf(deaf));
        Assert.Equal("ok", (await deaf.ReadyAsync()).GetProperty("status").GetString());
    }

    private static async Task Edit(string knowledge)
    {
        var topics = Path.Combine(knowledge, "topics.yaml");
        await File.WriteAllTextAsync(topics, (await File.ReadAllTextAsync(topics)).Replace("爆通讯录与联系第三人", "爆通讯录", StringComparison.Ordinal));
    }

    private static async Task<string?> VersionOf(Replica node) => (await node.ReadyAsync()).GetProperty("knowledgeVersion").GetString();

    private Task<Replica> NodeOver(string knowledge) => Replica.BeginAsync(new() { ["Knowledge__Directory"] = knowledge, ["Redis__ConnectionString"] = redis.ConnectionString });
}
