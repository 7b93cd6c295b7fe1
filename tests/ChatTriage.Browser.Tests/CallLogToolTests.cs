using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>From an answer on calls to the table that goes with a complaint.</summary>
[Collection(nameof(InBrowser))]
public sealed class CallLogToolTests(BrowserSession session)
{
    private const string Question = "催收一天打几十个电话";
    private const string Notes = "10月1日晚上十点半 95000 打给我妈 叫她替我还\n10月2日 9:00 95000 接了 说要抓我";

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pasted_notes_get_the_rules_that_they_touch_call_by_call(ColorScheme scheme)
    {
        var chat = await session.OpenAsync(change: options => options.ColorScheme = scheme);
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("查一查这些来电");
        await tool.GetByLabel("来电记录").FillAsync(Notes);
        await tool.GetByLabel("钱是谁放给你的").SelectOptionAsync("bank");

        await tool.GetByRole(AriaRole.Button, new() { Name = "查一查" }).ClickAsync();

        await Expect(tool.Locator(".result .lead")).ToContainTextAsync("一共 2 通来电");
        await Expect(tool.GetByRole(AriaRole.Region, new() { Name = "碰到的规则" }).Locator("li").First).ToContainTextAsync("夜间来电 不合 1 通推荐性标准，不是法律");
        var call = tool.GetByRole(AriaRole.Region, new() { Name = "一通一通看" }).Locator("li > details").First;
        await Expect(call.Locator("summary").First).ToContainTextAsync("10月1日 22:30 95000 打给家人");
        await call.Locator("summary").First.ClickAsync();
        await Expect(call.Locator(".more").First).ToContainTextAsync("推荐性标准，不是法律");
        await Expect(tool.Locator("img")).ToHaveAttributeAsync("alt", "来电时间图，2026-10-01 到 2026-10-02");
        await chat.PictureAsync($"tool-calls-{scheme.ToString().ToLowerInvariant()}");
        await chat.LongPictureAsync($"tool-calls-{scheme.ToString().ToLowerInvariant()}-whole");
    }

    [Theory]
    [InlineData(65001)]
    [InlineData(54936)]
    public async Task A_file_is_read_in_the_encodings_that_phones_and_carriers_write(int encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("查一查这些来电");

        await tool.GetByLabel("或者选一个文件").SetInputFilesAsync(new FilePayload
        {
            Name = "bill.csv",
            MimeType = "text/csv",
            Buffer = Encoding.GetEncoding(encoding).GetBytes("日期,时间,号码,是否接通,打给谁\n2026-10-01,22:30,95000,是,家人\n"),
        });
        await Expect(tool.GetByLabel("来电记录")).ToHaveValueAsync("日期,时间,号码,是否接通,打给谁\n2026-10-01,22:30,95000,是,家人\n");
        await tool.GetByRole(AriaRole.Button, new() { Name = "查一查" }).ClickAsync();

        await Expect(tool.Locator(".result .lead")).ToContainTextAsync("夜间来电、联系别人");
    }

    [Fact]
    public async Task The_table_for_a_complaint_is_copied_and_kept()
    {
        var chat = await session.OpenAsync(change: options => options.Permissions = ["clipboard-read", "clipboard-write"]);
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("查一查这些来电");
        await tool.GetByLabel("来电记录").FillAsync(Notes);
        await tool.GetByRole(AriaRole.Button, new() { Name = "查一查" }).ClickAsync();

        await tool.GetByRole(AriaRole.Button, new() { Name = "复制投诉用的表" }).ClickAsync();
        await Expect(tool.GetByRole(AriaRole.Button, new() { Name = "已复制" })).ToBeVisibleAsync();
        Assert.Contains("95000", await chat.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);

        var file = await chat.Page.RunAndWaitForDownloadAsync(() => tool.GetByRole(AriaRole.Button, new() { Name = "下载表格" }).ClickAsync());
        Assert.Equal("来电记录.csv", file.SuggestedFilename);
        var bytes = await File.ReadAllBytesAsync(await file.PathAsync());
        // Excel takes a CSV without this mark for another encoding.
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        Assert.Equal(1, Encoding.UTF8.GetString(bytes).Count(c => c == '\uFEFF'));
        Assert.Contains("95000", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_beside_the_field()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("查一查这些来电");
        await tool.GetByLabel("来电记录").FillAsync("他们天天打");

        await tool.GetByRole(AriaRole.Button, new() { Name = "查一查" }).ClickAsync();

        await Expect(tool.GetByLabel("来电记录")).ToBeFocusedAsync();
        await Expect(tool.Locator(".field-fault:visible")).ToContainTextAsync("第 1 行：没有读懂这一行是哪天几点");
    }
}
