using ChatTriage.Knowledge;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Understanding;

/// <summary>A mention is not a fact.</summary>
public sealed class StatusTests
{
    [Theory]
    [InlineData("催收昨天给我妈打电话了", "contacts-called", MentionStatus.Asserted)]
    [InlineData("他们没给我妈打电话，就打我自己", "contacts-called", MentionStatus.Denied)]
    [InlineData("他们会给我妈打电话吗", "contacts-called", MentionStatus.Asked)]
    [InlineData("好怕他们给我妈打电话", "contacts-called", MentionStatus.Feared)]
    [InlineData("如果他们给我妈打电话我该怎么说", "contacts-called", MentionStatus.Supposed)]
    [InlineData("催收说要给我妈打电话", "contacts-called", MentionStatus.Reported)]
    [InlineData("催收昨天上门了", "home-visit", MentionStatus.Asserted)]
    [InlineData("催收还没上门", "home-visit", MentionStatus.Denied)]
    [InlineData("担心催收上门", "home-visit", MentionStatus.Feared)]
    [InlineData("催收天天骂我", "insulted", MentionStatus.Asserted)]
    [InlineData("他们倒是没骂人", "insulted", MentionStatus.Denied)]
    [InlineData("他们没上过门", "home-visit", MentionStatus.Denied)]
    [InlineData("要是上门了我能不开门吗", "home-visit", MentionStatus.Supposed)]
    [InlineData("催收会不会上门", "home-visit", MentionStatus.Asked)]
    [InlineData("客服讲已经把我起诉了，可我什么纸都没收到", "sued", MentionStatus.Reported)]
    [InlineData("我被银行起诉了", "sued", MentionStatus.Asserted)]
    [InlineData("我昨天收到法院传票了", "served-documents", MentionStatus.Asserted)]
    [InlineData("我还没收到传票", "served-documents", MentionStatus.Denied)]
    [InlineData("如果收到传票我该怎么办", "served-documents", MentionStatus.Supposed)]
    [InlineData("我只给了定位，没给通讯录权限", "app-read-contacts", MentionStatus.Denied)]
    public void It_is_asserted_denied_asked_feared_supposed_or_reported(string question, string fact, MentionStatus status) =>
        Assert.Equal(status, Reader.Status(question, fact));

    [Theory]
    [InlineData("网贷逾期接电话了还会爆通讯录吗")]
    [InlineData("怕他们爆通讯录")]
    [InlineData("如果爆通讯录怎么办")]
    [InlineData("催收说要爆我通讯录")]
    public void What_is_not_asserted_or_denied_is_no_fact(string question) => Assert.Null(Reader.Fact(question, "contacts-called"));

    [Fact]
    public void A_threat_to_sue_is_said_but_nobody_has_sued()
    {
        Assert.Equal("true", Reader.Fact("催收说要起诉我，我该怎么办", "said-will-sue"));
        Assert.Null(Reader.Fact("催收说要起诉我，我该怎么办", "sued"));
    }

    [Theory]
    [InlineData("催收说要给我爸妈打电话", "contacts-called")]
    [InlineData("催收放话要去我单位闹", "workplace-visit")]
    public void A_threat_is_asserted_and_the_deed_only_announced(string question, string deed)
    {
        Assert.Equal("true", Reader.Fact(question, "threatened"));
        Assert.Null(Reader.Fact(question, deed));
    }

    [Theory]
    [InlineData("我朋友欠了网贷，催收一直打我电话", "friends")]
    [InlineData("我是他表姐，他欠的钱，催收一天给我打七八个电话", "family")]
    [InlineData("我同事欠的钱，催收一直打我电话，我是他填的紧急联系人", "emergency-contact")]
    public void Who_is_called_may_be_the_one_who_asks(string question, string who) =>
        Assert.Contains(who, Reader.Fact(question, "contacts-called-who"), StringComparison.Ordinal);

    [Theory]
    [InlineData("催收给我妈打电话了", "family")]
    [InlineData("他们打到我单位来了，同事都知道了", "workplace")]
    [InlineData("他们给我朋友打电话了", "friends")]
    [InlineData("他们给我的紧急联系人打电话了", "emergency-contact")]
    public void Who_was_called_is_told_with_the_call(string question, string who) =>
        Assert.Contains(who, Reader.Fact(question, "contacts-called-who"), StringComparison.Ordinal);

    [Theory]
    [InlineData("他们把我欠多少一五一十讲给我们店长听了", "contacts-called")]
    [InlineData("有个男的自称经侦的，让我今天去报到", "impersonated-officials")]
    [InlineData("昨天两个人在我家楼下转悠，还往门上贴了张纸", "home-visit")]
    [InlineData("钱还没放下来就先让我充三千块会员", "asked-upfront-fee")]
    [InlineData("骂得特别难听，什么脏话都有", "insulted")]
    [InlineData("合同写两万，实际只给了我一万六", "disbursed-less-than-contract")]
    [InlineData("我愿意分期慢慢还上，就是现在拿不出来", "willing-to-repay")]
    public void A_fact_is_heard_in_words_that_no_pattern_foresaw(string question, string fact) => Assert.Equal("true", Reader.Fact(question, fact));

    [Theory]
    [InlineData("表姐要是知道我欠了债会怎么想", "contacts-called")]
    [InlineData("经侦会不会管信用卡逾期", "impersonated-officials")]
    [InlineData("先充会员再放款的平台是不是都是骗子", "asked-upfront-fee")]
    [InlineData("催收骂人犯法吗", "insulted")]
    [InlineData("怕他们哪天在我家门上贴纸", "home-visit")]
    public void What_is_asked_or_feared_in_such_words_is_not_heard_as_a_fact(string question, string fact) => Assert.Null(Reader.Fact(question, fact));

    [Theory]
    [InlineData("我朋友欠了网贷，催收一直打我电话", Speaker.Contact)]
    [InlineData("我帮同事做了担保，现在银行找我", Speaker.Guarantor)]
    [InlineData("我信用卡逾期了", Speaker.Borrower)]
    public void The_one_who_asks_is_told_apart(string question, Speaker speaker) => Assert.Equal(speaker, Reader.Read(question).Speaker);

    /// <summary>Saying that something did not happen never asserts that it did.</summary>
    [Property]
    public Property Denying_never_asserts() => Prop.ForAll(
        Gen.Elements("给我妈打电话", "上门", "骂我", "联系我同事", "去我单位").ToArbitrary(),
        Gen.Elements("他们", "催收", "对方", "平台").ToArbitrary(),
        (deed, who) =>
        {
            var denied = Reader.Read($"{who}没有{deed}");
            Assert.DoesNotContain(denied.Facts, fact => fact.Value is FactValue.Flag { Value: true } && fact.Id is "contacts-called" or "home-visit" or "insulted" && fact.Value.ToString() == "true");
        });
}
