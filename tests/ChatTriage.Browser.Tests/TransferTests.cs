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
        await chat.AskAsync("催收打到我单位了怎么办");
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "忘记这段对话" }).ClickAsync();

        var policy = await response!.HeaderValueAsync("content-security-policy");
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Empty(complaints);
    }
}
