using System.Net;
using ChatTriage.Api.Tests;
using ChatTriage.Api.Tests.Privacy;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>Asking on, copying, forgetting.</summary>
[Collection(nameof(InBrowser))]
public sealed class ConversationTests(BrowserSession session)
{
    private const string Question = "催收打到我单位了怎么办";

    [Fact]
    public async Task Every_question_of_the_first_screen_gets_an_answer_that_fits()
    {
        var chat = await session.OpenAsync();
        var chips = chat.Page.Locator("chat-triage .first .chip");
        await Expect(chips).ToHaveCountAsync(6);
        foreach (var question in await chips.AllInnerTextsAsync())
        {
            var answer = await session.Service.Ask(question);
            Assert.Equal("in-scope", answer.GetProperty("scope").GetString());
            Assert.True(answer.GetProperty("answer").GetProperty("confidence").GetDouble() > 0.8, question);
        }

        await chips.Nth(4).ClickAsync();
        await chat.AnsweredAsync();
        await Expect(chat.Verdict).ToContainTextAsync("一般是民事纠纷");
    }

    [Fact]
    public async Task What_somebody_writes_of_themselves_is_kept_in_no_storage_of_the_browser()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(PlantedData.Sentence + Question);

        PlantedData.MustNotBeIn("cookies and local storage", await chat.Page.Context.StorageStateAsync(new() { IndexedDB = true }));
        PlantedData.MustNotBeIn("the session's storage", await chat.Page.EvaluateAsync<string>("JSON.stringify({ ...sessionStorage })"));
        PlantedData.MustNotBeIn("the address", chat.Page.Url);
        Assert.Empty(await chat.Page.EvaluateAsync<string[]>("caches.keys()"));
    }

    [Fact]
    public async Task A_long_story_does_not_push_its_answer_off_the_screen()
    {
        var story = string.Concat(Enumerable.Repeat("我去年借了网贷，上个月失业还不上了，催收打到我单位了，同事都知道了，我很怕。", 12));
        var chat = await session.OpenAsync();
        await chat.AskAsync(story);

        await Expect(chat.Verdict).ToBeInViewportAsync();
        await chat.PictureAsync("long-story");
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "看我写的全部" }).ClickAsync();
        await Expect(chat.LastTurn.Locator(".mine")).ToContainTextAsync(story);
    }

    [Fact]
    public async Task A_number_is_copied_by_the_clipboard()
    {
        var chat = await session.OpenAsync(change: options => options.Permissions = ["clipboard-read", "clipboard-write"]);
        await CopyAsync(chat);
        Assert.Equal("12378", await chat.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
    }

    [Fact]
    public async Task A_number_is_copied_where_there_is_no_clipboard_to_write_to()
    {
        var page = await session.NewPageAsync();
        await page.AddInitScriptAsync("Object.defineProperty(navigator, 'clipboard', { value: undefined })");
        await page.GotoAsync(session.Address.ToString());
        var chat = new Chat(page);
        await CopyAsync(chat);
        await chat.Input.FocusAsync();
        await page.Keyboard.PressAsync("Control+V");
        await Expect(chat.Input).ToHaveValueAsync("12378");
    }

    [Fact]
    public async Task Forgetting_empties_the_screen_and_the_service()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("我逾期三个月了，催收给我妈打电话");
        using var client = session.Service.CreateClient();
        string? conversation = null;
        await chat.Page.RouteAsync("**/api/v1/conversations/*", async route =>
        {
            conversation = route.Request.Url;
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(conversation)).StatusCode);
            await route.ContinueAsync();
        });

        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "忘记这段对话" }).ClickAsync();

        await Expect(chat.Page.Locator("chat-triage .notice")).ToHaveTextAsync("已经忘记。");
        await Expect(chat.Page.Locator("chat-triage .mine")).ToHaveCountAsync(0);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(conversation)).StatusCode);
    }

    [Fact]
    public async Task Forgetting_without_a_network_empties_the_screen_and_offers_another_try()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        await chat.Page.Context.SetOfflineAsync(true);

        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "忘记这段对话" }).ClickAsync();
        await Expect(chat.Page.Locator("chat-triage .notice")).ToContainTextAsync("屏幕已经清空，但没有连上服务");
        await Expect(chat.Page.Locator("chat-triage .mine")).ToHaveCountAsync(0);
        await chat.PictureAsync("forget-offline");

        await chat.Page.Context.SetOfflineAsync(false);
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "点这里再试" }).ClickAsync();
        await Expect(chat.Page.Locator("chat-triage .notice")).ToHaveTextAsync("已经忘记。");
    }

    [Fact]
    public async Task A_models_words_appear_as_they_come_and_are_labelled()
    {
        const string first = "接不接电话，都没有一条规则能保证通讯录里的人不被联系。[1]\n接通后";
        var goOn = new TaskCompletionSource();
        await using var model = await FakeEndpoint.StartAsync();
        model.Chats = async (_, context) =>
        {
            await FakeEndpoint.Begin(context);
            await FakeEndpoint.Piece(context, first);
            await goOn.Task;
            await FakeEndpoint.Piece(context, "先问清对方姓名、代表哪家机构，再说请以后只联系我本人。[2]");
            await FakeEndpoint.End(context);
        };
        await using var service = ChatTriageApplication.With(new() { ["Model:Endpoint"] = model.Address.ToString(), ["Model:Name"] = "test-model", ["Model:TrySeconds"] = "30", ["Model:TotalSeconds"] = "60" });
        var chat = await session.OpenAsync(at: service.CreateClient().BaseAddress);

        await chat.SendAsync("网贷逾期接电话了还会爆通讯录吗");
        await Expect(chat.LastTurn.Locator(".reasons")).ToContainTextAsync("接不接电话，都没有一条规则");
        await Expect(chat.LastTurn.Locator(".end")).ToHaveCountAsync(0);
        await chat.PictureAsync("streaming");
        goOn.SetResult();
        await chat.AnsweredAsync();

        await Expect(chat.LastTurn.Locator(".reasons")).ToContainTextAsync("请以后只联系我本人");
        await Expect(chat.LastTurn.Locator(".reasons")).ToContainTextAsync("由 AI 生成");
    }

    private static async Task CopyAsync(Chat chat)
    {
        await chat.AskAsync(Question);
        var place = chat.Card("去哪里投诉、求助").Locator(".channel").Filter(new() { HasText = "12378 金融监管总局投诉热线" });
        await Expect(place.GetByRole(AriaRole.Link, new() { Name = "拨打 12378" })).ToHaveAttributeAsync("href", "tel:12378");
        await place.GetByRole(AriaRole.Button, new() { Name = "复制号码" }).ClickAsync();
        await Expect(place.GetByRole(AriaRole.Button, new() { Name = "已复制" })).ToBeVisibleAsync();
    }
}
