using System.Text;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>What the account says to whom.</summary>
public sealed class MessageTests(PlainService shared) : IClassFixture<PlainService>
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";

    private readonly ChatTriageApplication service = shared.Service;
    private readonly WeChatAccount account = new(shared.Service);

    [Fact]
    public async Task A_question_gets_the_verdict_first_and_the_rest_on_further_pages()
    {
        var verdict = (await service.Ask(Question)).GetProperty("answer").GetProperty("verdict").GetString()!;

        var first = await account.Say(Question);

        Assert.StartsWith(verdict, first, StringComparison.Ordinal);
        Assert.EndsWith("回复 2 看全文", first, StringComparison.Ordinal);
        var rest = new StringBuilder();
        for (var page = await account.Say("2"); !page.StartsWith("已经是最后一页", StringComparison.Ordinal); page = await account.Say("2"))
        {
            Assert.True(Encoding.UTF8.GetByteCount(page) <= 2000);
            rest.Append(page);
        }

        var whole = first + rest;
        foreach (var heading in new[] { "现在可以先做", "【你的权利】", "【对方不能做】", "【怎么投诉】", "【当心】", "【找谁】", "【出处】", "【再问一次，写上这几点，会更准】" })
            Assert.Contains(heading, whole, StringComparison.Ordinal);
        Assert.Contains("（依据：民法典第四百六十五条", whole, StringComparison.Ordinal);
        Assert.Contains("不是针对个案的法律意见", whole, StringComparison.Ordinal);
        Assert.Equal(first, await account.Say("1"));
    }

    [Theory]
    [InlineData("我真的不想活了")]
    [InlineData("我吃了一瓶安眠药")]
    [InlineData("我弟说他不想活了怎么办")]
    public async Task The_crisis_card_is_the_whole_message(string words)
    {
        var card = (await service.Ask(words)).GetProperty("answer");

        var reply = await account.Say(words);

        Assert.Equal($"{card.GetProperty("verdict").GetString()}\n\n{card.GetProperty("text").GetString()}".Trim(), reply);
        Assert.Contains("110", reply, StringComparison.Ordinal);
        Assert.True(Encoding.UTF8.GetByteCount(reply) <= 2000);
    }

    [Fact]
    public async Task Violence_under_way_begins_with_110()
    {
        var reply = await account.Say("催收现在拿着刀在我家门口打我");

        Assert.StartsWith("先打 110", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_ours_gets_a_kind_answer_without_a_checklist()
    {
        var reply = await account.Say("今天天气怎么样");

        Assert.Contains("不在我能回答的范围里", reply, StringComparison.Ordinal);
        Assert.DoesNotContain("【", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_subscribes_is_welcomed_told_what_it_is_and_what_not_to_send()
    {
        var reply = await account.Deliver(account.Event("subscribe"));

        Assert.Contains("我是程序，不是真人", reply, StringComparison.Ordinal);
        Assert.Contains("不要发姓名、身份证号、银行卡号", reply, StringComparison.Ordinal);
        Assert.Contains("不是针对个案的法律意见", reply, StringComparison.Ordinal);
        Assert.Contains("12356", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsubscribe")]
    [InlineData("VIEW")]
    [InlineData("LOCATION")]
    [InlineData("TEMPLATESENDJOBFINISH")]
    public async Task Events_that_ask_nothing_get_an_empty_reply(string name) =>
        Assert.Equal("", await account.Deliver(account.Event(name, "<EventKey><![CDATA[k]]></EventKey>")));

    [Fact]
    public async Task A_tap_on_the_menu_asks_its_key() =>
        Assert.Equal(await account.Say(Question), await account.Deliver(account.Event("CLICK", $"<EventKey><![CDATA[{Question}]]></EventKey>")));

    [Theory]
    [InlineData("<MsgType><![CDATA[voice]]></MsgType><MediaId><![CDATA[m]]></MediaId><Format><![CDATA[amr]]></Format><MsgId>1</MsgId>")]
    [InlineData("<MsgType><![CDATA[voice]]></MsgType><MediaId><![CDATA[m]]></MediaId><Recognition></Recognition><MsgId>2</MsgId>")]
    [InlineData("<MsgType><![CDATA[image]]></MsgType><PicUrl><![CDATA[http://example.com/p]]></PicUrl><MediaId><![CDATA[m]]></MediaId><MsgId>3</MsgId>")]
    [InlineData("<MsgType><![CDATA[shortvideo]]></MsgType><MediaId><![CDATA[m]]></MediaId><MsgId>4</MsgId>")]
    [InlineData("<MsgType><![CDATA[location]]></MsgType><Location_X>31.2</Location_X><Label><![CDATA[家]]></Label><MsgId>5</MsgId>")]
    [InlineData("<MsgType><![CDATA[link]]></MsgType><Url><![CDATA[http://example.com]]></Url><MsgId>6</MsgId>")]
    [InlineData("<MsgType><![CDATA[of-tomorrow]]></MsgType><MsgId>7</MsgId>")]
    public async Task What_is_no_text_is_asked_for_in_words(string content) =>
        Assert.StartsWith("我现在只看得懂文字", await account.Deliver(account.Message(content)), StringComparison.Ordinal);

    [Fact]
    public async Task A_voice_message_counts_by_what_WeChat_heard() =>
        Assert.Equal(await account.Say(Question), await account.Deliver(account.Message($"<MsgType><![CDATA[voice]]></MsgType><Recognition><![CDATA[{Question}]]></Recognition><MsgId>8</MsgId>")));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task An_empty_text_is_asked_for_a_question(string words) => Assert.Equal("请写下你的问题。", await account.Say(words));

    [Fact]
    public async Task A_text_beyond_all_measure_is_told_so() => Assert.Contains("最多 4000 字", await account.Say(new string('债', 4001)), StringComparison.Ordinal);

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("回复 2")]
    [InlineData(" 1\n")]
    public async Task A_number_without_an_answer_waiting_is_explained(string words) =>
        Assert.Contains("直接把问题写给我", await account.Say(words), StringComparison.Ordinal);

    [Fact]
    public async Task Facts_of_one_message_count_in_the_next_and_are_forgotten_on_request()
    {
        await account.Say("催收昨天给我妈打电话了，我该怎么办");
        var remembering = await WholeOf("我能要求他们停止联系吗");
        Assert.StartsWith("已经忘记了", await account.Say("忘记"), StringComparison.Ordinal);
        var fresh = await WholeOf("我能要求他们停止联系吗");

        const string asked = "催收已经联系你的家人、朋友或同事了吗";
        Assert.DoesNotContain(asked, remembering, StringComparison.Ordinal);
        Assert.Contains(asked, fresh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_unsubscribes_is_forgotten()
    {
        await account.Say("催收昨天给我妈打电话了，我该怎么办");

        await account.Deliver(account.Event("unsubscribe"));

        Assert.Contains("直接把问题写给我", await account.Say("1"), StringComparison.Ordinal);
        Assert.Contains("催收已经联系你的家人、朋友或同事了吗", await WholeOf("我能要求他们停止联系吗"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_in_somebodys_words_makes_no_link()
    {
        var reply = await WholeOf("催收说<a href=\"http://evil.example\">点这里</a>就不打我妈电话了，昨天他们还是给我妈打电话了");

        Assert.DoesNotContain("<a", reply, StringComparison.Ordinal);
    }

    private async Task<string> WholeOf(string question)
    {
        var whole = new StringBuilder(await account.Say(question));
        for (var page = await account.Say("2"); !page.StartsWith("已经是最后一页", StringComparison.Ordinal); page = await account.Say("2")) whole.Append(page);
        return whole.ToString();
    }
}
