using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Conversations;

/// <summary>A conversation remembers facts and nothing else.</summary>
[Collection(nameof(SharedService))]
public sealed class ConversationTests(ChatTriageApplication service)
{
    [Fact]
    public async Task Facts_of_one_turn_count_in_the_next()
    {
        var first = await service.Ask("催收昨天给我妈打电话了，我该怎么办");
        var id = first.GetProperty("conversationId").GetString()!;

        var second = await service.Ask("我能要求他们停止联系吗", conversationId: id);

        Assert.Equal(id, second.GetProperty("conversationId").GetString());
        var called = second.GetProperty("facts").EnumerateArray().Single(fact => fact.GetProperty("id").GetString() == "contacts-called");
        Assert.Equal("conversation", called.GetProperty("source").GetString());
    }

    [Fact]
    public async Task What_is_remembered_can_be_seen_without_any_of_the_words_and_forgotten_for_good()
    {
        var id = (await service.Ask("催收昨天给我妈打电话了，我该怎么办")).GetProperty("conversationId").GetString()!;
        var client = service.CreateClient();

        var remembered = await client.GetStringAsync($"/api/v1/conversations/{id}");
        Assert.Contains("contacts-called", remembered, StringComparison.Ordinal);
        Assert.DoesNotContain("我妈", remembered, StringComparison.Ordinal);

        using var forgotten = await client.DeleteAsync($"/api/v1/conversations/{id}");
        using var gone = await client.GetAsync($"/api/v1/conversations/{id}");
        Assert.Equal(HttpStatusCode.NoContent, forgotten.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_moment_of_danger_does_not_colour_the_next_question()
    {
        var crisis = await service.Ask("我真的不想活了");
        var next = await service.Ask("网贷逾期接电话了还会爆通讯录吗", conversationId: crisis.GetProperty("conversationId").GetString());

        Assert.Equal("emergency", crisis.GetProperty("triage").GetProperty("urgency").GetString());
        Assert.NotEqual("emergency", next.GetProperty("triage").GetProperty("urgency").GetString());
    }

    [Fact]
    public async Task A_conversation_expires()
    {
        using var own = new ChatTriageApplication();
        var id = (await own.Ask("催收昨天给我妈打电话了")).GetProperty("conversationId").GetString()!;

        own.Time.Advance(TimeSpan.FromHours(25));

        using var gone = await own.CreateClient().GetAsync($"/api/v1/conversations/{id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.NotEqual(id, (await own.Ask("还会打给别人吗", conversationId: id)).GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task What_is_remembered_names_source_and_time_and_the_answers()
    {
        var first = await service.Ask("催收昨天给我妈打电话了，我该怎么办", new Dictionary<string, object> { ["overdue-days"] = 40 });
        var id = first.GetProperty("conversationId").GetString()!;

        var remembered = await service.CreateClient().GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{id}");

        var facts = remembered.GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("id").GetString()!);
        Assert.Equal("request", facts["overdue-days"].GetProperty("source").GetString());
        Assert.Equal("question", facts["contacts-called"].GetProperty("source").GetString());
        Assert.Equal(service.Time.GetUtcNow(), facts["overdue-days"].GetProperty("saidAt").GetDateTimeOffset());
        Assert.Equal(first.GetProperty("id").GetString(), remembered.GetProperty("answers")[0].GetProperty("id").GetString());
        Assert.Equal(0, remembered.GetProperty("questions").GetArrayLength());
    }

    [Fact]
    public async Task A_follow_up_without_a_subject_is_understood_by_the_turn_before()
    {
        var id = (await service.Ask("收到法院传票了怎么办")).GetProperty("conversationId").GetString()!;

        var alone = await service.Ask("那不去呢");
        var followUp = await service.Ask("那不去呢", conversationId: id);

        Assert.NotEqual("legal-process", Topic(alone));
        Assert.Equal("legal-process", Topic(followUp));
    }

    [Fact]
    public async Task A_contradiction_is_asked_about_and_the_last_word_counts()
    {
        var id = (await service.Ask("催收昨天给我妈打电话了，我该怎么办")).GetProperty("conversationId").GetString()!;

        service.Time.Advance(TimeSpan.FromSeconds(1));
        var answer = await service.Ask("催收没有联系我家人，我能不能不接电话", conversationId: id);

        Assert.Contains("以哪个为准", answer.GetProperty("followUps")[0].GetProperty("question").GetString(), StringComparison.Ordinal);
        var remembered = await service.CreateClient().GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{id}");
        var facts = remembered.GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("id").GetString()!);
        Assert.Equal("denied", facts["contacts-called"].GetProperty("status").GetString());
        Assert.DoesNotContain("contacts-called-who", facts.Keys);
    }

    private static string? Topic(JsonElement answer) => answer.GetProperty("triage").GetProperty("topics").EnumerateArray().Select(topic => topic.GetProperty("id").GetString()).FirstOrDefault();
}
