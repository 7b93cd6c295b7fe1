using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as a machine can tell, the keyboard, and what a screen reader is told.</summary>
[Collection(nameof(InBrowser))]
public sealed class AccessibilityTests(BrowserSession session)
{
    private static readonly AxeRunOptions Standard = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    [Theory]
    [InlineData(null)]
    [InlineData("网贷逾期接电话了还会爆通讯录吗")]
    [InlineData("我11月20日收到支付令怎么办")]
    [InlineData("催收现在在砸我家门")]
    [InlineData("我不想活了")]
    public async Task Axe_finds_nothing_with_everything_opened(string? question)
    {
        var chat = await session.OpenAsync();
        if (question is not null) await chat.AskAsync(question);
        await OpenEverythingAsync(chat);
        await AssertAccessibleAsync(chat.Page);
    }

    [Theory]
    [InlineData("利息太高了怎么办", "算一算真实年利率", "算一算", "实际到手多少元=9000|哪天到手=2025-06-01|一共几期=12|每期还多少元=1000")]
    [InlineData("催收一天打几十个电话", "查一查这些来电", "查一查", "来电记录=10月1日晚上十点半 95000 打给我妈 叫她替我还")]
    [InlineData("我收到支付令怎么办", "写：支付令异议书", "写出来看看", "姓名=张三")]
    public async Task Axe_finds_nothing_in_a_tool_with_faults_or_with_its_result(string question, string title, string button, string fields)
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(question);
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "没帮助" }).ClickAsync();
        var tool = await chat.OpenToolAsync(title);
        await tool.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await tool.Locator(".result .lead, [aria-invalid]").First.WaitForAsync();
        await AssertAccessibleAsync(chat.Page);

        foreach (var field in fields.Split('|')) await tool.GetByLabel(field.Split('=')[0]).FillAsync(field.Split('=')[1]);
        await tool.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await tool.Locator(".result .lead").WaitForAsync();
        await OpenEverythingAsync(chat);
        await AssertAccessibleAsync(chat.Page);
    }

    [Fact]
    public async Task Axe_finds_nothing_in_a_fault_in_care_mode()
    {
        var chat = await session.OpenAsync();
        await chat.Page.GetByRole(AriaRole.Button, new() { Name = "大字" }).ClickAsync();
        await chat.Page.Context.SetOfflineAsync(true);
        await chat.SendAsync("怎么办");
        await Expect(chat.LastTurn.Locator(".fault")).ToBeVisibleAsync();
        await AssertAccessibleAsync(chat.Page);
    }

    [Fact]
    public async Task Axe_finds_nothing_on_an_articles_page()
    {
        var page = await session.NewPageAsync();
        await page.GotoAsync(new Uri(session.Address, "articles/answering-the-call").ToString());
        await AssertAccessibleAsync(page);
    }

    [Fact]
    public async Task Everything_can_be_done_with_the_keyboard()
    {
        var chat = await session.OpenAsync(1024, 768, change: options => (options.IsMobile, options.HasTouch) = (false, false));
        await chat.Input.FocusAsync();
        await chat.Page.Keyboard.TypeAsync("网贷逾期接电话了还会爆通讯录吗");
        await chat.Page.Keyboard.PressAsync("Shift+Enter");
        await Expect(chat.Input).ToHaveValueAsync("网贷逾期接电话了还会爆通讯录吗\n");
        await chat.Page.Keyboard.PressAsync("Enter");
        await chat.AnsweredAsync();
        await Expect(chat.Input).ToBeFocusedAsync();
        await Expect(chat.Input).ToHaveValueAsync("");

        var item = chat.Card("现在先做").Locator("details").First;
        await item.Locator("summary").FocusAsync();
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(item).ToHaveAttributeAsync("open", "");
        await chat.LastTurn.GetByRole(AriaRole.Button, new() { Name = "已经联系了" }).FocusAsync();
        await chat.Page.Keyboard.PressAsync("Enter");
        await chat.AnsweredAsync();
        await Expect(chat.LastTurn.Locator(".mine")).ToBeFocusedAsync();
        await chat.PictureAsync("desktop");

        var letter = chat.Tools.Locator("details").First;
        await letter.Locator("summary").FocusAsync();
        await chat.Page.Keyboard.PressAsync("Space");
        await letter.Locator("form").WaitForAsync();
        await chat.Page.Keyboard.PressAsync("Tab");
        await Expect(letter.Locator("input, textarea").First).ToBeFocusedAsync();
        await chat.Page.Keyboard.TypeAsync("某某消费金融公司");
        await chat.Page.Keyboard.PressAsync("Enter");
        await Expect(letter.Locator(".paper")).ToContainTextAsync("某某消费金融公司");
    }

    [Fact]
    public async Task The_enter_that_chooses_a_character_does_not_send()
    {
        var chat = await session.OpenAsync();
        await chat.Input.FillAsync("催收");
        await chat.Input.EvaluateAsync("input => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))");
        await Expect(chat.Input).ToHaveValueAsync("催收");
        await Expect(chat.Page.Locator("chat-triage .mine")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task More_entries_are_shown_with_the_focus_on_the_first_of_them()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("网贷逾期接电话了还会爆通讯录吗");
        var card = chat.Card("去哪里投诉、求助");
        await card.GetByRole(AriaRole.Button, new() { Name = "还有 3 条" }).ClickAsync();
        await Expect(card.Locator(".channel")).ToHaveCountAsync(6);
        await Expect(card.Locator(".channel").Nth(3).Locator("summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_screen_reader_is_told_the_verdict_once_however_the_answer_arrives()
    {
        await using var network = await FlakyNetwork.StartAsync(session.Address);
        network.PieceLength = 64;
        var chat = await session.OpenAsync(at: network.Address);
        await chat.Page.EvaluateAsync("""
            () => {
                window.said = [];
                for (const region of document.querySelector('chat-triage').shadowRoot.querySelectorAll('[role=status], [role=alert]'))
                    new MutationObserver(() => region.textContent && window.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
            }
            """);

        await chat.AskAsync("催收打到我单位了怎么办");

        var said = await chat.Page.EvaluateAsync<string[]>("window.said");
        Assert.Equal(2, said.Length);
        Assert.Equal("正在查找回答。", said[0]);
        Assert.StartsWith("回答好了：先给单位一份简短的书面说明", said[1], StringComparison.Ordinal);
        await Expect(chat.Page.Locator("chat-triage .log[aria-live], chat-triage .log [aria-live]")).ToHaveCountAsync(0);
    }

    /// <summary>Opens all that opens, and waits for what is loaded by that.</summary>
    private static async Task OpenEverythingAsync(Chat chat)
    {
        await chat.Log.EvaluateAsync("log => { for (const details of log.querySelectorAll('details')) details.open = true; }");
        await Expect(chat.Log.GetByText("正在打开。")).ToHaveCountAsync(0);
    }

    /// <summary>All rules in the light, and in the dark those that depend on it.</summary>
    private static async Task AssertAccessibleAsync(IPage page)
    {
        await AssertNoViolationsAsync(page, Standard);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await AssertNoViolationsAsync(page, new AxeRunOptions { RunOnly = RunOnlyOptions.Rules("color-contrast") });
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
    }

    private static async Task AssertNoViolationsAsync(IPage page, AxeRunOptions options)
    {
        var result = await page.RunAxe(options);
        Assert.NotEmpty(result.Passes);
        Assert.Empty(result.Violations.Select(violation => $"{violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
    }
}
