using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>Small and large phones, large type, dark, no motion: nothing is cut off and nothing is too small to hit.</summary>
[Collection(nameof(InBrowser))]
public sealed class LooksTests(BrowserSession session)
{
    private const string Seed = "网贷逾期接电话了还会爆通讯录吗";

    [Theory]
    [InlineData(320, 568)]
    [InlineData(375, 740)]
    [InlineData(430, 932)]
    public async Task Nothing_is_wider_than_the_phone_and_everything_can_be_hit(int width, int height)
    {
        var chat = await session.OpenAsync(width, height);
        await chat.AskAsync(Seed);
        await chat.PictureAsync($"width-{width}");
        await AssertNothingIsCutOffAsync(chat);
        // WCAG 2.2, 2.5.8: at least 24 by 24 pixels, links inside a sentence excepted.
        var small = await chat.Page.Locator("chat-triage button:visible, chat-triage summary:visible, chat-triage a.call:visible, chat-triage a.plain:visible")
            .EvaluateAllAsync<string[]>("all => all.filter(one => one.getBoundingClientRect().width < 24 || one.getBoundingClientRect().height < 24).map(one => one.outerHTML)");
        Assert.Empty(small);
    }

    [Theory]
    [InlineData("我不想活了")]
    [InlineData(Seed)]
    public async Task Text_at_twice_its_size_still_fits_a_small_phone(string question)
    {
        var chat = await session.OpenAsync(320, 640);
        await chat.Page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
        await chat.AskAsync(question);
        await chat.PictureAsync($"text-200-{question.Length}");
        await AssertNothingIsCutOffAsync(chat);
        await Expect(chat.Page.Locator("chat-triage .send")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(chat.Verdict).ToBeInViewportAsync();
        foreach (var call in await chat.LastTurn.Locator(".crisis .call").First.AllAsync()) await Expect(call).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    [Theory]
    [InlineData("利息太高了怎么办", "算一算真实年利率")]
    [InlineData("催收一天打几十个电话", "查一查这些来电")]
    [InlineData("我收到支付令怎么办", "写：支付令异议书")]
    public async Task A_tool_fits_a_small_phone_in_care_mode(string question, string title)
    {
        var chat = await session.OpenAsync(320, 640);
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "大字" }).ClickAsync();
        await chat.AskAsync(question);
        var tool = await chat.OpenToolAsync(title);
        await tool.Locator("form button[type=submit]").ClickAsync();
        await chat.LongPictureAsync($"care-320-{title}");
        await AssertNothingIsCutOffAsync(chat);
    }

    [Fact]
    public async Task Nothing_of_what_was_asked_before_shows_above_a_new_question()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Seed);
        await Expect(chat.Page.Locator("chat-triage .first")).Not.ToBeInViewportAsync();
    }

    [Fact]
    public async Task Care_mode_makes_everything_larger_and_is_remembered()
    {
        var chat = await session.OpenAsync();
        var before = await SizeAsync(chat);
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "大字" }).ClickAsync();
        Assert.Equal(before * 1.35, await SizeAsync(chat), 0.1);
        await chat.PictureAsync("care-first-screen");

        await chat.Page.ReloadAsync();
        await Expect(chat.Page.GetByRole(AriaRole.Button, new() { Name = "大字" })).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(before * 1.35, await SizeAsync(chat), 0.1);
        await chat.AskAsync(Seed);
        await chat.PictureAsync("care-answer");
        await AssertNothingIsCutOffAsync(chat);
    }

    [Fact]
    public async Task Care_mode_works_where_nothing_may_be_remembered()
    {
        var page = await session.NewPageAsync();
        await page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })");
        await page.GotoAsync(session.Address.ToString());
        var chat = new Chat(page);
        var before = await SizeAsync(chat);
        var button = page.GetByRole(AriaRole.Button, new() { Name = "大字" });
        await button.ClickAsync();
        Assert.Equal(before * 1.35, await SizeAsync(chat), 0.1);
        await button.ClickAsync();
        Assert.Equal(before, await SizeAsync(chat), 0.1);
    }

    [Fact]
    public async Task Dark_follows_the_system()
    {
        var chat = await session.OpenAsync(change: options => options.ColorScheme = ColorScheme.Dark);
        await chat.AskAsync(Seed);
        await Expect(chat.Page.Locator("chat-triage .frame")).ToHaveCSSAsync("background-color", "rgb(17, 17, 17)");
        await chat.PictureAsync("dark-answer");
        await chat.AskAsync("我不想活了");
        await chat.PictureAsync("dark-crisis");
        await chat.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Expect(chat.Page.Locator("chat-triage .frame")).ToHaveCSSAsync("background-color", "rgb(237, 237, 237)");
    }

    [Fact]
    public async Task Nothing_moves_for_somebody_who_asked_for_no_motion()
    {
        await using var network = await FlakyNetwork.StartAsync(session.Address);
        network.Delay = TimeSpan.FromSeconds(3);
        var chat = await session.OpenAsync(at: network.Address, change: options => options.ReducedMotion = ReducedMotion.Reduce);
        await chat.SendAsync(Seed);
        await Expect(chat.LastTurn.Locator(".waiting i").First).ToHaveCSSAsync("animation-name", "none");
    }

    private static Task<double> SizeAsync(Chat chat) =>
        chat.Page.Locator("chat-triage .frame").EvaluateAsync<double>("frame => parseFloat(getComputedStyle(frame).fontSize)");

    private static async Task AssertNothingIsCutOffAsync(Chat chat)
    {
        Assert.Equal(0, await chat.Log.EvaluateAsync<int>("log => Math.max(0, log.scrollWidth - log.clientWidth)"));
        Assert.Equal(0, await chat.Page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }
}
