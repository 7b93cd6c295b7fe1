using System.Text.Json;
using System.Text.RegularExpressions;
using ChatTriage.Api.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>A page of another origin, and a service that lists it.</summary>
public sealed class EmbeddingSite : IAsyncLifetime
{
    private ChatTriageApplication service = null!;

    public HostPage Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await HostPage.StartAsync();
        service = ChatTriageApplication.With(new() { ["Security:AllowedOrigins:0"] = Host.Origin });
        Host.Service = service.CreateClient().BaseAddress!;
    }

    public async Task DisposeAsync()
    {
        await service.DisposeAsync();
        await Host.DisposeAsync();
    }
}

/// <summary>The element inside a page of another origin.</summary>
[Collection(nameof(InBrowser))]
public sealed class EmbeddingTests(BrowserSession session, EmbeddingSite site) : IClassFixture<EmbeddingSite>
{
    [Fact]
    public async Task A_listed_origin_embeds_it_with_title_theme_and_starting_question()
    {
        var chat = await session.OpenAsync(at: new Uri(site.Host.Origin), change: options => options.ColorScheme = ColorScheme.Dark);
        await chat.AnsweredAsync();

        await Expect(chat.Page.Locator("chat-triage h2")).ToHaveTextAsync("问问助手");
        await Expect(chat.Verdict).ToContainTextAsync("书面说明");
        await Expect(chat.LastTurn.Locator(".mine")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(chat.Page.Locator("chat-triage .frame")).Not.ToHaveClassAsync(new Regex("dark"));
        await chat.PictureAsync("embedded");
    }

    [Fact]
    public async Task Its_events_tell_the_host_page_what_happened_but_not_what_was_asked()
    {
        var chat = await session.OpenAsync(at: new Uri(site.Host.Origin));
        await chat.AnsweredAsync();
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "忘记这段对话" }).ClickAsync();
        await Expect(chat.Page.Locator("chat-triage .notice")).ToHaveTextAsync("已经忘记。");

        var heard = await chat.Page.EvaluateAsync<JsonElement>("window.heard");

        Assert.Equal(["triage-ready", "triage-answer", "triage-forgotten"], heard.EnumerateArray().Select(entry => entry[0].GetString()!));
        Assert.Equal("urgent", heard[1][1].GetProperty("urgency").GetString());
        Assert.DoesNotContain("单位", heard.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Styles_stay_on_their_side_except_for_the_offered_variables()
    {
        var chat = await session.OpenAsync(at: new Uri(site.Host.Origin));
        await chat.AnsweredAsync();

        await Expect(chat.Page.Locator("chat-triage .send")).ToBeVisibleAsync();
        await Expect(chat.Page.Locator("chat-triage .send")).ToHaveCSSAsync("background-color", "rgb(91, 42, 134)");
        await Expect(chat.Verdict).Not.ToHaveCSSAsync("font-size", "40px");
        await Expect(chat.Page.Locator("body > p")).ToHaveCSSAsync("font-size", "40px");
        await Expect(chat.Page.Locator("body > button")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_tool_works_there_too_and_a_picture_that_the_host_forbids_leaves_its_words()
    {
        var chat = await session.OpenAsync(at: new Uri(site.Host.Origin));
        await chat.AnsweredAsync();
        await chat.AskAsync("催收一天打几十个电话");
        var tool = await chat.OpenToolAsync("查一查这些来电");
        await tool.GetByLabel("来电记录").FillAsync("10月1日晚上十点半 95000 打给我妈 叫她替我还");

        await tool.GetByRole(AriaRole.Button, new() { Name = "查一查" }).ClickAsync();

        await Expect(tool.Locator(".result .lead")).ToContainTextAsync("一共 1 通来电");
        await Expect(tool.Locator("img")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task It_neither_scrolls_the_host_page_nor_takes_its_focus()
    {
        var chat = await session.OpenAsync(at: new Uri(site.Host.Origin));
        await chat.AnsweredAsync();
        Assert.Equal(0, await chat.Page.EvaluateAsync<int>("window.scrollY"));
        Assert.Equal("BODY", await chat.Page.EvaluateAsync<string>("document.activeElement.tagName"));
    }

    [Fact]
    public async Task An_origin_that_is_not_listed_keeps_what_it_wrote_inside_the_tag()
    {
        await using var other = await HostPage.StartAsync();
        other.Service = session.Address;
        var chat = await session.OpenAsync(at: new Uri(other.Origin));
        await chat.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(chat.Page.Locator("chat-triage > p")).ToBeVisibleAsync();
        await Expect(chat.Log).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_page_itself_cannot_be_framed_by_others()
    {
        using var response = await session.Service.CreateClient().GetAsync("/");
        Assert.Contains("frame-ancestors 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
