using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Writing.Guard;

namespace ChatTriage.Tests.Writing;

/// <summary>What a model may not make of a sentence of a passage, and what is shown in its place: passages of our own, the real words.</summary>
public sealed class ClippingTests
{
    private const string Calls = "接到电话先问对方是谁，再记下号码和时间。催收公司不得在晚上十点以后打电话。反复骚扰的，可以报警。";
    private const string Home = "上门催收的，可以不开门。没有经过你同意，谁都不能进门。催收员砸门的，马上打 110。";
    private const string Standard = "推荐性国家标准写明，没有约定时，晚上十点以后不应打电话。";

    private static readonly Triage Triage = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    [Theory]
    [InlineData(Standard, "强制性国家标准写明，没有约定时，晚上十点以后不应打电话。[1]")]
    [InlineData(Standard, "法律写明，没有约定时，晚上十点以后不应打电话。[1]")]
    [InlineData(Calls, "催收公司不得在中午十点以后打电话。[1]")]
    [InlineData(Home, "上门催收的法院，可以不开门。[1]")]
    [InlineData(Home, "上门催收的，可以免费不开门。[1]")]
    public void A_word_that_changes_the_claim_is_not_put_in(string passage, string sentence) => Assert.NotNull(Judge(passage, sentence));

    [Theory]
    [InlineData("没有经过你同意的，马上打 110。[1]")]
    [InlineData("马上打 110；再可以不开门，然后谁都不能进门。[1]")]
    public void A_condition_is_not_joined_to_what_follows_from_another(string sentence) => Assert.NotNull(Judge(Home, sentence));

    [Theory]
    [InlineData("聊天、对方号码、收款账户、转账回单、网址和 App 页面都截图存好，先别删、别拉黑。", "聊天、对方号码、收款账户、转账回单、网址和 App 页面都截图存好，先别删、别拉黑。")]
    [InlineData("确认是冒充，就保存证据、打 110。", "2. 确认是冒充，就保存证据、打 110。[1]")]
    public void A_warning_that_people_wrote_may_name_what_it_warns_of(string passage, string sentence) => Assert.Null(Judge(passage, sentence));

    [Theory]
    [InlineData("聊天、对方号码都截图存好，先别删、别拉黑。", "聊天、对方号码都截图存好，先拉黑。[1]")]
    [InlineData("「一直拖着，时效就过了」是错的。", "一直拖着，时效就过了。[1]")]
    [InlineData("有人教你换号、关机，不要照做。", "你可以换号、关机。[1]")]
    [InlineData("不要听人教，编造证明、找人做假流水、把房车低价过户给亲戚。", "编造证明、找人做假流水、把房车低价过户给亲戚。[1]")]
    [InlineData("欠着债把房子低价过户、送给亲戚，可能被撤销、构成犯罪。", "欠着债把房子低价过户、送给亲戚。[1]")]
    [InlineData("欠着债把房子低价过户、送给亲戚，可能被撤销、构成犯罪。", "你可以，欠着债把房子低价过户、送给亲戚。[1]")]
    [InlineData("拒收法院文书，不能阻止案件往下走。", "拒收法院文书。[1]")]
    public void What_it_warns_of_is_no_advice(string passage, string sentence) => Assert.NotNull(Judge(passage, sentence));

    [Fact]
    public void A_sentence_that_speaks_of_the_one_before_it_is_shown_with_it() =>
        Assert.Equal("停止催收的要求要写给放款机构。它要在三十日内答复。", Session("停止催收的要求要写给放款机构。它要在三十日内答复。", "网贷逾期了").Nearest("三十天里它得给你答复。", 1));

    [Theory]
    [InlineData("先别慌，机构会答复你的。[1]", "先别慌，")]
    [InlineData("机构会答复你，别慌。[1]", "")]
    public void What_opens_a_sentence_and_claims_nothing_is_known(string sentence, string opening) => Assert.Equal(opening, Session(Calls, "网贷逾期了").OpeningOf(sentence));

    private static GuardReason? Judge(string passage, string sentence) => Session(passage, "催收晚上打电话还上门怎么办").Judge(sentence);

    /// <summary>A session whose one passage has this text.</summary>
    private static AnswerGuard.Session Session(string passage, string text)
    {
        var question = new Question(text, [], new DateOnly(2026, 11, 23));
        var article = Triage.Knowledge.Articles["night-calls"];
        return new AnswerGuard(Triage.Knowledge).Over(question, Triage.Ask(question) with { Citations = [new Citation(1, new Passage(article, "催收", passage), 1)] });
    }
}
