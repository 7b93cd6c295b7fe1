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

    private static Fact Known(string id, FactValue value) => new(id, value, FactSource.Conversation);

    private static Answer Ask(string question, params Fact[] known) => Triage.Ask(new Question(question, known, new DateOnly(2026, 11, 23)));
}
