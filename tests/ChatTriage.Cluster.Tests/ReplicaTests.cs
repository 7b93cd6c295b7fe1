using System.Net;
using System.Text;
using ChatTriage.Api.Tests;
using ChatTriage.Api.Tests.Privacy;
using ChatTriage.Api.WeChat;

namespace ChatTriage.Cluster.Tests;

/// <summary>Nothing is sticky: any replica answers any turn.</summary>
[Collection(nameof(ThreeReplicas))]
public sealed class ReplicaTests : IDisposable
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";
    private const string Good = "别慌，先把情况理清楚。没有哪一条规则能保证接了电话就不会联系通讯录里的人。[1]\n接通后先问清对方姓名、代表哪家机构，再说请以后只联系我本人。[2]";

    private readonly Cluster cluster;

    public ReplicaTests(Cluster cluster)
    {
        this.cluster = cluster;
        cluster.Model.Chats = (_, context) => FakeEndpoint.Refuse(context, 400);
    }

    public void Dispose() => cluster.Model.Chats = (_, context) => FakeEndpoint.Refuse(context, 400);

    [Fact]
    public async Task A_fact_told_to_one_replica_counts_on_the_others_until_it_is_forgotten_on_any()
    {
        var id = (await cluster.AskAsync("催收昨天给我妈打电话了", at: cluster.Replicas[0].Address)).GetProperty("conversationId").GetString()!;

        foreach (var replica in cluster.Replicas)
        {
            var answer = await cluster.AskAsync(Question, id, at: replica.Address);
            Assert.Contains(answer.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("id").GetString() == "contacts-called");
        }

        using var forgotten = await cluster.SendAsync(new HttpRequestMessage(HttpMethod.Delete, new Uri(cluster.Replicas[1].Address, $"api/v1/conversations/{id}")));
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        foreach (var replica in cluster.Replicas) Assert.Null(await cluster.RememberedAsync(id, replica.Address));
    }

    [Fact]
    public async Task Turns_at_the_same_time_on_different_replicas_lose_no_fact()
    {
        var id = (await cluster.AskAsync(Question)).GetProperty("conversationId").GetString()!;
        object[] facts = [new Dictionary<string, object> { ["overdue-days"] = 40 }, new Dictionary<string, object> { ["amount-yuan"] = 30000 },
            new Dictionary<string, object> { ["contacts-called"] = true }, new Dictionary<string, object> { ["lender-type"] = "bank" },
            new Dictionary<string, object> { ["threatened"] = true }, new Dictionary<string, object> { ["has-recording"] = false }];

        await Task.WhenAll(facts.Select((fact, i) => cluster.AskAsync(Question, id, fact, cluster.Replicas[i % 3].Address)));

        var remembered = (await cluster.RememberedAsync(id))!.Value;
        Assert.Equal(facts.Length, remembered.GetProperty("facts").GetArrayLength());
        Assert.Equal(1 + facts.Length, remembered.GetProperty("answers").GetArrayLength());
    }

    [Fact]
    public async Task A_question_sent_again_to_another_replica_is_worked_on_once()
    {
        var maySpeak = new TaskCompletionSource();
        var before = cluster.Model.Chatted.Count;
        cluster.Model.Chats = async (_, context) =>
        {
            await maySpeak.Task.WaitAsync(context.RequestAborted);
            await FakeEndpoint.Say(context, Good);
        };
        var key = Guid.NewGuid().ToString();
        var first = cluster.AskAsync(Question, at: cluster.Replicas[0].Address, retryKey: key);
        await WaitFor(() => cluster.Model.Chatted.Count == before + 1);

        var again = cluster.AskAsync(Question, at: cluster.Replicas[1].Address, retryKey: key);
        maySpeak.SetResult();

        Assert.Equal((await first).GetProperty("id").GetString(), (await again).GetProperty("id").GetString());
        Assert.Equal((await first).ToString(), (await cluster.AskAsync(Question, at: cluster.Replicas[2].Address, retryKey: key)).ToString());
        Assert.Equal(before + 1, cluster.Model.Chatted.Count);
    }

    [Fact]
    public async Task A_message_of_the_account_is_worked_on_once_and_read_on_at_another_replica()
    {
        var maySpeak = new TaskCompletionSource();
        var before = cluster.Model.Chatted.Count;
        cluster.Model.Chats = async (_, context) =>
        {
            await maySpeak.Task.WaitAsync(context.RequestAborted);
            await FakeEndpoint.Say(context, Good);
        };
        var message = Message($"{PlantedData.Sentence}{Question}", "1000000001");
        var first = Task.WhenAll(cluster.Replicas.Select(replica => DeliverAsync(message, replica.Address)));
        await WaitFor(() => cluster.Model.Chatted.Count == before + 1);
        maySpeak.SetResult();
        await first;

        foreach (var replica in cluster.Replicas) await DeliverUntil("别慌，先把情况理清楚。", message, replica.Address);

        Assert.Equal(before + 1, cluster.Model.Chatted.Count);
        await DeliverUntil("（2/", Message("2", "1000000002"), cluster.Replicas[2].Address);
        await DeliverUntil("（3/", Message("2", "1000000003"), cluster.Replicas[1].Address);
        await DeliverUntil("已经忘记了", Message("忘记", "1000000004"), cluster.Replicas[0].Address);
        await DeliverUntil("没有等着你看的内容", Message("2", "1000000005"), cluster.Replicas[1].Address);
    }

    [Fact]
    public async Task Calls_are_counted_over_all_replicas()
    {
        var statuses = new List<HttpStatusCode>();
        // Two windows at most: a minute may end meanwhile.
        for (var batch = 0; batch < 20 && !statuses.Contains(HttpStatusCode.TooManyRequests); batch++)
        {
            statuses.AddRange(await Task.WhenAll(Enumerable.Range(0, 600).Select(async i =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(cluster.Replicas[i % 3].Address, "api/v1/letters-that-do-not-exist"));
                request.Headers.Add("X-Forwarded-For", "203.0.113.7");
                using var response = await cluster.SendAsync(request);
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                {
                    Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
                    Assert.NotNull(response.Headers.RetryAfter);
                }

                return response.StatusCode;
            })));
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        // One replica alone would have let three times as many through.
        Assert.InRange(statuses.Count(status => status == HttpStatusCode.NotFound), Cluster.CallsPerMinute, 2 * Cluster.CallsPerMinute);
    }

    [Fact]
    public async Task A_new_knowledge_base_reaches_all_replicas_and_no_answer_names_another_version()
    {
        var before = (await cluster.Replicas[0].ReadyAsync()).GetProperty("knowledgeVersion").GetString()!;
        var article = Path.Combine(cluster.Knowledge, "articles", "answering-the-call.md");
        var versions = new HashSet<string>();
        await File.WriteAllTextAsync(article, (await File.ReadAllTextAsync(article)).Replace("## 接电话只能降低风险，不是保证", "## 接电话只能降低风险，不是什么保证", StringComparison.Ordinal));

        string[] serving;
        var deadline = DateTime.UtcNow.AddSeconds(180);
        do
        {
            var answer = await cluster.AskAsync(Question);
            var isNew = answer.GetProperty("citations").EnumerateArray().Any(citation => citation.GetProperty("heading").GetString() == "接电话只能降低风险，不是什么保证");
            versions.Add($"{answer.GetProperty("knowledgeVersion").GetString()} {isNew}");
            serving = await Task.WhenAll(cluster.Replicas.Select(async replica => (await replica.ReadyAsync()).GetProperty("knowledgeVersion").GetString()!));
        }
        while ((serving.Distinct().Count() > 1 || serving[0] == before) && DateTime.UtcNow < deadline);
        var after = Assert.Single(serving.Distinct());

        Assert.NotEqual(before, after);
        Assert.Subset(new HashSet<string> { $"{before} False", $"{after} True" }, versions);
    }

    private static string Message(string words, string id) =>
        $"<xml><ToUserName><![CDATA[gh_account]]></ToUserName><FromUserName><![CDATA[oReaderOfTheCluster]]></FromUserName><CreateTime>{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content><MsgId>{id}</MsgId></xml>";

    /// <summary>Delivers a message again and again, as WeChat does while it waits; on a busy machine the answer takes its time.</summary>
    private async Task DeliverUntil(string expected, string message, Uri at)
    {
        var reply = "";
        for (var i = 0; i < 20 && !reply.Contains(expected, StringComparison.Ordinal); i++) reply = await DeliverAsync(message, at);
        Assert.Contains(expected, reply, StringComparison.Ordinal);
    }

    private async Task<string> DeliverAsync(string message, Uri at)
    {
        var (timestamp, nonce) = ($"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}", Guid.NewGuid().ToString("N"));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(at, $"wechat?signature={Signature.Of(Cluster.WeChatToken, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}&openid=oReaderOfTheCluster"))
        {
            Content = new StringContent(message, Encoding.UTF8, "text/xml"),
        };
        using var response = await cluster.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        return body;
    }

    private static async Task WaitFor(Func<bool> condition)
    {
        for (var i = 0; i < 1200 && !condition(); i++) await Task.Delay(50);
        Assert.True(condition());
    }
}
