using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>Whatever a user, a model or the knowledge base writes is shown as text and never runs.</summary>
[Collection(nameof(InBrowser))]
public sealed class HostileTextTests(BrowserSession session)
{
    private const string Hostile = "<img src=x onerror=\"window.ran=true\"><script>window.ran=true</script>{{constructor}}[1]";

    /// <summary>What the page compares with; all else in an answer is words.</summary>
    private static readonly HashSet<string> Names = ["group", "status", "urgency", "scope", "binding", "fact"];

    [Fact]
    public async Task A_question_full_of_markup_is_shown_as_it_was_typed()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync($"催收要爆通讯录 {Hostile}");
        await Expect(chat.LastTurn.Locator(".mine")).ToContainTextAsync(Hostile);
        await AssertNothingRanAsync(chat);
    }

    [Theory]
    [InlineData("emergency")]
    [InlineData("urgent")]
    public async Task An_answer_full_of_markup_in_every_field_is_shown_as_text(string urgency)
    {
        var answer = JsonNode.Parse((await session.Service.Ask("催收打到我单位了怎么办")).GetRawText())!;
        Spoil(answer);
        answer["triage"]!["urgency"] = urgency;
        answer["channels"]![0]!["url"] = "javascript:window.ran=true";
        answer["citations"]![0]!["url"] = "javascript:window.ran=true";
        var chat = await session.OpenAsync();
        await chat.Page.RouteAsync("**/api/v1/questions/stream", route => route.FulfillAsync(new()
        {
            ContentType = "text/event-stream",
            Body = $"event: done\ndata: {answer.ToJsonString()}\n\n",
        }));

        await chat.AskAsync("怎么办");
        await chat.LastTurn.EvaluateAsync("turn => { for (const details of turn.querySelectorAll('details')) details.open = true; }");

        await Expect(chat.Verdict).ToContainTextAsync("<img src=x");
        await chat.PictureAsync($"hostile-{urgency}");
        await AssertNothingRanAsync(chat);
    }

    [Theory]
    [InlineData("利息太高了怎么办", "算一算真实年利率", "算一算", "calculators/annual-rate", "实际到手多少元=1|哪天到手=2025-06-01|一共几期=1|每期还多少元=1")]
    [InlineData("催收一天打几十个电话", "查一查这些来电", "查一查", "call-logs/check", "来电记录=10月1日晚上十点半 95000 打给我妈 叫她替我还")]
    [InlineData("我收到支付令怎么办", "写：支付令异议书", "写出来看看", "letters/payment-order-objection", "姓名=张三")]
    public async Task A_tools_result_full_of_markup_is_shown_as_text(string question, string title, string button, string path, string fields)
    {
        var chat = await session.OpenAsync();
        await chat.Page.RouteAsync($"**/api/v1/{path}", async route =>
        {
            var result = JsonNode.Parse(await (await route.FetchAsync()).TextAsync())!;
            Spoil(result);
            await route.FulfillAsync(new() { ContentType = "application/json", Body = result.ToJsonString() });
        });
        await chat.AskAsync(question);
        var tool = await chat.OpenToolAsync(title);
        foreach (var field in fields.Split('|')) await tool.GetByLabel(field.Split('=')[0]).FillAsync(field.Split('=')[1]);

        await tool.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        await Expect(tool.Locator(".result .lead")).ToContainTextAsync("<img src=x");
        await chat.LastTurn.EvaluateAsync("turn => { for (const details of turn.querySelectorAll('details')) details.open = true; }");
        await AssertNothingRanAsync(chat);
    }

    private static async Task AssertNothingRanAsync(Chat chat)
    {
        await Expect(chat.Log.Locator("img, script, iframe, object, [onerror]")).ToHaveCountAsync(0);
        await Expect(chat.Log.Locator("a[href^='javascript']")).ToHaveCountAsync(0);
        Assert.False(await chat.Page.EvaluateAsync<bool>("'ran' in window"));
    }

    private static void Spoil(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields.ToArray())
                {
                    if (value is JsonValue word && word.GetValueKind() == System.Text.Json.JsonValueKind.String && !Names.Contains(name)) fields[name] = Hostile;
                    else Spoil(value);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    if (items[i]?.GetValueKind() == System.Text.Json.JsonValueKind.String) items[i] = Hostile;
                    else Spoil(items[i]);
                }

                break;
        }
    }
}
