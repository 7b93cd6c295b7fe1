using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatTriage.Api.Tests.WeChat;

namespace ChatTriage.Api.Tests.Privacy;

/// <summary>
/// People write their name and numbers into whatever they are offered. Through each way in, with a model, vectors, an account and kept questions
/// turned on, nothing of it reaches the log, the database file, a prompt or an embedding call.
/// </summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private const string Question = "催收昨天给我妈打电话了，还说要上门，我该怎么办";

    private readonly string cache = Path.Combine(Path.GetTempPath(), $"embeddings-{Guid.NewGuid():n}");
    private FakeEndpoint model = null!;
    private FakeEndpoint embeddings = null!;
    private ChatTriageApplication service = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        model = await FakeEndpoint.StartAsync();
        model.Chats = (_, context) => FakeEndpoint.Say(context, "先把情况理清楚。");
        embeddings = await FakeEndpoint.StartAsync();
        service = ChatTriageApplication.With(new()
        {
            ["Conversations:StoreQuestionsHours"] = "1",
            ["Model:Endpoint"] = model.Address.ToString(),
            ["Model:Name"] = "test-model",
            ["Embeddings:Endpoint"] = embeddings.Address.ToString(),
            ["Embeddings:Name"] = "test-vectors",
            ["Embeddings:Cache"] = cache,
            ["WeChat:Token"] = WeChatAccount.Token,
        });
        client = service.CreateClient();
    }

    /// <summary>Each of them searches what it wrote or was sent.</summary>
    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await model.DisposeAsync();
        await embeddings.DisposeAsync();
        if (!Directory.Exists(cache)) return;
        await PlantedData.MustNotBeInFilesAsync(cache);
        Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task Questions_follow_ups_and_comments_are_kept_and_sent_masked()
    {
        var answer = await service.Ask(PlantedData.Sentence + Question);
        var id = answer.GetProperty("conversationId").GetString()!;
        await Send("questions/stream", new { question = $"那要是他们上门呢，打{PlantedData.Mobile}", conversationId = id });
        await Send($"answers/{answer.GetProperty("id").GetString()}/feedback", new { helpful = false, comment = $"{PlantedData.Sentence}没有说到分期" });
        await WaitFor(async () =>
        {
            // Vectors of questions are asked for once those of the passages are there.
            await service.Ask(PlantedData.Sentence + Question);
            lock (embeddings.Embedded) return embeddings.Embedded.Any(texts => texts.Any(text => text.Contains("〔手机号〕", StringComparison.Ordinal)));
        });

        Assert.Contains("〔手机号〕", await client.GetStringAsync($"/api/v1/conversations/{id}"), StringComparison.Ordinal);
        Assert.Contains(model.Chatted, call => call.GetProperty("messages").ToString() is var prompt && prompt.Contains("〔姓名〕", StringComparison.Ordinal));
        Assert.Contains("没有说到分期", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(service.DatabaseFile + "-wal")), StringComparison.Ordinal);
        await EverythingIsClean();
    }

    [Fact]
    public async Task Messages_to_the_account_are_treated_alike()
    {
        var account = new WeChatAccount(service);
        await account.Say(PlantedData.Sentence + Question);
        await account.Deliver(account.Message($"<MsgType><![CDATA[voice]]></MsgType><Recognition><![CDATA[{PlantedData.Sentence}{Question}]]></Recognition><MsgId>8</MsgId>"));
        await account.Deliver(account.Event("CLICK", $"<EventKey><![CDATA[{PlantedData.Sentence}{Question}]]></EventKey>"));
        using var refused = await account.Send(account.Text(PlantedData.Sentence), "signature=0&timestamp=1&nonce=2");
        using var unreadable = await account.Send($"<xml>{PlantedData.Sentence}", account.Query());

        Assert.NotEmpty(model.Chatted);
        await EverythingIsClean();
    }

    [Fact]
    public async Task Letters_call_logs_and_calculators_leave_nothing_behind()
    {
        await Send("letters/stop-contacting-third-parties", new { fields = new { name = PlantedData.Name, phone = PlantedData.Mobile }, format = "docx" });
        await Send("call-logs/check", new { rows = new[] { new { at = "2026-10-01T22:30:00", from = PlantedData.Mobile, text = PlantedData.Sentence } } });
        await Send("call-logs/check", new { text = $"10月1日晚上十点半 {PlantedData.Mobile} 打给我 {PlantedData.Sentence}" });
        await Send("calculators/annual-rate", new { lenderType = PlantedData.Name }, HttpStatusCode.BadRequest);
        await Send("calculators/deadline", new { kind = PlantedData.Card, date = "2026-11-20" }, HttpStatusCode.BadRequest);

        await EverythingIsClean();
    }

    [Theory]
    [InlineData("questions", $$"""{ "question": "{{PlantedData.Name}}\u0000" }""")]
    [InlineData("questions", $$"""{ "question": "你好", "conversationId": "{{PlantedData.Mobile}}" }""")]
    [InlineData("questions", $$"""{ "question": "你好", "asOf": "{{PlantedData.Mobile}}" }""")]
    [InlineData("questions", $$"""{ "question": "你好", "facts": { "{{PlantedData.Name}}": "{{PlantedData.Card}}" } }""")]
    [InlineData("questions", $$"""{ "{{PlantedData.Name}}": 1 }""")]
    [InlineData("questions/stream", $$"""{ "question": "{{PlantedData.IdentityNumber}}""")]
    [InlineData("letters/stop-contacting-third-parties", $$"""{ "fields": { "{{PlantedData.Name}}": "{{PlantedData.Mobile}}" } }""")]
    [InlineData("answers/a/feedback", $$"""{ "helpful": "{{PlantedData.Mobile}}" }""")]
    public async Task What_is_refused_is_not_repeated_in_the_log(string path, string body)
    {
        using var refused = await client.PostAsync($"/api/v1/{path}", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await EverythingIsClean();
    }

    [Fact]
    public async Task Addresses_that_do_not_exist_are_not_repeated_in_the_log()
    {
        foreach (var path in new[] { $"api/v1/articles/{PlantedData.Name}", $"articles/{PlantedData.Mobile}", $"api/v1/conversations/{PlantedData.Mobile}", $"?phone={PlantedData.Mobile}" })
            using (await client.GetAsync($"/{path}")) { }

        await EverythingIsClean();
    }

    private async Task Send(string path, object body, HttpStatusCode? expected = null)
    {
        using var response = await client.PostAsJsonAsync($"/api/v1/{path}", body);
        var said = await response.Content.ReadAsStringAsync();
        if (expected is { } status) Assert.Equal(status, response.StatusCode);
        else Assert.True(response.IsSuccessStatusCode, said);
    }

    private async Task EverythingIsClean()
    {
        Assert.NotEmpty(service.Log.ToString());
        PlantedData.MustNotBeIn("the log", service.Log.ToString());
        await PlantedData.MustNotBeInFilesAsync(Path.GetDirectoryName(service.DatabaseFile)!);
        PlantedData.MustNotBeIn("a prompt", JsonSerializer.Serialize(model.Chatted));
        lock (embeddings.Embedded) PlantedData.MustNotBeIn("an embedding call", JsonSerializer.Serialize(embeddings.Embedded));
    }

    private static async Task WaitFor(Func<Task<bool>> condition)
    {
        for (var i = 0; i < 200 && !await condition(); i++) await Task.Delay(50);
        Assert.True(await condition());
    }
}
