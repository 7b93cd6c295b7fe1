using System.Text;
using ChatTriage.Api.Tests;
using ChatTriage.Api.Tests.Privacy;
using Xunit.Abstractions;

namespace ChatTriage.Cluster.Tests;

/// <summary>Whatever breaks under load: what was acknowledged is there afterwards, and nobody in danger is left without an answer.</summary>
[Collection(nameof(ThreeReplicas))]
public sealed class OutageTests(Cluster cluster, ITestOutputHelper output)
{
    private const int Borrowers = 6;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task No_acknowledged_fact_is_lost_when_a_replica_PostgreSQL_and_Redis_fail_one_after_the_other()
    {
        cluster.Model.Chats = (_, context) => FakeEndpoint.Refuse(context, 400);
        var ledger = new Ledger(cluster);
        using var stop = new CancellationTokenSource();
        var borrowers = Enumerable.Range(0, Borrowers).Select(seed => ledger.AskUntil(stop.Token, seed)).ToArray();

        await Phase("calm", () => Task.Delay(Calm));
        await Phase("a replica is killed", async () =>
        {
            await cluster.Replicas[1].KillAsync();
            await Task.Delay(Calm);
        });
        await Phase("PostgreSQL is away for five seconds", async () =>
        {
            await cluster.Postgres.StopAsync();
            await Task.Delay(TimeSpan.FromSeconds(4));
            var crisis = await cluster.AskAsync("我真的不想活了");
            Assert.Equal("emergency", crisis.GetProperty("triage").GetProperty("urgency").GetString());
            Assert.Equal("unavailable", (await cluster.Replicas[0].ReadyAsync()).GetProperty("storage").GetString());
            await cluster.Postgres.StartAsync();
        });
        await Phase("Redis is away", async () =>
        {
            await cluster.Redis.KillAsync();
            await Task.Delay(Calm);
            var ready = await cluster.Replicas[0].ReadyAsync();
            Assert.Equal("degraded", ready.GetProperty("status").GetString());
            Assert.Equal("unavailable", ready.GetProperty("sharedMemory").GetString());
            await cluster.Redis.StartAsync();
        });
        await Phase("the replica comes back", () => cluster.Replicas[1].StartAsync());
        await Phase("calm again", () => Task.Delay(Calm));
        await stop.CancelAsync();
        await Task.WhenAll(borrowers);

        var lost = await ledger.LostAsync();
        Report($"acknowledged facts {ledger.Acknowledged}, answers {ledger.Answers}, problems with Retry-After {ledger.Refusals}, broken connections {ledger.Broken}, lost {lost.Count}, wrong {ledger.Wrong.Count}");
        Assert.Empty(lost);
        Assert.Empty(ledger.Wrong);
        Assert.Equal(0, ledger.Broken);
        Assert.True(ledger.Acknowledged > 100 && ledger.Refusals > 0, "the load was too small to tell anything");
        await Eventually(async () => (await cluster.Replicas[0].ReadyAsync()).GetProperty("status").GetString() == "ok");

        async Task Phase(string name, Func<Task> happens)
        {
            var (answers, refusals, broken) = (ledger.Answers, ledger.Refusals, ledger.Broken);
            await happens();
            Report($"{name}: {ledger.Answers - answers} answers, {ledger.Refusals - refusals} problems, {ledger.Broken - broken} broken connections");
        }
    }

    [Fact]
    public async Task Of_what_people_said_of_themselves_nothing_is_found_in_logs_database_Redis_and_prompts()
    {
        // The model has seen failures by now, and is left alone for a moment.
        await Task.Delay(1000);
        var prompts = cluster.Model.Chatted.Count;
        cluster.Model.Chats = (_, context) => FakeEndpoint.Say(context, "没有哪一条规则能保证接了电话就不会联系通讯录里的人。[1]");
        var answer = await cluster.AskAsync($"{PlantedData.Sentence}催收昨天给我妈打电话了，还说要上门，我该怎么办", retryKey: Guid.NewGuid().ToString());
        var id = answer.GetProperty("conversationId").GetString()!;
        using var comment = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Nginx.Address, $"api/v1/answers/{answer.GetProperty("id").GetString()}/feedback"))
        {
            Content = new StringContent($$"""{ "helpful": false, "comment": "{{PlantedData.Sentence}}没有说到分期" }""", Encoding.UTF8, "application/json"),
        };
        using var kept = await cluster.SendAsync(comment);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, kept.StatusCode);
        await cluster.AskAsync($"那要是他们上门呢，打{PlantedData.Mobile}", id);
        // What is kept is kept masked, so the search has something to find its way by.
        Assert.Contains("〔手机号〕", (await cluster.RememberedAsync(id))!.Value.ToString(), StringComparison.Ordinal);
        Assert.True(cluster.Model.Chatted.Count > prompts);

        // And once more when they end, after all tests.
        await cluster.SearchAsync();
        Report($"searched {Directory.GetFiles(cluster.Postgres.Folder, "*", SearchOption.AllDirectories).Length} files of PostgreSQL, {cluster.Model.Chatted.Count} prompts, Redis and {cluster.Replicas.Count + 3} logs");
    }

    private void Report(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    private static async Task Eventually(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 100 && !await condition(); i++) await Task.Delay(100);
        Assert.True(await condition());
    }
}
