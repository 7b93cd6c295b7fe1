using ChatTriage.Loans;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Loans;

/// <summary>Laws that hold for every loan, and what is said where several rates fit.</summary>
public sealed class RateOfReturnTests
{
    [Property]
    public void Ten_times_the_money_is_the_same_rate(ushort received, byte[] payments, byte factor)
    {
        var flows = Loan(received, payments);
        var scaled = flows.Select(flow => flow with { Amount = flow.Amount * (factor + 1) });
        AssertSame(InternalRateOfReturn.Of(flows), InternalRateOfReturn.Of(scaled));
    }

    [Property]
    public void A_later_start_is_the_same_rate(ushort received, byte[] payments, byte shift)
    {
        var flows = Loan(received, payments);
        AssertSame(InternalRateOfReturn.Of(flows), InternalRateOfReturn.Of(flows.Select(flow => flow with { Time = flow.Time + shift })));
    }

    [Property]
    public void Twice_as_long_between_payments_is_the_root_of_the_growth(ushort received, byte[] payments)
    {
        var flows = Loan(received, payments);
        var slow = InternalRateOfReturn.Of(flows.Select(flow => flow with { Time = flow.Time * 2 })).Rate!.Value;
        Assert.Equal(1, (1 + slow) * (1 + slow) / (1 + InternalRateOfReturn.Of(flows).Rate!.Value), 1e-9);
    }

    [Property]
    public void A_fee_never_lowers_the_rate(ushort received, byte[] payments, byte when, byte fee)
    {
        var flows = Loan(received, payments);
        var without = InternalRateOfReturn.Of(flows).Rate!.Value;
        var with = InternalRateOfReturn.Of([.. flows, new CashFlow(1 + when, 1 + fee)]).Rate!.Value;
        Assert.True(with >= without - 1e-12, $"{without} → {with}");
    }

    [Property]
    public void The_rate_makes_both_sides_worth_the_same(ushort received, byte[] payments)
    {
        var flows = Loan(received, payments);
        var rate = InternalRateOfReturn.Of(flows).Rate!.Value;
        var paid = flows.Skip(1).Sum(flow => (double)flow.Amount * Math.Pow(1 + rate, -flow.Time));
        Assert.Equal(1, paid / (received + 1), 1e-9);
    }

    [Property]
    public void It_is_positive_just_when_more_is_paid_than_received(ushort received, byte[] payments)
    {
        var flows = Loan(received, payments);
        Assert.Equal(Math.Sign(flows.Sum(flow => flow.Amount)), Math.Sign(InternalRateOfReturn.Of(flows).Rate!.Value));
    }

    [Fact]
    public void Where_two_rates_fit_none_is_given()
    {
        // 10 % and 20 % a period both fit: (1.1 x - 1)(1.2 x - 1).
        var solution = InternalRateOfReturn.Of([new(0, -100), new(1, 230), new(2, -132)]);
        Assert.Null(solution.Rate);
        Assert.Equal(2, solution.SignChanges);
    }

    [Fact]
    public void Borrowing_again_after_a_repayment_still_has_one_positive_rate()
    {
        var solution = InternalRateOfReturn.Of([new(0, -1000), new(1, 500), new(2, -1000), new(3, 1600)]);
        Assert.Equal(3, solution.SignChanges);
        var growth = 1 + solution.Rate!.Value;
        Assert.Equal(0, -1000 + 500 / growth - 1000 / (growth * growth) + 1600 / (growth * growth * growth), 1e-6);
        Assert.True(growth > 1);
    }

    [Fact]
    public void Money_in_one_direction_has_no_rate() => Assert.Equal(new InternalRateOfReturn(null, 0), InternalRateOfReturn.Of([new(0, -100), new(3, -50)]));

    [Fact]
    public void The_most_extreme_loan_has_a_finite_rate()
    {
        Assert.True(double.IsFinite(InternalRateOfReturn.Of([new(0, -0.01m), new(1, 1_000_000_000)]).Rate!.Value));
        Assert.InRange(InternalRateOfReturn.Of([new(0, -1_000_000_000), new(1, 0.01m)]).Rate!.Value, -1, -0.99);
    }

    /// <summary>A loan that is paid back in periods 1, 2, 3, … by any amounts, at least one.</summary>
    private static CashFlow[] Loan(ushort received, byte[]? payments) =>
        [new(0, -received - 1), .. (payments ?? []).Take(40).Index().Select(payment => new CashFlow(payment.Index + 1, payment.Item)), new(41, 1)];

    private static void AssertSame(InternalRateOfReturn expected, InternalRateOfReturn actual)
    {
        Assert.Equal(expected.SignChanges, actual.SignChanges);
        Assert.Equal(1 + expected.Rate!.Value, 1 + actual.Rate!.Value, 1e-9);
    }
}
