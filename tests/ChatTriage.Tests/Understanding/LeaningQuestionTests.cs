using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Understanding;

namespace ChatTriage.Tests.Understanding;

/// <summary>A question without a subject is understood by what was talked about before, offline.</summary>
public sealed class LeaningQuestionTests
{
    private static readonly Triage Triage = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));
    private static readonly DateOnly Day = new(2026, 11, 23);

    [Theory]
    [InlineData("逾期记录在征信上保留多久", "多久", "credit-report")]
    [InlineData("逾期记录在征信上保留多久", "那还清以后呢", "credit-report")]
    [InlineData("收到法院传票了怎么办", "那不去呢", "legal-process")]
    [InlineData("收到法院传票了怎么办", "要多久", "legal-process")]
    [InlineData("收到法院传票了怎么办", "要是不在本地呢", "legal-process")]
    [InlineData("信用卡怎么协商分期", "要什么材料", "negotiation")]
    [InlineData("信用卡怎么协商分期", "他们不同意呢", "negotiation")]
    [InlineData("贷款先交解冻费是不是骗子", "那钱还能要回来吗", "scams")]
    [InlineData("怎么投诉催收", "多久", "complaints")]
    [InlineData("怎么投诉催收", "有用吗", "complaints")]
    [InlineData("网贷利息最高多少合法", "那超过的呢", "interest-and-fees")]
    [InlineData("网贷逾期接电话了还会爆通讯录吗", "那我老婆呢", "contact-harassment")]
    [InlineData("收到法院传票了怎么办", "要请律师吗", "legal-process")]
    [InlineData("收到法院传票了怎么办", "假的怎么看出来", "legal-process")]
    [InlineData("被限制高消费了怎么办", "多久能解除", "legal-process")]
    [InlineData("信用卡逾期怎么协商分期", "他们不同意怎么办", "negotiation")]
    [InlineData("网贷利息超过24%要还吗", "怎么算", "interest-and-fees")]
    [InlineData("逾期记录在征信上保留多久", "影响我老婆买房吗", "credit-report")]
    [InlineData("贷款要先交解冻费是真的吗", "我转了5000", "scams")]
    [InlineData("催收打到我单位了", "我该怎么办", "contact-harassment")]
    [InlineData("我欠了3万块逾期了", "准确说是5万", "hardship")]
    [InlineData("老公瞒着我借了网贷", "要我还吗", "family-liability")]
    [InlineData("我给弟弟做了担保，他跑了", "银行会找我吗", "family-liability")]
    public void What_is_left_out_is_what_was_talked_about(string before, string question, string topic)
    {
        var answer = AskAfter(before, question);

        Assert.Equal(Scope.InScope, answer.Understood.Scope);
        Assert.Contains(topic, answer.Understood.Topics.Select(found => found.TopicId));
        Assert.NotEmpty(answer.Citations);
    }

    [Theory]
    [InlineData("网贷逾期接电话了还会爆通讯录吗", "那要是他们上门呢", "collection-conduct")]
    [InlineData("网贷逾期接电话了还会爆通讯录吗", "那征信呢", "credit-report")]
    [InlineData("收到法院传票了怎么办", "那利息呢", "interest-and-fees")]
    public void A_topic_of_its_own_counts_more_than_what_was_talked_about(string before, string question, string topic) =>
        Assert.Equal(topic, AskAfter(before, question).Understood.Topics[0].TopicId);

    [Theory]
    [InlineData("那股票呢")]
    [InlineData("那今天天气呢")]
    [InlineData("那推荐个口子呢")]
    [InlineData("今晚吃火锅吗")]
    [InlineData("怎么做红烧肉")]
    [InlineData("感冒吃什么药")]
    [InlineData("推荐一部电影")]
    [InlineData("你是机器人吗")]
    [InlineData("那你叫什么名字呢")]
    public void What_is_not_ours_does_not_become_ours(string question) =>
        Assert.NotEqual(Scope.InScope, AskAfter("网贷逾期接电话了还会爆通讯录吗", question).Understood.Scope);

    [Theory]
    [InlineData("多久")]
    [InlineData("那不去呢")]
    public void Without_a_turn_before_it_stays_as_it_is(string question) =>
        Assert.Equal(Triage.Ask(new Question(question, [], Day)).Understood.Scope, Triage.Ask(new Question(question, [], Day) { Before = null }).Understood.Scope);

    [Fact]
    public void A_cry_for_help_is_heard_whatever_was_talked_about() => Assert.True(AskAfter("收到法院传票了怎么办", "那我不想活了").IsCrisisCard);

    [Fact]
    public void Only_the_question_itself_states_facts()
    {
        var answer = AskAfter("催收昨天给我妈打电话了", "那要是他们上门呢");

        Assert.DoesNotContain(answer.Facts, fact => fact.Source == FactSource.Question);
    }

    [Theory]
    [InlineData("网贷逾期接电话了还会爆通讯录吗", "那他们打我妈电话呢", "contacts-called")]
    [InlineData("催收说要上门怎么办", "那去我老家呢", "home-visit")]
    public void What_is_only_imagined_is_no_fact(string before, string question, string fact) =>
        Assert.DoesNotContain(AskAfter(before, question).Facts, known => known.Id == fact);

    [Fact]
    public void Another_kind_of_debt_is_asked_about_on_its_own()
    {
        const string before = "信用卡逾期怎么协商分期";

        Assert.Equal("card-personalised-instalments", AskAfter(before, "要什么材料").Citations[0].Passage.Article.Id);
        Assert.Equal("how-to-negotiate", AskAfter(before, "那网贷呢").Citations[0].Passage.Article.Id);
    }

    [Theory]
    [InlineData("还要一直接他们的电话吗", Speaker.Contact)]
    [InlineData("我自己的信用卡也逾期了怎么办", Speaker.Borrower)]
    public void Who_asked_goes_on_asking_until_the_words_tell_otherwise(string question, Speaker speaker) =>
        Assert.Equal(speaker, AskAfter("我朋友欠网贷，催收总打给我", question).Understood.Speaker);

    private static Answer AskAfter(string before, string question)
    {
        var first = Triage.Ask(new Question(before, [], Day));
        Assert.NotEmpty(first.Citations);
        var earlier = new EarlierTurn([.. first.Understood.Topics.Select(topic => topic.TopicId)], first.Citations[0].Passage.Article.Id, first.Understood.Speaker);
        return Triage.Ask(new Question(question, [], Day) { Before = earlier });
    }
}
