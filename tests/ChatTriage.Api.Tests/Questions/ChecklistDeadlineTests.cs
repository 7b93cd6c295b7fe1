using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Questions;

/// <summary>A checklist item that speaks of a deadline carries it.</summary>
[Collection(nameof(SharedService))]
public sealed class ChecklistDeadlineTests(ChatTriageApplication service)
{
    [Fact]
    public async Task With_the_last_day_when_a_fact_tells_the_day_of_service()
    {
        var answer = await service.Ask("收到法院的支付令怎么办", new Dictionary<string, object> { ["payment-order-served-on"] = "2026-11-20" });
        var deadline = Deadline(answer, "object-to-payment-order-in-writing");
        Assert.Equal("payment-order-objection", deadline.GetProperty("kind").GetString());
        Assert.Equal("2026-12-07", deadline.GetProperty("lastDay").GetString());
        Assert.Equal(14, deadline.GetProperty("daysLeft").GetInt32());
        Assert.Equal("2026-11-20", answer.GetProperty("facts").EnumerateArray().Single(fact => fact.GetProperty("id").GetString() == "payment-order-served-on").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Without_it_with_how_to_count_and_the_fact_to_tell()
    {
        var deadline = Deadline(await service.Ask("收到法院的支付令怎么办"), "object-to-payment-order-in-writing");
        Assert.Equal(JsonValueKind.Null, deadline.GetProperty("lastDay").ValueKind);
        Assert.Equal("payment-order-served-on", deadline.GetProperty("startFact").GetString());
        Assert.StartsWith("从收到支付令那天的第二天起算15日", deadline.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_remembered_in_the_conversation()
    {
        var first = await service.Ask("我11月20日收到法院的支付令，怎么办");
        var second = await service.Ask("收到支付令，异议书怎么写", conversationId: first.GetProperty("conversationId").GetString());
        Assert.Equal("2026-12-07", Deadline(second, "object-to-payment-order-in-writing").GetProperty("lastDay").GetString());
    }

    [Fact]
    public async Task An_item_without_one_says_null()
    {
        var item = (await service.Ask("收到法院的支付令怎么办")).GetProperty("checklist").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "verify-court-papers-first");
        Assert.Equal(JsonValueKind.Null, item.GetProperty("deadline").ValueKind);
    }

    [Theory]
    [InlineData("\"2026-11-31\"")]
    [InlineData("\"昨天\"")]
    [InlineData("20261120")]
    public async Task A_day_that_is_none_is_refused_with_the_name_of_the_fact(string day)
    {
        using var response = await service.Post($$"""{ "question": "收到法院的支付令怎么办", "facts": { "payment-order-served-on": {{day}} } }""");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Contains("yyyy-MM-dd", problem.GetProperty("errors").GetProperty("facts.payment-order-served-on")[0].GetString());
    }

    private static JsonElement Deadline(JsonElement answer, string rule) =>
        answer.GetProperty("checklist").EnumerateArray().Single(item => item.GetProperty("id").GetString() == rule).GetProperty("deadline");
}
