using Microsoft.Playwright;

namespace ChatTriage.Browser.Tests;

/// <summary>The chat as somebody in front of it sees it; selectors reach into the shadow root.</summary>
public sealed class Chat(IPage page)
{
    public IPage Page => page;

    public ILocator Input => page.Locator("chat-triage textarea#question");

    public ILocator Log => page.Locator("chat-triage .log");

    /// <summary>The last question with its answer.</summary>
    public ILocator LastTurn => page.Locator("chat-triage .turn").Last;

    public ILocator Verdict => LastTurn.Locator(".lead").First;

    /// <summary>The last turn's card with that title.</summary>
    public ILocator Card(string title) => LastTurn.GetByRole(AriaRole.Region, new() { Name = title, Exact = true });

    /// <summary>The card of letters and tools.</summary>
    public ILocator Tools => Card("马上用得上");

    /// <summary>Opens one of the letters or tools, and waits until its form is there.</summary>
    public async Task<ILocator> OpenToolAsync(string title)
    {
        var tool = Tools.Locator("details").Filter(new() { HasText = title }).First;
        await tool.Locator("summary").First.ClickAsync();
        await tool.Locator("form").WaitForAsync();
        return tool;
    }

    /// <summary>Types a question and sends it; does not wait for the answer.</summary>
    public async Task SendAsync(string question)
    {
        await Input.FillAsync(question);
        await page.GetByRole(AriaRole.Button, new() { Name = "发送" }).ClickAsync();
    }

    /// <summary>Types a question, sends it and waits for the whole answer.</summary>
    public async Task AskAsync(string question)
    {
        await SendAsync(question);
        await AnsweredAsync();
    }

    /// <summary>Waits until the last answer is whole.</summary>
    public Task AnsweredAsync() => LastTurn.Locator(".end").WaitForAsync();

    /// <summary>A picture of the screen.</summary>
    public Task PictureAsync(string name) => page.ScreenshotAsync(new() { Path = PathOf(name) });

    /// <summary>A picture of the whole conversation, as tall as it is.</summary>
    public async Task LongPictureAsync(string name)
    {
        var size = page.ViewportSize!;
        var height = await Log.EvaluateAsync<int>("log => log.scrollHeight + 140");
        await page.SetViewportSizeAsync(size.Width, height);
        await PictureAsync(name);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private static string PathOf(string name) => Path.Combine(BrowserSession.Screenshots, $"{name}.png");
}
