using ChatTriage.Knowledge;
using ChatTriage.Loans;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Loans;

/// <summary>Worked loans of everyday life, with rates that another program found by bisection.</summary>
public sealed class InterestExampleTests
{
    private const double Accuracy = 1e-6;
    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(Repository.KnowledgeDirectory);
    private static readonly DateOnly Day = new(2025, 6, 1);

    [Theory]
    [InlineData("10,000 on paper, 9,000 received, 12 × 1,000", 9000, 1000, 12, 0.0472956594, 0.567548, 0.741132)]
    [InlineData("8 % on paper, with a monthly guarantee fee of 90", 10000, 959.88, 12, 0.0224497806, 0.269397, 0.305280)]
    [InlineData("Card instalments with 0.75 % of the whole a month", 12000, 1090, 12, 0.0135137354, 0.162165, 0.174778)]
    [InlineData("Just about 24 %", 10000, 945.60, 12, 0.0200006946, 0.240008, 0.268252)]
    public void A_plan_of_equal_monthly_instalments(string what, double received, double amount, int count, double month, double simple, double compounded)
    {
        var rate = Cost(received, new InstalmentPlan(count, (decimal)amount, Period.Month)).Rate;
        AssertRate(what, rate, Period.Month, month, simple, compounded);
    }

    [Fact]
    public void A_membership_fee_taken_on_the_first_day_raises_the_rate()
    {
        var rate = Cost(5000, new InstalmentPlan(6, 892.63m, Period.Month), new Payment(Day, 299, PaymentKind.MembershipFee)).Rate;
        AssertRate("Membership fee", rate, Period.Month, 0.0385798526, 0.462958, 0.574993);
    }

    [Fact]
    public void A_guarantee_fee_told_apart_from_the_instalments_costs_the_same_as_one_sum()
    {
        var fees = Enumerable.Range(1, 12).Select(month => new Payment(Day.AddMonths(month), 90, PaymentKind.GuaranteeFee)).ToArray();
        AssertRate("Guarantee fee", Cost(10000, new InstalmentPlan(12, 869.88m, Period.Month), fees).Rate, Period.Month, 0.0224497806, 0.269397, 0.305280);
    }

    [Fact]
    public void A_fee_for_all_months_in_the_first_one()
    {
        var payments = Enumerable.Range(1, 12).Select(month => new Payment(Day.AddMonths(month), month == 1 ? 1864 : 1000, PaymentKind.Instalment)).ToArray();
        AssertRate("First month", Cost(12000, null, payments).Rate, Period.Month, 0.0115466928, 0.138560, 0.147707);
    }

    [Fact]
    public void Interest_by_month_and_the_principal_at_the_end_is_one_percent_as_written()
    {
        var payments = Enumerable.Range(1, 12).Select(month => new Payment(Day.AddMonths(month), month == 12 ? 10100 : 100, PaymentKind.Instalment)).ToArray();
        AssertRate("Bullet", Cost(10000, null, payments).Rate, Period.Month, 0.01, 0.12, 0.126825);
    }

    [Fact]
    public void Seven_days_count_by_day_when_dates_are_given()
    {
        var rate = Cost(1400, null, new Payment(Day.AddDays(7), 2000, PaymentKind.Instalment)).Rate;
        AssertRate("714 by day", rate, Period.Day, 0.0522740281, 19.080020, null);
        Assert.InRange(rate.Compounded!.Value, 119407269.40, 119407269.41);
    }

    [Fact]
    public void Seven_days_count_as_one_period_when_a_weekly_plan_is_given()
    {
        var rate = Cost(1400, new InstalmentPlan(1, 2000, Period.Week)).Rate;
        AssertRate("714 by week", rate, Period.Week, 0.42857142857, 22.346939, null);
    }

    [Fact]
    public void Paying_to_extend_leaves_the_rate_a_week_and_doubles_the_cost()
    {
        var cost = Cost(1400, null, new Payment(Day.AddDays(7), 600, PaymentKind.Penalty), new Payment(Day.AddDays(14), 2000, PaymentKind.Instalment));
        AssertRate("Extension", cost.Rate, Period.Day, 0.0522740281, 19.080020, null);
        Assert.Equal(1200, cost.TotalCost);
    }

    [Fact]
    public void A_private_loan_above_four_times_the_lpr()
    {
        var loan = new Loan("private", new DateOnly(2025, 7, 1), 100_000, [new(new DateOnly(2025, 7, 1), 90_000)], [new(new DateOnly(2026, 7, 1), 124_000, PaymentKind.Instalment)], null);
        var cost = LoanCost.Of(loan, Knowledge);
        Assert.Equal(90_000, cost.RecognisedPrincipal);
        Assert.Equal(12, cost.Cap!.Cap.Percent);
        Assert.Equal(23_200, cost.Cap.Settlement.Above);
        Assert.Equal(0, cost.Cap.Settlement.StillOwed);
    }

    private static void AssertRate(string what, AnnualRate rate, Period period, double expected, double simple, double? compounded)
    {
        Assert.True(rate.Period == period, what);
        Assert.Equal(expected, rate.Solution.Rate!.Value, Accuracy);
        Assert.Equal(simple, rate.Simple!.Value, Accuracy);
        if (compounded is { } value) Assert.Equal(value, rate.Compounded!.Value, Accuracy);
    }

    private static LoanCost Cost(double received, InstalmentPlan? plan, params Payment[] payments) =>
        LoanCost.Of(new Loan("private", Day, null, [new Disbursement(Day, (decimal)received)], payments, plan), Knowledge);
}
