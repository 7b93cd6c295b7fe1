using System.Xml.Linq;
using ChatTriage.Knowledge;
using ChatTriage.Loans;
using ChatTriage.Tests.Fixtures;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Loans;

/// <summary>A loan against what the law, a court's policy or a regulator's guidance protects for that lender on that day.</summary>
public sealed class LoanCostTests
{
    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(Repository.KnowledgeDirectory);

    [Theory]
    [InlineData("private", "2025-06-01", CapKind.Judicial, "12", "可以请求法院不予支持")]
    [InlineData("private", "2020-08-19", CapKind.Judicial, "24", "自愿付了的不退")]
    [InlineData("bank", "2024-06-01", CapKind.CourtPolicy, "24", "没有给持牌机构规定统一上限")]
    [InlineData("micro-loan", "2026-02-01", CapKind.CourtPolicy, "24", "要自己在诉讼中提出请求")]
    [InlineData("unlicensed", "2025-06-01", CapKind.Void, "3", "请求折抵本金或者返还")]
    public void The_cap_is_that_of_the_lender_on_the_day_and_is_called_what_it_is(string lender, string day, CapKind kind, string percent, string words)
    {
        var cost = Cost(lender, day);
        Assert.Equal(kind, cost.Cap!.Cap.Cap.Kind);
        Assert.Equal(decimal.Parse(percent), cost.Cap.Cap.Percent);
        Assert.True(cost.Cap.Settlement.Above > 0);
        Assert.Contains(words, LoanCostSummary.Write(cost));
        Assert.All(cost.Caps.Where(cap => cap.Applies), cap => Assert.NotEmpty(cap.Basis));
        Assert.All(cost.Caps.SelectMany(cap => cap.Basis), basis => Assert.True(basis.Version.IsInForce(cost.Loan.ContractDate)));
    }

    [Fact]
    public void Four_times_the_lpr_is_shown_as_not_applying_to_a_bank() =>
        Assert.False(Cost("bank", "2025-11-01").Caps.Single(cap => cap.Cap.Cap.Id == "private-four-times-lpr").Applies);

    [Fact]
    public void Without_a_lender_no_cap_applies_and_the_summary_asks_for_it()
    {
        var cost = Cost(null, "2025-06-01");
        Assert.Null(cost.Cap);
        Assert.Contains("填上放款方", LoanCostSummary.Write(cost));
    }

    [Fact]
    public void A_contract_before_every_rule_of_ours_is_said_to_be_so() => Assert.Contains("我们的资料里没有", LoanCostSummary.Write(Cost("private", "2012-06-01")));

    [Fact]
    public void A_loan_below_the_cap_is_said_to_be_below_it()
    {
        var loan = new Loan("private", new DateOnly(2025, 6, 1), null, [new(new DateOnly(2025, 6, 1), 10_000)], [new(new DateOnly(2026, 6, 1), 11_000, PaymentKind.Instalment)], null);
        var cost = LoanCost.Of(loan, Knowledge);
        Assert.Equal(0, cost.Cap!.Settlement.Above);
        Assert.Equal(200, cost.Cap.Settlement.StillOwed);
        Assert.Contains("没有超出", LoanCostSummary.Write(cost));
    }

    [Fact]
    public void Interest_taken_back_on_the_first_day_is_no_principal()
    {
        var day = new DateOnly(2025, 6, 1);
        var cost = LoanCost.Of(new Loan("private", day, 10_000, [new(day, 10_000)], [new(day, 800, PaymentKind.Instalment), new(day.AddYears(1), 10_000, PaymentKind.Instalment)], null), Knowledge);
        Assert.Equal(9_200, cost.RecognisedPrincipal);
        var note = Assert.Single(cost.Notes);
        Assert.Equal(RateNoteKind.UpfrontDeduction, note.Note.Kind);
        Assert.Contains(note.Basis, basis => basis.Law.Id == "civil-code" && basis.Provision.Article == "第六百七十条");
    }

    [Fact]
    public void Fees_and_penalties_are_remarked_on_and_so_is_a_day_that_the_lpr_table_does_not_reach()
    {
        var day = new DateOnly(2027, 6, 1);
        var cost = LoanCost.Of(new Loan("private", day, null, [new(day, 1_000)], [new(day.AddMonths(1), 50, PaymentKind.Insurance), new(day.AddMonths(2), 50, PaymentKind.Penalty)], new InstalmentPlan(3, 350, Period.Month)), Knowledge);
        Assert.Equal([RateNoteKind.AddOnFees, RateNoteKind.Penalties, RateNoteKind.StaleLpr], cost.Notes.Select(note => note.Note.Kind));
    }

