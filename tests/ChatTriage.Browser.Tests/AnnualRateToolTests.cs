using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>What a loan really costs, from the answer on interest to the caps of that lender.</summary>
[Collection(nameof(InBrowser))]
public sealed class AnnualRateToolTests(BrowserSession session)
{
    private const string Question = "利息太高了怎么办";

    [Fact]
    public async Task An_equal_plan_gets_the_rate_the_recognised_principal_and_the_cap_of_the_lender()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("算一算真实年利率");
        await FillPlanAsync(tool);
        await tool.GetByLabel("合同上写借多少元").FillAsync("1万");
        await tool.GetByLabel("钱是谁放给你的").SelectOptionAsync("private");

        await tool.GetByRole(AriaRole.Button, new() { Name = "算一算" }).ClickAsync();

        await Expect(tool.Locator(".result .lead")).ToContainTextAsync("按单利算约 56.75%");
        await Expect(tool.Locator(".result .lead")).ToBeInViewportAsync();
        await Expect(tool.Locator(".figures")).ToContainTextAsync("法律认可的本金9,000 元");
        var cap = tool.GetByRole(AriaRole.Region, new() { Name = "对照合同那天的上限" }).Locator("li").First;
        await Expect(cap).ToContainTextAsync("一年 12%");
        await Expect(cap).ToContainTextAsync("对你适用");
        await cap.Locator("summary").ClickAsync();
        await Expect(cap.Locator(".basis")).ToContainTextAsync("《民间借贷司法解释》第二十五条");
        await Expect(tool.Locator("img")).ToHaveAttributeAsync("alt", "每期还款：本金 9,000 元，利息 3,000 元，费用 0 元");
        Assert.True(await tool.Locator("img").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"));
        await Expect(chat.Page.Locator("chat-triage .unseen[role=status]")).ToContainTextAsync("按单利算约 56.75%");
        await chat.PictureAsync("tool-annual-rate");
        await chat.LongPictureAsync("tool-annual-rate-whole");
    }

    [Fact]
    public async Task Payments_of_any_kind_are_written_one_a_line()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("算一算真实年利率");
        await tool.GetByLabel("实际到手多少元").FillAsync("9,000元");
        await tool.GetByLabel("哪天到手").FillAsync("2025-06-01");
        await tool.GetByText("每笔不一样").ClickAsync();
        await Expect(tool.GetByLabel("一共几期")).ToBeHiddenAsync();
        await tool.GetByLabel("每一笔还款和费用").FillAsync("2025-07-01 5000\n2025年8月1日，5,000元\n2025/8/1 90 担保费");
        var sent = chat.Page.WaitForRequestAsync("**/calculators/annual-rate");

        await tool.GetByRole(AriaRole.Button, new() { Name = "算一算" }).ClickAsync();

        Assert.Contains("""{"date":"2025-08-01","amount":90,"kind":"guarantee-fee"}""", (await sent).PostData, StringComparison.Ordinal);
        await Expect(tool.Locator(".result .lead")).ToContainTextAsync("列出的付款一共 10,090 元");
        await Expect(tool.Locator(".result")).ToContainTextAsync("对照哪一条，看放款方是谁");
    }

    [Fact]
    public async Task Faults_stand_beside_their_fields_and_the_first_gets_the_focus()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("算一算真实年利率");
        var calculate = tool.GetByRole(AriaRole.Button, new() { Name = "算一算" });

        await calculate.ClickAsync();
        await Expect(tool.GetByLabel("实际到手多少元")).ToBeFocusedAsync();
        await Expect(tool.GetByLabel("实际到手多少元")).ToHaveAccessibleDescriptionAsync("银行卡、微信或支付宝里真正收到的数 这一项要填。");
        await Expect(tool.Locator(".field-fault:visible")).ToHaveTextAsync(["这一项要填。", "这一项要填。", "这一项要填。", "这一项要填。"]);
        await chat.PictureAsync("tool-faults");

        await FillPlanAsync(tool);
        await tool.GetByLabel("每期以外另收的费用").FillAsync("2025-06-01 300 会员费\n上个月 20");
        await calculate.ClickAsync();
        await Expect(tool.Locator(".field-fault:visible")).ToHaveTextAsync(["第 2 行没有读懂，请写成「2025-07-01 1000」，日期在前。"]);

        await tool.GetByLabel("每期以外另收的费用").FillAsync("");
        await tool.GetByLabel("每期还多少元").FillAsync("0");
        await calculate.ClickAsync();
        await Expect(tool.GetByLabel("每期还多少元")).ToBeFocusedAsync();
        await Expect(tool.Locator(".field-fault:visible")).ToHaveTextAsync(["金额写成大于 0 的数，单位是元，不超过 10 亿，最多两位小数。"]);
    }

    [Fact]
    public async Task What_was_filled_in_stays_when_the_network_fails()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        var tool = await chat.OpenToolAsync("算一算真实年利率");
        await FillPlanAsync(tool);
        await chat.Page.Context.SetOfflineAsync(true);

        await tool.GetByRole(AriaRole.Button, new() { Name = "算一算" }).ClickAsync();
        await Expect(tool.GetByRole(AriaRole.Alert)).ToContainTextAsync("网络不稳，没有算成。填的都还在");

        await chat.Page.Context.SetOfflineAsync(false);
        await tool.GetByRole(AriaRole.Button, new() { Name = "算一算" }).ClickAsync();
        await Expect(tool.Locator(".result .lead")).ToContainTextAsync("56.75%");
        await Expect(tool.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_tool_that_did_not_get_through_opens_with_another_try()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync(Question);
        await chat.Page.Context.SetOfflineAsync(true);
        await chat.Tools.GetByText("算一算真实年利率").ClickAsync();
        var again = chat.Tools.GetByRole(AriaRole.Button, new() { Name = "没有打开，点这里重试" });
        await again.WaitForAsync();

        await chat.Page.Context.SetOfflineAsync(false);
        await again.ClickAsync();

        await Expect(chat.Tools.GetByLabel("实际到手多少元")).ToBeVisibleAsync();
    }

    private static async Task FillPlanAsync(ILocator tool)
    {
        await tool.GetByLabel("实际到手多少元").FillAsync("9000");
        await tool.GetByLabel("哪天到手").FillAsync("2025-06-01");
        await tool.GetByLabel("一共几期").FillAsync("12");
        await tool.GetByLabel("每期还多少元").FillAsync("1000");
    }
}
