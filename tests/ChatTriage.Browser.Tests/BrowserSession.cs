using ChatTriage.Api.Tests;
using ChatTriage.Tests.Fixtures;
using Microsoft.Playwright;

namespace ChatTriage.Browser.Tests;

/// <summary>One service on a real port and one Chromium for all tests; each test gets a browser context of its own.</summary>
public sealed class BrowserSession : IAsyncLifetime
{
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? playwright;
    private IBrowser? browser;
    private IBrowserContext? context;

    /// <summary>Where the pictures go; git ignores it.</summary>
    public static string Screenshots { get; } = Path.Combine(Repository.Root, "tests", "screenshots");

    public ChatTriageApplication Service { get; } = new();

    /// <summary>The service's address, ending in a slash.</summary>
    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Address = Service.CreateClient().BaseAddress!;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable(), Args = ["--no-sandbox"] });
        Directory.CreateDirectory(Screenshots);
        // A busy machine takes longer than the five seconds that Playwright expects.
        Assertions.SetDefaultExpectTimeout(15_000);
    }

    /// <summary>A phone's screen with nothing on it yet; the screen of the test before is put away, so that it draws no more.</summary>
    public async Task<IPage> NewPageAsync(int width = 375, int height = 740, Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = width, Height = height },
            DeviceScaleFactor = 2,
            HasTouch = true,
            IsMobile = true,
            Locale = "zh-CN",
            ColorScheme = ColorScheme.Light,
        };
        change?.Invoke(options);
        if (context is not null) await context.CloseAsync();
        context = await browser!.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>The chat page, opened.</summary>
    public async Task<Chat> OpenAsync(int width = 375, int height = 740, Uri? at = null, Action<BrowserNewContextOptions>? change = null)
    {
        var page = await NewPageAsync(width, height, change);
        await page.GotoAsync((at ?? Address).ToString());
        return new Chat(page);
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        await Service.DisposeAsync();
    }

    private static string Executable() =>
        Environment.GetEnvironmentVariable("CHROMIUM") ?? Browsers.FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException("These tests need Chromium: install it (apt-get install chromium), or set CHROMIUM to its path.");
}

/// <summary>The tests that share the session.</summary>
[CollectionDefinition(nameof(InBrowser))]
public sealed class InBrowser : ICollectionFixture<BrowserSession>;
