using ChatTriage.Deadlines;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Deadlines;

/// <summary>Until when somebody has to act, counted from a day.</summary>
public sealed class DeadlineTests
{
    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(Repository.KnowledgeDirectory);

    [Theory]
    // The day of service does not count; the fifteenth day after it is the last.
    [InlineData("payment-order-objection", "2026-11-20", "2026-12-07")]
    [InlineData("payment-order-objection", "2026-11-23", "2026-12-08")]
    [InlineData("answer-to-suit", "2026-11-10", "2026-11-25")]
    [InlineData("jurisdiction-objection", "2026-11-10", "2026-11-25")]
    [InlineData("appeal-judgment", "2026-11-10", "2026-11-25")]
    [InlineData("appeal-ruling", "2026-11-10", "2026-11-20")]
    [InlineData("enforcement-review", "2026-11-10", "2026-11-20")]
    // A last day in a long holiday moves behind it; 28 February and 10 October 2026 are Saturdays that are worked.
    [InlineData("answer-to-suit", "2026-02-01", "2026-02-24")]
    [InlineData("answer-to-suit", "2026-02-13", "2026-02-28")]
    [InlineData("answer-to-suit", "2026-09-18", "2026-10-08")]
    [InlineData("appeal-ruling", "2026-09-30", "2026-10-10")]
    [InlineData("answer-to-suit", "2025-09-20", "2025-10-09")]
    [InlineData("answer-to-suit", "2024-02-03", "2024-02-18")]
    [InlineData("answer-to-suit", "2022-12-16", "2023-01-03")]
    // Months and years end on the same date, or on the last of a shorter month.
    [InlineData("set-aside-award", "2026-03-31", "2026-06-30")]
    [InlineData("set-aside-award", "2026-03-02", "2026-06-02")]
    [InlineData("retrial-application", "2025-08-31", "2026-02-28")]
    [InlineData("enforcement-application", "2024-02-29", "2026-02-28")]
    [InlineData("limitation", "2022-05-20", "2025-05-20")]
    [InlineData("limitation", "2022-10-01", "2025-10-09")]
    // Periods of offices in calendar days stay where they fall; those in working days skip weekends and holidays.
    [InlineData("credit-objection", "2026-09-11", "2026-10-01")]
    [InlineData("bank-complaint", "2026-09-18", "2026-10-03")]
    [InlineData("consumer-complaint", "2026-11-20", "2026-12-01")]
    [InlineData("consumer-complaint", "2026-09-28", "2026-10-13")]
    [InlineData("dishonest-list-removal", "2026-02-13", "2026-02-25")]
    public void The_last_day(string kind, string start, string last)
    {
        var deadline = Deadline(kind, start);
        Assert.Equal(DateOnly.Parse(last), deadline.LastDay);
        Assert.False(deadline.IsApproximate);
    }

    [Theory]
    [InlineData("2026-02-28", "2026-08-28", "第五十九条")]
    [InlineData("2026-03-01", "2026-06-01", "第七十二条")]
    public void An_award_received_under_the_old_arbitration_law_may_be_challenged_for_six_months(string received, string last, string article)
    {
        var deadline = Deadline("set-aside-award", received);
        Assert.Equal(DateOnly.Parse(last), deadline.LastDay);
        Assert.Contains(deadline.Basis, basis => basis.Provision.Article == article);
    }

    [Theory]
    [InlineData("2023-06-01", "第二百二十三条")]
    [InlineData("2026-06-01", "第二百二十七条")]
    public void The_basis_is_the_one_in_force_when_the_deadline_started(string served, string article) =>
        Assert.Contains(Deadline("payment-order-objection", served).Basis, basis => basis.Provision.Article == article);

    [Fact]
    public void In_a_year_without_announced_holidays_the_last_day_is_not_moved_and_is_called_approximate()
    {
        var deadline = Deadline("answer-to-suit", "2026-12-18");
        Assert.Equal(new DateOnly(2027, 1, 2), deadline.LastDay);
        Assert.True(deadline.IsApproximate);
        Assert.Contains(DeadlineNoteKind.CalendarMissing, Notes(deadline));
        Assert.Contains("日子只是大概", DeadlineSummary.Write(deadline));
    }

