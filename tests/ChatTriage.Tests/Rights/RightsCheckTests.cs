using ChatTriage.Knowledge;
using ChatTriage.Rights;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Understanding;

namespace ChatTriage.Tests.Rights;

public sealed class RightsCheckTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private readonly FixtureKnowledge fixture = new();

    [Fact]
    public void A_rule_applies_when_its_fact_is_known_and_says_the_borrowers_own_words()
    {
        var item = Check(["contacts"], said: new Fact("contacts-called", new FactValue.Flag(true), FactSource.Question, "昨天打给我妈了")).Checklist
            .Single(item => item.Rule.Id == "stop-calling-contacts");

        Assert.Equal(ItemStatus.Applies, item.Status);
        Assert.Equal("你说到「昨天打给我妈了」。别人不欠钱。", item.Why);
        Assert.Empty(item.DependsOn);
    }

    [Fact]
    public void A_rule_may_apply_while_a_fact_that_we_ask_for_is_unknown_and_the_fact_is_asked_for()
    {
        var findings = Check(["contacts"]);

        var item = Assert.Single(findings.Checklist);
        Assert.Equal(ItemStatus.MayApply, item.Status);
        Assert.Equal(["contacts-called"], item.DependsOn);
        Assert.Equal("contacts-called", Assert.Single(findings.FollowUps).Fact.Id);
    }

    [Fact]
    public void A_rule_is_left_out_when_its_fact_is_denied_or_when_it_hangs_on_a_fact_that_nobody_is_asked_for()
    {
        Assert.Empty(Check(["contacts"], said: new Fact("contacts-called", new FactValue.Flag(false), FactSource.Question, "没联系别人")).Checklist);
        Assert.DoesNotContain(Check(["calls"]).Checklist, item => item.Rule.Id == "too-many-calls");
    }

    [Fact]
    public void A_stated_fact_brings_up_its_rules_off_topic_but_a_topic_alone_does_not_bring_up_others()
    {
        var said = new Fact("contacts-called", new FactValue.Flag(true), FactSource.Question, "打给我妈了");
        Assert.Contains(Check(["calls"], said).Checklist, item => item.Rule.Id == "stop-calling-contacts");
        Assert.DoesNotContain(Check(["calls"]).Checklist, item => item.Rule.Id == "stop-calling-contacts");
    }

    [Theory]
    [InlineData(2025, "第四十二条")]
    [InlineData(2026, "第五十条")]
    public void The_basis_is_the_provision_of_the_day(int year, string article)
    {
        var item = Check(["calls"], asOf: new DateOnly(year, 8, 1)).Checklist.Single(item => item.Rule.Id == "no-harassment");
        Assert.Equal(article, Assert.Single(item.Basis).Provision.Article);
    }

    [Fact]
    public void A_rule_is_not_shown_before_its_first_day()
    {
        var often = new Fact("calls-per-day", new FactValue.Number(20), FactSource.Question, "一天二十个");
        Assert.Contains(Check(["calls"], often).Checklist, item => item.Rule.Id == "too-many-calls");
        Assert.DoesNotContain(Check(["calls"], often, new DateOnly(2026, 2, 28)).Checklist, item => item.Rule.Id == "too-many-calls");
    }

    [Fact]
    public void What_is_told_with_the_request_outweighs_the_words_and_the_words_outweigh_what_is_remembered()
    {
        var words = new Fact("contacts-called", new FactValue.Flag(true), FactSource.Question, "打给我妈了");

        Assert.Equal(FactSource.Question, CalledAccordingTo(words, new Fact("contacts-called", new FactValue.Flag(false), FactSource.Conversation)));
        Assert.Equal(FactSource.Request, CalledAccordingTo(words, new Fact("contacts-called", new FactValue.Flag(false), FactSource.Request)));
    }

    [Fact]
    public void Urgent_facts_raise_the_urgency_and_bring_their_office_first()
    {
        var findings = Check(["contacts"], said: new Fact("contacts-called", new FactValue.Flag(true), FactSource.Question, "打给我妈了"));
        Assert.Equal(Urgency.Urgent, findings.Urgency);
        Assert.Equal("office", Assert.Single(findings.Channels).Id);
        Assert.Equal("催收已经联系了别人。", Assert.Single(findings.Signals).Text);
    }

    public void Dispose() => fixture.Dispose();

    private FactSource CalledAccordingTo(Fact words, Fact known) => Check(["contacts"], words, known: known).Situation.Facts["contacts-called"].Source;

    private Findings Check(string[] topics, Fact? said = null, DateOnly? asOf = null, Fact? known = null)
    {
        Mention[] mentions = said is null ? [] : [new Mention(said.Id, said.Value, MentionStatus.Asserted, 0, said.Quote!.Length, said.Quote)];
        var understood = new UnderstoodQuestion("", "", mentions, [.. topics.Select(topic => new TopicScore(topic, 1))], Scope.InScope, null, Speaker.Borrower, false);
        return new RightsCheck(KnowledgeBase.Load(fixture.Directory))
            .Check(understood.SituationWith(known is null ? [] : [known], asOf ?? Today), Scope.InScope, null);
    }
}
