using static Microsoft.Playwright.Assertions;

namespace ChatTriage.Browser.Tests;

/// <summary>Danger comes first, with numbers to tap.</summary>
[Collection(nameof(InBrowser))]
public sealed class CrisisTests(BrowserSession session)
{
    [Fact]
    public async Task Somebody_who_may_harm_themselves_sees_the_crisis_card_alone()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("我不想活了");

        await Expect(chat.LastTurn.Locator("section.card")).ToHaveCountAsync(1);
        var card = chat.Card("先保证安全");
        await Expect(card.Locator(".actions a")).ToHaveTextAsync(["拨打 110报警", "拨打 120医疗急救", "拨打 12356全国统一心理援助热线"]);
        foreach (var call in await card.Locator(".actions a").AllAsync()) await Expect(call).ToBeInViewportAsync(new() { Ratio = 1 });
        await Expect(card.Locator(".actions a").Last).ToHaveAttributeAsync("href", "tel:12356");
        await Expect(chat.LastTurn).Not.ToContainTextAsync("法律意见");
        await Expect(chat.Page.Locator("chat-triage [role=alert]")).ToContainTextAsync("先让你安全");
        await chat.PictureAsync("crisis-self-harm");
        await chat.LongPictureAsync("crisis-self-harm-whole");
    }

    [Fact]
    public async Task For_violence_under_way_safety_stands_before_the_rest()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("催收现在在砸我家门");

        Assert.Equal("先保证安全", await chat.LastTurn.Locator("section.card").First.GetAttributeAsync("aria-label"));
        await Expect(chat.Card("先保证安全").Locator(".actions a").First).ToHaveTextAsync("拨打 110报警");
        await Expect(chat.Card("留好证据")).ToHaveCountAsync(1);
        await chat.PictureAsync("crisis-violence");
        await chat.LongPictureAsync("crisis-violence-whole");
    }

    [Fact]
    public async Task Urgent_signals_stand_above_the_verdict()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("催收打到我单位了怎么办");
        await Expect(chat.LastTurn.Locator(".bubble.theirs > p").First).ToHaveTextAsync("催收已经找到你身边的人，先请他们留下记录、别答应替还。");
        await chat.PictureAsync("urgent");
    }

    [Fact]
    public async Task What_is_not_ours_to_answer_is_declined_kindly_without_cards()
    {
        var chat = await session.OpenAsync();
        await chat.AskAsync("怎么做红烧肉");
        await Expect(chat.Verdict).ToContainTextAsync("不在我能回答的范围里");
        await Expect(chat.LastTurn.Locator(".reasons")).ToContainTextAsync("人身有危险请打 110");
        await chat.PictureAsync("out-of-scope");
    }
}
