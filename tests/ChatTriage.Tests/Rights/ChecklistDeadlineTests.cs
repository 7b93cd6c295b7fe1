using ChatTriage.Deadlines;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Rights;

/// <summary>The checklist tells the last day when the question or the request tells the day that starts it, and otherwise how to count.</summary>
public sealed class ChecklistDeadlineTests
{
    private static readonly Triage Triage = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    [Fact]
    public void The_question_tells_the_day_of_service()
    {
        var deadline = Item("我11月20日收到法院的支付令，怎么办", "object-to-payment-order-in-writing").Deadline!;
        Assert.Equal(new DateOnly(2026, 12, 7), deadline.Counted!.LastDay);
        Assert.Contains("2026年12月7日（星期一）", DeadlineSummary.Write(deadline));
    }

    [Fact]
    public void The_request_tells_it()
    {
        var told = new Fact("payment-order-served-on", new FactValue.Date(new DateOnly(2026, 11, 23)), FactSource.Request);
        Assert.Equal(new DateOnly(2026, 12, 8), Item("收到法院的支付令怎么办", "object-to-payment-order-in-writing", told).Deadline!.Counted!.LastDay);
    }

    [Fact]
    public void Nobody_tells_it()
    {
        var deadline = Item("我收到法院的支付令，怎么办", "object-to-payment-order-in-writing").Deadline!;
        Assert.Null(deadline.Counted);
        Assert.Equal("从收到支付令那天的第二天起算15日，最后一天碰上休息日就顺延到之后第一个工作日。这一步由你来办，文书写的日期更早就按更早的。", DeadlineSummary.Write(deadline));
    }

    [Fact]
    public void The_day_of_one_paper_starts_no_deadline_of_another() =>
        Assert.Null(Item("我11月20日收到法院的支付令，怎么办", "answer-within-fifteen-days").Deadline!.Counted);

    [Fact]
    public void A_judgment_brings_up_the_appeal_with_its_day() =>
        Assert.Equal(new DateOnly(2026, 12, 7), Item("我昨天拿到手机，11月20日收到一审判决书，不服怎么办", "appeal-within-fifteen-days").Deadline!.Counted!.LastDay);

    [Theory]
    [InlineData("2026-11-26")]
    [InlineData("2020-01-01")]
    public void A_day_that_cannot_be_counted_from_is_left_alone(string day)
    {
        var told = new Fact("payment-order-served-on", new FactValue.Date(DateOnly.Parse(day)), FactSource.Request);
        Assert.Null(Item("收到法院的支付令怎么办", "object-to-payment-order-in-writing", told).Deadline!.Counted);
    }

    [Fact]
    public void An_item_with_a_date_comes_first_in_its_group()
    {
        var first = Ask("我11月20日收到法院的支付令，怎么办").First(item => item.Rule.Group == ChecklistGroup.DoNow);
        Assert.Equal("object-to-payment-order-in-writing", first.Rule.Id);
    }

    [Fact]
    public void A_deadline_of_the_other_side_says_whose_it_is() =>
        Assert.Contains("由被投诉的银行或者保险机构来办", DeadlineSummary.Write(Item("信用卡逾期，我向银行投诉多久有答复", "complaint-deadline-of-banks").Deadline!));

    private static ChecklistItem Item(string question, string rule, params Fact[] known) => Ask(question, known).Single(item => item.Rule.Id == rule);

    private static IReadOnlyList<ChecklistItem> Ask(string question, params Fact[] known) => Triage.Ask(new Question(question, known, new DateOnly(2026, 11, 25))).Checklist;
}
