using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Understanding;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests;

/// <summary>What holds for every answer over the real knowledge base.</summary>
public sealed class TriageTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly Triage Engine = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    /// <summary>A second engine over the same files: training and ranking must not depend on chance.</summary>
    private static readonly Lazy<Triage> Twin = new(() => new Triage(KnowledgeBase.Load(Repository.KnowledgeDirectory)));

    private static readonly string[] OwnQuestions =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Questions", "questions.jsonl"))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()!)];

    [Fact]
    public void Every_citation_of_the_text_exists_and_every_citation_is_used()
    {
        foreach (var question in OwnQuestions)
        {
            var answer = Ask(question, Today);
            var used = Regex.Matches(answer.Text.Text, @"\[(\d+)\]").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct();
            Assert.Equal(answer.Citations.Select(citation => citation.N).Order(), used.Order());
        }
    }

    [Fact]
    public void Out_of_scope_is_answered_kindly_and_briefly_without_a_checklist()
    {
        foreach (var answer in OwnQuestions.Select(question => Ask(question, Today)).Where(answer => answer.Understood.Scope != Scope.InScope))
        {
            Assert.NotEmpty(answer.Text.Verdict);
            Assert.NotEmpty(answer.Text.Text);
            Assert.Empty(answer.Checklist);
            Assert.Empty(answer.Citations);
            Assert.NotEqual(Urgency.Emergency, answer.Urgency);
        }
    }

    [Property]
    public Property Every_item_stands_on_law_in_force_on_the_day() => Prop.ForAll(AnyQuestion(), AnyDay(), (question, day) =>
        Assert.All(Ask(question, day).Checklist, item =>
        {
            Assert.NotEmpty(item.Basis);
            Assert.All(item.Basis, basis => Assert.True(basis.Version.IsInForce(day), $"{item.Rule.Id} on {day}"));
        }));

    [Property]
    public Property An_item_that_applies_hangs_on_nothing_and_one_that_may_names_what_we_ask_for_or_the_question_raises() => Prop.ForAll(AnyQuestion(), AnyDay(), (question, day) =>
    {
        var answer = Ask(question, day);
        Assert.All(answer.Checklist, item =>
        {
            Assert.Equal(item.Status == ItemStatus.MayApply, item.DependsOn.Count > 0);
            Assert.All(item.DependsOn, fact => Assert.True(
                Engine.Knowledge.Facts[fact].Question is not null || answer.Understood.Mentions.Any(mention => mention.FactId == fact)));
        });
    });

    [Property]
    public Property The_same_question_has_the_same_answer() => Prop.ForAll(AnyQuestion(), question =>
        Assert.Equal(Shown(Ask(question, Today)), Shown(Twin.Value.Ask(new Question(question, [], Today)))));

    [Property]
    public Property A_follow_up_asks_only_what_is_not_known_and_at_most_three_things() => Prop.ForAll(AnyQuestion(), question =>
    {
        var answer = Ask(question, Today);
        Assert.True(answer.FollowUps.Count <= 3);
        Assert.DoesNotContain(answer.FollowUps, followUp => answer.Facts.Any(fact => fact.Id == followUp.Fact.Id));
    });

    [Property]
    public Property No_input_of_any_kind_throws(string text) => Prop.ToProperty(Ask(text ?? "", Today).Text.Verdict.Length > 0);

    [Theory]
    [InlineData("我真的撑不住了，不想活了")]
    [InlineData("网贷还不上，我想死，催收还在给我妈打电话，怎么投诉他们")]
    [InlineData("我不想活了，催收上门威胁我，还被人骗了保证金")]
    public void Somebody_who_wants_to_die_gets_the_crisis_card_and_nothing_that_drowns_it(string question)
    {
        var answer = Ask(question, Today);

        Assert.Equal(Urgency.Emergency, answer.Urgency);
        Assert.True(answer.IsCrisisCard);
        Assert.Empty(answer.Citations);
        Assert.Empty(answer.FollowUps);
        Assert.Empty(answer.RelatedQuestions);
        Assert.Single(answer.Signals);
        Assert.All(answer.Checklist, item => Assert.Equal(ChecklistGroup.Emergency, item.Rule.Group));
        Assert.Equal(["110", "120", "12356"], answer.Channels.Select(channel => channel.Phone).Order());
    }

    [Fact]
    public void What_a_front_end_sends_along_can_raise_an_alarm_but_not_switch_one_off()
    {
        Assert.True(Engine.Ask(new Question("我不想活了", [new Fact("self-harm", new FactValue.Flag(false), FactSource.Request)], Today)).IsCrisisCard);

        var raised = Engine.Ask(new Question("今天天气怎么样", [new Fact("self-harm", new FactValue.Flag(true), FactSource.Request)], Today));
        Assert.True(raised.IsCrisisCard);
        Assert.Equal(Scope.InScope, raised.Understood.Scope);
    }

    [Theory]
    [InlineData("网贷逾期接电话了还会爆通讯录吗", "answering-the-call")]
    [InlineData("凌晨2点还打电话给我", "night-calls")]
    [InlineData("催收上门了怎么办", "home-visits")]
    [InlineData("被人拿身份证办了贷款怎么办", "loan-in-my-name")]
    public void The_article_meant_for_a_question_answers_it(string question, string article) =>
        Assert.Equal(article, Ask(question, Today).Citations[0].Passage.Article.Id);

    [Fact]
    public void Where_no_article_answers_the_answer_says_so_and_still_shows_what_the_rules_say()
    {
        var answer = Ask("逾期的人可以参加马拉松吗", Today);
        Assert.Contains("没有能直接回答", answer.Text.Verdict, StringComparison.Ordinal);
        Assert.Equal(0, answer.Text.Confidence);
        Assert.NotEmpty(answer.Checklist);
    }

    [Fact]
    public void A_fact_steers_the_verdict_and_settles_its_follow_up()
    {
        var general = Ask("他们一天可以打几个电话", Today);
        var told = Engine.Ask(new Question("他们一天可以打几个电话", [new Fact("calls-per-day", new FactValue.Number(30), FactSource.Request)], Today));

        Assert.NotEqual(general.Text.Verdict, told.Text.Verdict);
        Assert.DoesNotContain(told.FollowUps, followUp => followUp.Fact.Id == "calls-per-day");
    }

    [Theory]
    [InlineData("我妈被催收气得想自杀，我该怎么劝")]
    [InlineData("老婆因为我欠网贷要跳楼")]
    public void Somebody_who_fears_for_another_gets_the_card_for_companions(string question) =>
        Assert.Contains("先别让 TA 一个人待着", Ask(question, Today).Text.Verdict, StringComparison.Ordinal);

    [Fact]
    public void Violence_under_way_puts_110_before_everything_else()
    {
        var answer = Ask("他们现在堵在我家里不让我走，还动手打我", Today);

        Assert.Equal(Urgency.Emergency, answer.Urgency);
        Assert.Contains("110", answer.Text.Verdict, StringComparison.Ordinal);
        Assert.Equal("110", answer.Channels[0].Phone);
        Assert.Equal(ChecklistGroup.Emergency, answer.Checklist[0].Rule.Group);
    }

    private static Answer Ask(string question, DateOnly day) => Engine.Ask(new Question(question, [], day));

    private static string Shown(Answer answer) =>
        string.Join('\n', [answer.Text.Verdict, answer.Text.Text, .. answer.Checklist.Select(item => $"{item.Rule.Id} {item.Why}"), .. answer.Channels.Select(channel => channel.Id)]);

    private static Arbitrary<string> AnyQuestion() => Gen.Elements(OwnQuestions).ToArbitrary();

    private static Arbitrary<DateOnly> AnyDay() => Gen.Choose(0, 2500).Select(KnowledgeBase.FirstDay.AddDays).ToArbitrary();
}
