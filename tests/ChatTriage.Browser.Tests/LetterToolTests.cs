using System.IO.Compression;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>The letters of an answer: filled in, looked at, copied, kept; and the deadlines that go with them.</summary>
[Collection(nameof(InBrowser))]
public sealed class LetterToolTests(BrowserSession session)
{
    [Fact]
    public async Task A_letter_is_filled_in_and_what_is_left_out_stays_a_blank()
    {
        var chat = await session.OpenAsync(change: options => options.Permissions = ["clipboard-read", "clipboard-write"]);
        await chat.AskAsync("我收到支付令怎么办");
        var tool = await chat.OpenToolAsync("写：支付令异议书");
        await tool.GetByLabel("姓名").FillAsync("张三");
        await tool.GetByLabel("收到支付令的日期").FillAsync("2026-11-20");

        await tool.GetByRole(AriaRole.Button, new() { Name = "写出来看看" }).ClickAsync();

        var paper = tool.GetByRole(AriaRole.Group, new() { Name = "信的全文" });
        await Expect(paper).ToContainTextAsync("异议人（被申请人）张三");
        await Expect(paper).ToContainTextAsync("＿＿＿＿（身份证号）");
        await Expect(tool.Locator(".deadline")).ToContainTextAsync("最后一天是2026年12月7日（星期一）");
        await Expect(tool.GetByRole(AriaRole.Region, new() { Name = "发出之前" }).Locator("li").First).ToBeVisibleAsync();
        await chat.PictureAsync("tool-letter");
        await chat.LongPictureAsync("tool-letter-whole");

        await tool.GetByRole(AriaRole.Button, new() { Name = "复制全文" }).ClickAsync();
        await Expect(tool.GetByRole(AriaRole.Button, new() { Name = "已复制" })).ToBeVisibleAsync();
        Assert.StartsWith("支付令异议书", await chat.Page.EvaluateAsync<string>("navigator.clipboard.readText()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_is_kept_as_a_Word_file_with_what_was_filled_in()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("催收打到我单位了怎么办");
        var tool = await chat.OpenToolAsync("写：给单位的情况说明");
        await tool.GetByLabel("姓名").First.FillAsync("张三");
        await tool.GetByRole(AriaRole.Button, new() { Name = "写出来看看" }).ClickAsync();

        var file = await chat.Page.RunAndWaitForDownloadAsync(() => tool.GetByRole(AriaRole.Button, new() { Name = "下载 Word 文件" }).ClickAsync());

        Assert.Equal("给单位的情况说明.docx", file.SuggestedFilename);
        await using var content = File.OpenRead(await file.PathAsync());
        await using var document = new ZipArchive(content);
        using var text = new StreamReader(await document.GetEntry("word/document.xml")!.OpenAsync());
        Assert.Contains("张三", await text.ReadToEndAsync(), StringComparison.Ordinal);
        await Expect(tool.Locator(".result")).ToContainTextAsync("微信里下载不了的");
    }

    [Fact]
    public async Task A_value_that_the_letter_does_not_take_is_told_beside_its_field()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("我收到支付令怎么办");
        var tool = await chat.OpenToolAsync("写：支付令异议书");
        await tool.GetByLabel("姓名").FillAsync(new string('张', 3000));

        await tool.GetByRole(AriaRole.Button, new() { Name = "写出来看看" }).ClickAsync();

        await Expect(tool.GetByLabel("姓名")).ToBeFocusedAsync();
        await Expect(tool.Locator(".field-fault:visible")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_deadline_shows_its_last_day_in_the_checklist()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("我11月20日收到支付令怎么办");
        var item = chat.Card("现在先做").Locator("li").Filter(new() { HasText = "支付令" }).First;

        await Expect(item.Locator(".last-day")).ToHaveTextAsync("你最迟 2026年12月7日，还有 14 天");
        await item.Locator("summary").ClickAsync();
        await Expect(item.Locator(".deadline")).ToContainTextAsync("从第二天起算15日");
        await chat.PictureAsync("deadline-known");
    }

    [Fact]
    public async Task The_day_of_service_can_be_told_and_gives_the_last_day()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("我收到支付令怎么办");
        var item = chat.Card("现在先做").Locator("li").Filter(new() { HasText = "收到的是支付令" });
        await Expect(item.Locator(".last-day")).ToHaveTextAsync("有期限，点开填日子就能算");
        await item.Locator("summary").ClickAsync();
        await item.GetByLabel("哪天收到的").FillAsync("2026-11-20");

        await item.GetByRole(AriaRole.Button, new() { Name = "算出最后一天" }).ClickAsync();
        await chat.AnsweredAsync();

        await Expect(chat.LastTurn.Locator(".mine")).ToContainTextAsync("从 2026-11-20 起算");
        await Expect(chat.Card("现在先做").Locator(".last-day").First).ToContainTextAsync("你最迟 2026年12月7日");
    }

    [Fact]
    public async Task An_item_that_depends_says_on_what()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("网贷逾期接电话了还会爆通讯录吗");
        var item = chat.Card("催收不能做").Locator("li").Filter(new() { HasText = "欠多少、欠多久" });
        await Expect(item.Locator(".badge")).ToHaveTextAsync("看情况");

        await item.Locator("summary").ClickAsync();

        await Expect(item.Locator(".more")).ToContainTextAsync("要看这一点：他们有没有把你欠多少、欠多久告诉别人？");
    }
}
