using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>A connection that breaks, crawls or is not there always leaves a way on.</summary>
[Collection(nameof(InBrowser))]
public sealed class BadNetworkTests(BrowserSession session)
{
    private const string Question = "催收打到我单位了怎么办";
    private const string AfterTheVerdict = "event: text";

    [Fact]
    public async Task A_stream_that_is_cut_in_the_middle_is_asked_for_again_in_one_piece()
    {
        await using var network = await FlakyNetwork.StartAsync(session.Address);
        network.CutStreamAfter = AfterTheVerdict;
        var chat = await session.OpenAsync(at: network.Address);

        await chat.AskAsync(Question);

        await Expect(chat.Verdict).ToContainTextAsync("书面说明");
        await Expect(chat.Card("现在先做")).ToHaveCountAsync(1);
        Assert.Equal(["/api/v1/questions/stream", "/api/v1/questions"], network.Asked);
        Assert.Matches("^[0-9a-f]{32}$", network.Keys[0]);
        Assert.Equal(network.Keys[0], network.Keys[1]);
        await chat.AskAsync(Question);
        Assert.NotEqual(network.Keys[0], network.Keys[2]);
    }

    [Fact]
    public async Task What_has_arrived_stays_and_a_tap_tries_again_when_nothing_gets_through()
    {
        await using var network = await FlakyNetwork.StartAsync(session.Address);
        network.CutStreamAfter = AfterTheVerdict;
        network.DropsWholeAnswers = true;
        var chat = await session.OpenAsync(at: network.Address);

        await chat.SendAsync(Question);
        var fault = chat.LastTurn.Locator(".fault");
        await Expect(fault).ToHaveTextAsync("网络不稳，点这里重试；急事请打 110");
        await Expect(fault.Locator("a")).ToHaveAttributeAsync("href", "tel:110");
        await Expect(chat.Card("现在先做")).ToHaveCountAsync(1);
        await chat.PictureAsync("cut-in-the-middle");

        network.CutStreamAfter = null;
        await fault.GetByRole(AriaRole.Button).ClickAsync();
        await chat.AnsweredAsync();
        await Expect(fault).ToHaveCountAsync(0);
        await Expect(chat.Verdict).ToContainTextAsync("书面说明");
    }

    [Fact]
    public async Task Characters_cut_in_two_between_pieces_come_out_whole()
    {
        await using var network = await FlakyNetwork.StartAsync(session.Address);
        network.PieceLength = 7;
        var chat = await session.OpenAsync(at: network.Address);

        await chat.AskAsync(Question);

        await Expect(chat.Verdict).ToHaveTextAsync("先给单位一份简短的书面说明，请同事帮忙留记录；再要求放款机构停止联系单位并投诉。单位和同事没有替你还的义务。");
        Assert.DoesNotContain("\uFFFD", await chat.LastTurn.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["/api/v1/questions/stream"], network.Asked);
    }

    [Fact]
    public async Task A_slow_network_is_said_and_the_answer_still_comes()
    {
        await using var network = await FlakyNetwork.StartAsync(session.Address);
        network.Delay = TimeSpan.FromSeconds(6);
        var chat = await session.OpenAsync(at: network.Address);

        await chat.SendAsync(Question);
        await chat.PictureAsync("waiting");
        await Expect(chat.LastTurn.Locator(".state")).ToContainTextAsync("网络有点慢，还在等回答。急事请打 110", new() { Timeout = 8000 });
        await chat.PictureAsync("slow");
        await chat.AnsweredAsync();
        await Expect(chat.LastTurn.Locator(".state")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Offline_is_said_at_once_and_the_retry_works_when_the_network_is_back()
    {
        var chat = await session.OpenAsync();
        await chat.Page.Context.SetOfflineAsync(true);

        await chat.SendAsync(Question);
        var fault = chat.LastTurn.Locator(".fault");
        await Expect(fault).ToHaveTextAsync("现在没有网络，点这里重试；急事请打 110，打电话不用上网");
        await chat.PictureAsync("offline");

        await chat.Page.Context.SetOfflineAsync(false);
        await fault.GetByRole(AriaRole.Button).ClickAsync();
        await chat.AnsweredAsync();
    }

    [Fact]
    public async Task A_new_question_takes_the_place_of_one_that_is_still_waiting()
    {
        await using var network = await FlakyNetwork.StartAsync(session.Address);
        network.Delay = TimeSpan.FromSeconds(3);
        var chat = await session.OpenAsync(at: network.Address);

        await chat.SendAsync(Question);
        await chat.AskAsync("我不想活了");

        await Expect(chat.Page.Locator("chat-triage .turn").Nth(1)).ToContainTextAsync("先回答下面这一句。");
        await Expect(chat.Card("先保证安全")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_question_that_is_too_long_is_kept_and_said()
    {
        var chat = await session.OpenAsync();
        await chat.SendAsync(new string('催', 4001));
        await Expect(chat.Page.Locator("chat-triage .notice")).ToHaveTextAsync("问题最多 4000 字，现在有 4001 字，请删短一些。");
        await Expect(chat.Input).ToHaveValueAsync(new string('催', 4001));
    }

    [Fact]
    public async Task What_the_service_refuses_is_said_in_its_words()
    {
        var chat = await session.OpenAsync();
        await chat.SendAsync("爆通讯录\u0007怎么办");
        await Expect(chat.LastTurn.Locator(".fault")).ToHaveTextAsync("问题里有不能显示的控制字符，请去掉。");
    }
}
