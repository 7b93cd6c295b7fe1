using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>The question that the project began with, from typing it to reading where the answer comes from.</summary>
[Collection(nameof(InBrowser))]
public sealed class SeedQuestionTests(BrowserSession session)
{
    private const string Seed = "网贷逾期接电话了还会爆通讯录吗";

    [Fact]
    public async Task Its_cards_come_in_the_order_of_need()
    {
        var chat = await session.OpenAsync();
        await chat.PictureAsync("first-screen");

        await chat.AskAsync(Seed);

        await chat.PictureAsync("seed-answer");
        await chat.LongPictureAsync("seed-answer-whole");
        await Expect(chat.Verdict).ToContainTextAsync("接不接都没有保证");
        Assert.Equal(
            ["现在先做", "你的权利", "催收不能做", "留好证据", "马上用得上", "去哪里投诉、求助", "这些要小心", "出处", "再答几个小问题，回答会更准", "别人还问"],
            await chat.LastTurn.Locator("section.card h3").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Its_verdict_stands_on_the_first_screen_under_the_question()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Seed);
        await Expect(chat.LastTurn.Locator(".mine")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(chat.Verdict).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(chat.Card("现在先做").Locator("li").First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Steps_are_told_once()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Seed);
        var text = await chat.LastTurn.InnerTextAsync();
        Assert.Equal(2, text.Split("提前告诉可能被打的人").Length);
        await Expect(chat.LastTurn.Locator(".reasons")).Not.ToContainTextAsync("现在可以先做");
    }

    [Fact]
    public async Task An_item_opens_to_why_and_the_law_behind_it()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Seed);
        var item = chat.Card("你的权利").Locator("li").First;

        await item.Locator("summary").ClickAsync();

        await Expect(item.Locator(".more")).ToContainTextAsync("合同原则上只约束签约的双方");
        await Expect(item.Locator(".basis")).ToContainTextAsync("《民法典》第四百六十五条");
        await Expect(item.Locator(".basis")).ToContainTextAsync("法律，2021-01-01 起施行");
        await chat.PictureAsync("item-opened");
    }

    [Fact]
    public async Task A_citation_leads_to_its_passage_and_to_the_article_with_sources_and_dates()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Seed);

        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "出处 2" }).ClickAsync();
        var source = chat.Card("出处").Locator("details[open]");
        await Expect(source.Locator(".more")).ToBeInViewportAsync();
        await Expect(source.Locator("summary")).ToBeFocusedAsync();
        await Expect(source).ToContainTextAsync("接了电话，债还是那笔债");
        await chat.PictureAsync("source-opened");

        var article = await chat.Page.Context.RunAndWaitForPageAsync(() => source.GetByRole(AriaRole.Link).ClickAsync());
        await Expect(article.Locator("h1")).ToHaveTextAsync("接了催收电话，还会爆通讯录吗");
        await Expect(article.Locator("main")).ToContainTextAsync("2026-11-23 审核过");
        await Expect(article.Locator("main")).ToContainTextAsync("《民法典》第一千零三十三条（法律，2021-01-01 起施行");
        await article.ScreenshotAsync(new() { Path = Path.Combine(BrowserSession.Screenshots, "article.png") });
    }

    [Fact]
    public async Task A_tapped_follow_up_sharpens_the_answer_and_settles_the_one_before()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Seed);
        await Expect(chat.Verdict).ToContainTextAsync("有可能");

        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "先答几个小问题，会更准" }).ClickAsync();
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "已经联系了" }).ClickAsync();
        await chat.AnsweredAsync();

        await Expect(chat.LastTurn.Locator(".mine")).ToContainTextAsync("已经联系了");
        await Expect(chat.Verdict).ToContainTextAsync("现在已经有人被联系");
        await Expect(chat.Page.Locator("chat-triage .turn").Nth(1).Locator(".follow-ups button").First).ToBeDisabledAsync();
        await chat.PictureAsync("follow-up-tapped");

        var second = chat.LastTurn.Locator(".follow-up").First;
        var next = (await second.GetAttributeAsync("aria-label"))!;
        await second.GetByRole(AriaRole.Button).First.ClickAsync();
        await chat.AnsweredAsync();
        await Expect(chat.Verdict).ToContainTextAsync("现在已经有人被联系");
        await Expect(chat.LastTurn.GetByRole(AriaRole.Group, new() { Name = next })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Several_answers_to_one_question_may_be_tapped_together()
    {
        var chat = await session.OpenAsync();
        string? sent = null;
        await chat.Page.RouteAsync("**/api/v1/questions/stream", async route =>
        {
            // What has been tapped before: without it other questions come first.
            const string known = """
                "facts":{"contacts-called":true,"lender-type":"bank","lost-contact":true,"has-recording":false,"contacts-asked-to-pay":false,"debt-disclosed":false}
                """;
            sent = route.Request.PostData!;
            await route.ContinueAsync(new() { PostData = Encoding.UTF8.GetBytes(sent.Replace("\"facts\":{}", known, StringComparison.Ordinal)) });
        });
        await chat.AskAsync(Seed);
        var who = chat.LastTurn.GetByRole(AriaRole.Group, new() { Name = "他们联系了谁？" });

        await who.GetByRole(AriaRole.Button, new() { Name = "家人" }).ClickAsync();
        await who.GetByRole(AriaRole.Button, new() { Name = "单位或同事" }).ClickAsync();
        await who.GetByRole(AriaRole.Button, new() { Name = "选好了" }).ClickAsync();
        await chat.AnsweredAsync();

        await Expect(chat.LastTurn.Locator(".mine")).ToContainTextAsync("家人、单位或同事");
        Assert.Contains("\"contacts-called-who\":[\"family\",\"workplace\"]", sent, StringComparison.Ordinal);
    }
}