    [Fact]
    public void Working_days_that_run_into_such_a_year_are_counted_by_weekends_and_called_approximate()
    {
        var deadline = Deadline("consumer-complaint", "2026-12-29");
        Assert.Equal(new DateOnly(2027, 1, 7), deadline.LastDay);
        Assert.True(deadline.IsApproximate);
        Assert.Contains(DeadlineNoteKind.WorkingDaysUncertain, Notes(deadline));
    }

    [Fact]
    public void A_moved_day_is_explained()
    {
        var deadline = Deadline("payment-order-objection", "2026-11-20");
        Assert.Equal(new DateOnly(2026, 12, 5), deadline.CountedEnd);
        Assert.Contains(DeadlineNoteKind.Moved, Notes(deadline));
        Assert.Equal(
            "对支付令提出书面异议：收到支付令那天是2026年11月20日（星期五），从第二天起算15日，最后一天是2026年12月7日（星期一），原本到2026年12月5日（星期六），碰上休息日顺延，还有 12 天。"
            + "这一步由你来办：写清不认哪一笔、为什么，把书面异议交给发支付令的法院；文书写的日期更早就按更早的，过没过期由法院认定。",
            DeadlineSummary.Write(deadline));
    }

    [Fact]
    public void An_answer_that_falls_on_a_day_off_without_a_rule_to_move_it_is_said_to_stay() =>
        Assert.Contains(DeadlineNoteKind.Stays, Notes(Deadline("credit-objection", "2026-09-11")));

    [Theory]
    [InlineData("payment-order-objection", DeadlineNoteKind.Missed)]
    [InlineData("credit-objection", DeadlineNoteKind.Overdue)]
    public void A_deadline_that_is_over_says_so(string kind, DeadlineNoteKind note)
    {
        var deadline = Deadline(kind, "2026-05-11");
        Assert.Contains(note, Notes(deadline));
        Assert.Contains("已经过去", DeadlineSummary.Write(deadline));
        Assert.DoesNotContain(note, Notes(Deadline(kind, "2026-11-20")));
    }

    [Fact]
    public void On_the_last_day_it_is_not_over()
    {
        var deadline = Deadline("answer-to-suit", "2026-11-10");
        Assert.Equal(0, deadline.DaysLeft);
        Assert.DoesNotContain(DeadlineNoteKind.Missed, Notes(deadline));
        Assert.Contains("就是今天", DeadlineSummary.Write(deadline));
    }

    [Fact]
    public void Every_deadline_of_the_reader_says_that_the_court_decides_and_every_one_stands_on_law_and_is_read_in_two_sentences()
    {
        Assert.All(Knowledge.Deadlines.Rules.Values, rule =>
        {
            var deadline = Deadline(rule.Id, "2026-11-20");
            Assert.NotEmpty(deadline.Basis);
            Assert.Equal(rule.Versions.Last().Basis.Count, deadline.Basis.Count);
            Assert.Equal(2, DeadlineSummary.Write(deadline).Count(c => c == '。'));
            if (rule.Actor == DeadlineActor.You) Assert.Contains(DeadlineNoteKind.CourtDecides, Notes(deadline));
        });
    }

    [Theory]
    [InlineData("payment-order", "2026-11-20", "kind")]
    [InlineData("payment-order-objection", "2021-12-31", "date")]
    [InlineData("limitation", "2017-09-30", "date")]
    [InlineData("limitation", "2101-01-01", "date")]
    public void What_cannot_be_counted_names_its_field(string kind, string start, string field)
    {
        Assert.Equal(field, Assert.Single(ChatTriage.Deadlines.Deadline.Faults(kind, DateOnly.Parse(start), Knowledge)).Field);
        Assert.Throws<ArgumentException>(() => Deadline(kind, start));
    }

    private static Deadline Deadline(string kind, string start) =>
        ChatTriage.Deadlines.Deadline.Of(kind, DateOnly.Parse(start), new DateOnly(2026, 11, 25), Knowledge);

    private static IEnumerable<DeadlineNoteKind> Notes(Deadline deadline) => deadline.Notes.Select(note => note.Note.Kind);
}
