using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Knowledge;

/// <summary>The one-year LPR and the caps that stand on it, as the knowledge base holds them.</summary>
public sealed class InterestRatesTests
{
    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(Repository.KnowledgeDirectory);
    private static readonly Triage Triage = new(Knowledge);

    [Theory]
    [InlineData("2019-08-20", "4.25")]
    [InlineData("2020-04-19", "4.05")]
    [InlineData("2020-04-20", "3.85")]
    [InlineData("2022-08-21", "3.70")]
    [InlineData("2022-08-22", "3.65")]
    [InlineData("2024-10-20", "3.35")]
    [InlineData("2024-10-21", "3.10")]
    [InlineData("2025-05-19", "3.10")]
    [InlineData("2025-05-20", "3.00")]
    [InlineData("2030-01-01", "3.00")]
    public void The_announcement_before_the_contract_counts(string day, string percent) =>
        Assert.Equal(decimal.Parse(percent), Knowledge.Rates.LprOn(DateOnly.Parse(day))!.Percent);

    [Fact]
    public void Before_the_first_announcement_there_is_no_lpr() => Assert.Null(Knowledge.Rates.LprOn(new DateOnly(2019, 8, 19)));

    [Theory]
    [InlineData("private", "2025-06-01", "private-four-times-lpr 12")]
    [InlineData("private", "2021-03-01", "private-four-times-lpr 15.4")]
    [InlineData("private", "2020-08-19", "private-24-and-36 24")]
    [InlineData("private", "2020-08-20", "private-four-times-lpr 15.4")]
    [InlineData("bank", "2024-01-01", "licensed-24-on-request 24")]
    [InlineData("bank", "2025-10-01", "licensed-24-on-request 24, assisted-lending-24 24")]
    [InlineData("micro-loan", "2026-02-01", "licensed-24-on-request 24, micro-loan-24 24")]
    [InlineData("unlicensed", "2026-02-01", "unlicensed-void 3")]
    public void A_contract_falls_under_the_caps_of_its_lender_on_its_day(string lender, string day, string caps) =>
        Assert.Equal(caps, string.Join(", ", Knowledge.Rates.CapsFor(lender, DateOnly.Parse(day)).Select(cap => $"{cap.Cap.Id} {cap.Percent:0.##}")));

    [Fact]
    public void Four_times_the_lpr_never_holds_for_licensed_lenders()
    {
        string[] licensed = ["bank", "consumer-finance", "micro-loan", "platform"];
        Assert.DoesNotContain(Knowledge.Rates.Caps, cap => cap.LprMultiple is not null && cap.Lenders.Intersect(licensed).Any());
    }

    [Fact]
    public void Every_kind_of_lender_has_a_cap_on_every_day_that_the_knowledge_base_answers_for()
    {
        var days = Knowledge.Rates.Lpr.Select(quote => quote.Published).Where(day => day >= KnowledgeBase.FirstDay).Append(KnowledgeBase.FirstDay);
        var lenders = Knowledge.Facts["lender-type"].Options.Select(option => ((FactValue.Choice)option.Value).Value);
        Assert.All(from day in days from lender in lenders select (day, lender), pair => Assert.NotEmpty(Knowledge.Rates.CapsFor(pair.lender, pair.day)));
    }

    [Theory]
    [InlineData("2021-06-01", "15.4%", "2021年5月")]
    [InlineData("2026-09-30", "12.0%", "2026年9月")]
    public void Asked_for_four_times_the_lpr_the_verdict_gives_the_value_of_the_day(string asOf, string value, string month)
    {
        var verdict = Ask("四倍LPR现在是多少", asOf).Text.Verdict;
        Assert.Contains(value, verdict);
        Assert.Contains(month, verdict);
    }

    [Theory]
    [InlineData("2026-11-04", 0)]
    [InlineData("2026-11-05", 1)]
    public void An_answer_about_the_lpr_says_so_when_the_table_is_older_than_45_days(string asOf, int notices)
    {
        var said = Ask("四倍LPR现在是多少", asOf).Notices.Where(notice => notice.Contains("2026年9月20日"));
        Assert.Equal(notices, said.Count());
    }

    [Fact]
    public void An_answer_without_the_lpr_does_not_speak_of_its_table() =>
        Assert.Empty(Ask("征信逾期记录保留几年", "2026-11-24").Notices);

    private static Answer Ask(string question, string asOf) => Triage.Ask(new Question(question, [], DateOnly.Parse(asOf)));
}
