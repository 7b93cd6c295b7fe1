using System.Net.Http.Json;
using System.Text.Json;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Api.Tests.Knowledge;

/// <summary>An author edits the knowledge base while the service runs.</summary>
public sealed class HotReloadTests : IDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), $"chattriage-{Guid.NewGuid():n}");
    private readonly ChatTriageApplication service;

    public HotReloadTests()
    {
        Repository.CopyKnowledge(directory);
        service = ChatTriageApplication.Over(directory);
    }

    private string Topics => Path.Combine(directory, "topics.yaml");

    [Fact]
    public async Task A_good_edit_serves_without_a_restart()
    {
        var before = await Ready();

        await Edit(Topics, "爆通讯录与联系第三人", "爆通讯录");
        var after = await ReadyWhen(state => Version(state) != Version(before));

        Assert.Equal("ok", after.GetProperty("status").GetString());
        Assert.Contains("\"爆通讯录\"", await service.CreateClient().GetStringAsync("/api/v1/topics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_edit_leaves_the_last_good_one_serving_and_says_so_until_it_is_mended()
    {
        var before = await Ready();

        await Edit(Topics, "  name: 爆通讯录与联系第三人", "  nmae: 爆通讯录与联系第三人");
        var refused = await ReadyWhen(state => state.GetProperty("status").GetString() == "degraded");

        Assert.Equal(Version(before), Version(refused));
        Assert.Contains(refused.GetProperty("refusedEdit").EnumerateArray(), fault => fault.GetString()!.StartsWith("topics.yaml:3: unknown key \"nmae\"", StringComparison.Ordinal));
        Assert.Equal("in-scope", (await service.Ask("网贷逾期接电话了还会爆通讯录吗")).GetProperty("scope").GetString());

        await Edit(Topics, "  nmae: 爆通讯录与联系第三人", "  name: 爆通讯录与联系第三人");
        var mended = await ReadyWhen(state => state.GetProperty("status").GetString() == "ok");
        Assert.Equal(0, mended.GetProperty("refusedEdit").GetArrayLength());
    }

    [Fact]
    public async Task A_fact_that_is_taken_out_of_the_vocabulary_breaks_no_conversation()
    {
        const string extra = "\n- id: left-handed\n  type: boolean\n  label: 左撇子\n";
        var facts = Path.Combine(directory, "facts.yaml");
        await File.AppendAllTextAsync(facts, extra);
        var first = await service.Ask("催收打给我家人了", new Dictionary<string, object> { ["left-handed"] = true });
        var before = await Ready();

        await Edit(facts, extra, "\n");
        await ReadyWhen(state => Version(state) != Version(before));
        var next = await service.Ask("我该怎么办", conversationId: first.GetProperty("conversationId").GetString());

        Assert.Contains(first.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("id").GetString() == "left-handed");
        Assert.DoesNotContain(next.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("id").GetString() == "left-handed");
    }

    [Fact]
    public async Task An_answer_that_is_being_written_keeps_the_version_it_began_with()
    {
        var maySpeak = new TaskCompletionSource();
        await using var model = await FakeEndpoint.StartAsync();
        model.Chats = async (_, context) =>
        {
            await maySpeak.Task.WaitAsync(context.RequestAborted);
            await FakeEndpoint.Say(context, "接不接电话，都没有一条规则能保证通讯录里的人不被联系。[1]\n接通后先问对方姓名、代表哪家机构、欠款明细，再说一句：请以后只联系我本人，我不同意你们联系其他人。[2]");
        };
        await using var own = ChatTriageApplication.With(new()
        {
            ["Knowledge:Directory"] = directory,
            ["Model:Endpoint"] = model.Address.ToString(),
            ["Model:Name"] = "test-model",
            ["Model:TrySeconds"] = "300",
            ["Model:TotalSeconds"] = "300",
        });
        var before = Version(await Ready(own));
        var asked = own.Ask("网贷逾期接电话了还会爆通讯录吗");
        for (var tries = 0; tries < 200 && model.Chatted.Count == 0; tries++) await Task.Delay(50);

        await Edit(Path.Combine(directory, "articles", "answering-the-call.md"), "## 接电话只能降低风险，不是保证", "## 接电话只能降低风险，不是什么保证");
        await ReadyWhen(state => Version(state) != before, own);
        Assert.False(asked.IsCompleted);
        maySpeak.SetResult();
        var answer = await asked;
        var next = await own.Ask("网贷逾期接电话了还会爆通讯录吗");

        Assert.Equal("model", answer.GetProperty("answer").GetProperty("writer").GetString());
        Assert.Equal((before, "接电话只能降低风险，不是保证"), (Version(answer), Heading(answer)));
        Assert.NotEqual(before, Version(next));
        Assert.Equal("接电话只能降低风险，不是什么保证", Heading(next));

        static string? Heading(JsonElement answer) => answer.GetProperty("citations")[0].GetProperty("heading").GetString();
    }

    public void Dispose()
    {
        service.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private static string? Version(JsonElement state) => state.GetProperty("knowledgeVersion").GetString();

    private static async Task Edit(string file, string before, string after)
    {
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains(before, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(before, after, StringComparison.Ordinal));
    }

    private async Task<JsonElement> Ready(ChatTriageApplication? other = null) => await (other ?? service).CreateClient().GetFromJsonAsync<JsonElement>("/health/ready");

    /// <summary>The file system tells of the edit in its own time; then the clock of the service is moved past the quiet time.</summary>
    private async Task<JsonElement> ReadyWhen(Func<JsonElement, bool> expected, ChatTriageApplication? other = null)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            (other ?? service).Time.Advance(TimeSpan.FromSeconds(1));
            var state = await Ready(other);
            if (expected(state)) return state;
            await Task.Delay(100);
        }

        throw new TimeoutException("The service did not take notice of the edit.");
    }
}
