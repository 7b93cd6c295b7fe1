using System.Net;

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
}
