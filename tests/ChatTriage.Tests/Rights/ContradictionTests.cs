using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Rights;

/// <summary>What does not go together with what was said before is asked about; what was said last counts until then.</summary>
public sealed class ContradictionTests
{
    private static readonly Triage Triage = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    [Fact]
    public void The_question_names_both_and_offers_both()
    {
        var answer = Ask("催收没有联系我家人，我能不能不接电话", Known("contacts-called", new FactValue.Flag(true)));

        var asked = answer.FollowUps[0];
        Assert.Equal("contacts-called", asked.Fact.Id);
        Assert.Contains("你之前说的是「是」，这次说的是「否」", asked.Question, StringComparison.Ordinal);
        Assert.Equal([new FactValue.Flag(false), new FactValue.Flag(true)], asked.Options.Select(option => option.Value));
        Assert.Equal(new FactValue.Flag(false), answer.Facts.Single(fact => fact.Id == "contacts-called").Value);
        Assert.True(answer.FollowUps.Count <= 3);
    }

    [Fact]
    public void A_denial_takes_its_details_along()
    {
        var answer = Ask(
            "催收没有联系我家人，我能不能不接电话",
            Known("contacts-called", new FactValue.Flag(true)), Known("contacts-called-who", new FactValue.Set(["family"])));

        Assert.DoesNotContain(answer.Facts, fact => fact.Id == "contacts-called-who");
    }

    [Theory]
    [InlineData("我网贷逾期三个月了，催收天天打电话", "overdue-days", 60, false)]
    [InlineData("我网贷逾期三个月了，催收天天打电话", "overdue-days", 200, true)]
    public void Days_that_went_by_are_no_contradiction(string question, string fact, int before, bool isAsked)
    {
        var answer = Ask(question, Known(fact, new FactValue.Number(before)));

        Assert.Equal(isAsked, answer.FollowUps.Any(asked => asked.Fact.Id == fact && asked.Question.Contains("以哪个为准", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_happened_since_is_no_contradiction() =>
        Assert.DoesNotContain(Ask("催收昨天给我妈打电话了", Known("contacts-called", new FactValue.Flag(false))).FollowUps, asked => asked.Fact.Id == "contacts-called");

    [Theory]
    [InlineData("我还没还清", "debt-paid-off")]
    [InlineData("我还没投诉", "complained-to-lender")]
    [InlineData("没有报警", "reported-to-police")]
    [InlineData("我没有交钱", "money-transferred")]
    [InlineData("我没收到支付令", "payment-order-served")]
    [InlineData("算了，是我自己借的", "debt-not-mine")]
    [InlineData("我不想还了", "willing-to-repay")]
    public void What_was_said_can_be_denied(string question, string fact)
    {
        var answer = Ask(question, Known(fact, new FactValue.Flag(true)));

        Assert.Equal(new FactValue.Flag(false), answer.Facts.Single(known => known.Id == fact).Value);
        Assert.Equal(fact, answer.FollowUps[0].Fact.Id);
    }

    [Fact]
    public void A_correction_names_who_it_was_and_not_who_else()
    {
        var answer = Ask("其实没有打给我妈，是打给我同事了", Known("contacts-called", new FactValue.Flag(true)), Known("contacts-called-who", new FactValue.Set(["family"])));

        Assert.Equal(new FactValue.Set(["workplace"]), answer.Facts.Single(fact => fact.Id == "contacts-called-who").Value);
    }

    [Fact]
    public void A_correction_of_the_lender_or_the_amount_counts_though_it_names_nothing_else()
    {
        Assert.Equal(new FactValue.Choice("platform"), Ask("不是信用卡，是网贷平台借的", Known("lender-type", new FactValue.Choice("bank"))).Facts.Single(fact => fact.Id == "lender-type").Value);
        Assert.Equal(new FactValue.Number(50000), Ask("准确说是5万", Known("amount-yuan", new FactValue.Number(30000))).Facts.Single(fact => fact.Id == "amount-yuan").Value);
    }

    [Fact]
    public void A_number_is_named_as_it_was_said()
    {
        var answer = Ask("每天打20个电话", Known("calls-per-day", new FactValue.Number(10)));

        Assert.Contains("这次说的是「20次」", answer.FollowUps[0].Question, StringComparison.Ordinal);
    }

    private static Fact Known(string id, FactValue value) => new(id, value, FactSource.Conversation);

    private static Answer Ask(string question, params Fact[] known) => Triage.Ask(new Question(question, known, new DateOnly(2026, 11, 23)));
}