    [Theory]
    [InlineData("private", 9_000, 1_000)]
    [InlineData("bank", 9_000, 500)]
    [InlineData("unlicensed", 9_000, 750)]
    [InlineData(null, 9_000, 1_000)]
    public void Every_summary_is_two_sentences(string? lender, int received, int instalment)
    {
        var day = new DateOnly(2025, 6, 1);
        var summary = LoanCostSummary.Write(LoanCost.Of(new Loan(lender, day, null, [new(day, received)], [], new InstalmentPlan(12, instalment, Period.Month)), Knowledge));
        Assert.Equal(2, summary.Count(c => c == '。'));
        Assert.EndsWith("。", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_rates_are_reported_and_not_guessed()
    {
        var day = new DateOnly(2025, 6, 1);
        var loan = new Loan("private", day, null, [new(day, 100), new(day.AddMonths(2), 132)], [new(day.AddMonths(1), 230, PaymentKind.Instalment)], null);
        var cost = LoanCost.Of(loan, Knowledge);
        Assert.Null(cost.Rate.Simple);
        Assert.Contains("不止一个", LoanCostSummary.Write(cost));
        Assert.Contains("没有给出年利率", LoanCostSummary.Method(cost.Rate));
    }

    [Fact]
    public void Money_that_goes_in_and_out_on_one_day_has_no_rate()
    {
        var day = new DateOnly(2025, 6, 1);
        var cost = LoanCost.Of(new Loan("private", day, null, [new(day, 100)], [new(day, 130, PaymentKind.Instalment)], null), Knowledge);
        Assert.Contains("落在同一天", LoanCostSummary.Write(cost));
        Assert.Contains("同一天", LoanCostSummary.Method(cost.Rate));
    }

    [Property]
    public void A_stricter_cap_never_leaves_less_above_it(byte[] payments)
    {
        var start = new DateOnly(2026, 2, 1);
        var loan = new Loan(null, start, null, [new(start, 500)], [.. (payments ?? []).Append((byte)5).Index().Select(row => new Payment(start.AddDays(10 * row.Index), row.Item + 1, PaymentKind.Instalment))], null);
        var caps = LoanCost.Of(loan, Knowledge).Caps.OrderBy(cap => cap.Cap.Percent).ToArray();
        Assert.All(caps.Zip(caps.Skip(1)), pair => Assert.True(pair.First.Settlement.Above >= pair.Second.Settlement.Above));
        Assert.All(caps, cap => Assert.True(cap.Settlement.Above == 0 || cap.Settlement.StillOwed == 0));
    }

    [Property]
    public void A_plan_may_start_on_any_day(ushort shift)
    {
        var rate = Cost("private", "2015-09-01").Rate;
        Assert.Equal(rate, Cost("private", new DateOnly(2015, 9, 1).AddDays(shift % 20_000).ToString("yyyy-MM-dd")).Rate);
    }

    [Property]
    public void The_schedule_adds_up_to_what_is_paid_and_its_principal_to_what_arrived(byte fee, ushort received)
    {
        var start = new DateOnly(2025, 1, 31);
        var loan = new Loan("private", start, null, [new(start, received + 1)], [new(start.AddMonths(3), fee + 1, PaymentKind.ServiceFee)], new InstalmentPlan(10, (received + 1) * 0.15m, Period.Month));
        var schedule = LoanCost.Of(loan with { Plan = loan.Plan! with { Amount = decimal.Round(loan.Plan.Amount, 2) } }, Knowledge).Schedule;
        Assert.InRange(schedule.Sum(row => row.Principal) - received - 1, -0.2m, 0.2m);
        Assert.Equal(fee + 1, schedule.Sum(row => row.Fees));
        Assert.All(schedule, row => Assert.True(row is { Principal: >= 0, Interest: >= 0, Fees: >= 0 }));
    }

    [Fact]
    public void The_chart_is_well_formed_and_says_its_totals()
    {
        var chart = XElement.Parse(RepaymentChart.Draw(Cost("private", "2025-06-01").Schedule));
        Assert.Equal("svg", chart.Name.LocalName);
        Assert.Contains("本金 9,000 元，利息 3,000 元，费用 0 元", chart.Value);
        Assert.Contains("2025-07-01 到 2026-06-01 共 12 个付款日", chart.Elements().Single(element => element.Name.LocalName == "desc").Value);
    }

    [Fact]
    public void The_chart_of_ten_years_by_day_stays_small()
    {
        var day = new DateOnly(2015, 9, 1);
        var cost = LoanCost.Of(new Loan("private", day, null, [new(day, 10_000)], [], new InstalmentPlan(3650, 5, Period.Day)), Knowledge);
        Assert.Equal(3650, cost.Schedule.Count);
        Assert.InRange(RepaymentChart.Draw(cost.Schedule).Length, 1_000, 20_000);
    }

    private static LoanCost Cost(string? lender, string day)
    {
        var date = DateOnly.Parse(day);
        return LoanCost.Of(new Loan(lender, date, 10_000, [new Disbursement(date, 9_000)], [], new InstalmentPlan(12, 1_000, Period.Month)), Knowledge);
    }
}
