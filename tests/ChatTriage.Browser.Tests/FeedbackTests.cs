using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>Whether an answer helped; what goes wrong with that never stands in anybody's way.</summary>
[Collection(nameof(InBrowser))]
public sealed class FeedbackTests(BrowserSession session)
{
    private const string Question = "催收打到我单位了怎么办";

    [Theory]
    [InlineData("有帮助", "说得很清楚", """{"helpful":true,"comment":"说得很清楚"}""")]
    [InlineData("没帮助", "", """{"helpful":false,"comment":null}""")]
    public async Task An_opinion_goes_out_with_or_without_words(string opinion, string comment, string expected)
    {
        var (chat, sent) = await OpenAsync(204);
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = opinion }).ClickAsync();
        await Expect(Feedback(chat)).ToContainTextAsync("请不要写姓名、电话、证件号、卡号");
        await Feedback(chat).GetByRole(AriaRole.Textbox).FillAsync(comment);
        await chat.PictureAsync("feedback");

        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "发送反馈" }).ClickAsync();

        await Expect(Feedback(chat)).ToHaveTextAsync("收到了，谢谢你告诉我们。");
        await Expect(Feedback(chat).Locator("p")).ToBeFocusedAsync();
        Assert.Equal([expected], sent);
    }

    [Theory]
    [InlineData(404, "这个回答现在收不了反馈，不影响你照着做。")]
    [InlineData(500, "没有发出去，不影响上面的回答。网络好了再点一次。")]
    [InlineData(429, "现在问的人多，请等一分钟再试。急事请打 110。")]
    public async Task One_that_is_not_taken_says_so_and_keeps_the_words(int status, string said)
    {
        var (chat, _) = await OpenAsync(status);
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "没帮助" }).ClickAsync();
        await Feedback(chat).GetByRole(AriaRole.Textbox).FillAsync("没说多少天");
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "发送反馈" }).ClickAsync();

        await Expect(Feedback(chat)).ToContainTextAsync(said);
        await Expect(Feedback(chat).GetByRole(AriaRole.Textbox)).ToHaveValueAsync("没说多少天");
    }

    [Fact]
    public async Task Nobody_in_danger_is_asked_for_an_opinion_or_offered_tools()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("催收现在在砸我家门");
        await Expect(Feedback(chat)).ToHaveCountAsync(0);
        await Expect(chat.Tools).ToHaveCountAsync(0);
    }

    private static ILocator Feedback(Chat chat) => chat.LastTurn.GetByRole(AriaRole.Group, new() { Name = "这个回答有帮助吗" });

    /// <summary>A chat with an answer, whose feedback gets that status; and what was sent.</summary>
    private async Task<(Chat Chat, List<string> Sent)> OpenAsync(int status)
    {
        var sent = new List<string>();
        var chat = await session.OpenAsync();
        await chat.Page.RouteAsync("**/api/v1/answers/*/feedback", route =>
        {
            sent.Add(route.Request.PostData!);
            return route.FulfillAsync(new() { Status = status });
        });
        await chat.AskAsync(Question);
        return (chat, sent);
    }
}
