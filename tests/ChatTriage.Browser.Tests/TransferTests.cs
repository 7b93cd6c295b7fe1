using Microsoft.Playwright;

namespace ChatTriage.Browser.Tests;

/// <summary>What goes over the line, and to whom.</summary>
[Collection(nameof(InBrowser))]
public sealed class TransferTests(BrowserSession session)
{
    /// <summary>The most that the first load may take, in bytes, headers included.</summary>
    private const int Most = 60 * 1024;

    [Fact]
    public async Task The_first_load_is_small_and_comes_from_the_service_alone()
    {
        var page = await session.NewPageAsync();
        var requests = new List<IRequest>();
        page.RequestFinished += (_, request) => requests.Add(request);
        await page.GotoAsync(session.Address.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });

        var sizes = await Task.WhenAll(requests.Select(async request => (request.Url, Sizes: await request.SizesAsync())));
        var total = sizes.Sum(size => size.Sizes.ResponseBodySize + size.Sizes.ResponseHeadersSize);
        await File.WriteAllLinesAsync(
            Path.Combine(BrowserSession.Screenshots, "first-load.txt"),
            [.. sizes.Select(size => $"{size.Sizes.ResponseBodySize,7} + {size.Sizes.ResponseHeadersSize,4}  {size.Url}"), $"{total,7} bytes in all"]);
        Assert.True(sizes.Length > 10);
        Assert.InRange(total, 1, Most);
        Assert.All(requests, request => Assert.StartsWith(session.Address.ToString(), request.Url, StringComparison.Ordinal));
        Assert.DoesNotContain(requests, request => request.Url.Contains("/chat/tools/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_tool_needs_comes_when_it_is_opened_from_the_service_alone()
    {
        var page = await session.NewPageAsync();
        var requests = new List<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(session.Address.ToString());
        var chat = new Chat(page);
        await chat.AskAsync("利息太高了怎么办");
        Assert.DoesNotContain(requests, url => url.Contains("/chat/tools/", StringComparison.Ordinal));

        await chat.OpenToolAsync("算一算真实年利率");

        Assert.Contains(requests, url => url.EndsWith("/chat/tools/annual-rate.js", StringComparison.Ordinal));
        Assert.All(requests, url => Assert.StartsWith(session.Address.ToString(), url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_policy_is_strict_and_nothing_on_the_page_breaks_it()
    {
        var page = await session.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        var response = await page.GotoAsync(session.Address.ToString());
        var chat = new Chat(page);
        await chat.AskAsync("利息太高了怎么办");
        var tool = await chat.OpenToolAsync("算一算真实年利率");
        await tool.GetByLabel("实际到手多少元").FillAsync("9000");
        await tool.GetByLabel("哪天到手").FillAsync("2025-06-01");
        await tool.GetByLabel("一共几期").FillAsync("12");
        await tool.GetByLabel("每期还多少元").FillAsync("1000");
        await tool.GetByRole(AriaRole.Button, new() { Name = "算一算" }).ClickAsync();
        await Assertions.Expect(tool.Locator("img")).ToBeVisibleAsync();
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "忘记这段对话" }).ClickAsync();

        var policy = await response!.HeaderValueAsync("content-security-policy");
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Empty(complaints);
    }
}
