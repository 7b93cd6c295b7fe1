namespace ChatTriage.Loans;

/// <summary>What one payment day settles.</summary>
/// <param name="Date">The day.</param>
/// <param name="Principal">Yuan of principal.</param>
/// <param name="Interest">Yuan of interest.</param>
/// <param name="Fees">Yuan of fees and penalties.</param>
public sealed record ScheduleRow(DateOnly Date, decimal Principal, decimal Interest, decimal Fees)
{
    /// <summary>All that is paid on the day.</summary>
    public decimal Total => Principal + Interest + Fees;
}

/// <summary>Splits payments into principal, interest and fees.</summary>
internal static class RepaymentSchedule
{
    /// <summary>
    /// The days in order. Instalments are split at their own internal rate, fees left out, so that their principal parts add up to what
    /// arrived; where they have no positive rate, they are principal.
    /// </summary>
    public static IReadOnlyList<ScheduleRow> Of(LoanTimeline timeline)
    {
        var rate = Math.Max(0, InternalRateOfReturn.Of(timeline.Flows(IsInstalment)).Rate ?? 0);
        var disbursed = timeline.Loan.Disbursements.ToLookup(disbursement => disbursement.Date, disbursement => disbursement.Amount);
        var paid = timeline.Payments.ToLookup(payment => payment.Date);
        var rows = new List<ScheduleRow>();
        double balance = 0, interest = 0;
        var before = 0;
        foreach (var date in disbursed.Select(day => day.Key).Union(paid.Select(day => day.Key)).Order())
        {
            var accrued = balance * (Math.Pow(1 + rate, timeline.TimeOf(date) - before) - 1);
            before = timeline.TimeOf(date);
            interest += accrued;
            balance += accrued + (double)disbursed[date].Sum();
            if (!paid.Contains(date)) continue;
            var instalments = paid[date].Where(IsInstalment).Sum(payment => payment.Amount);
            var towardsInterest = decimal.Round(Math.Clamp(Finite(interest), 0, instalments), 2);
            interest -= (double)towardsInterest;
            balance -= (double)instalments;
            rows.Add(new ScheduleRow(date, instalments - towardsInterest, towardsInterest, paid[date].Sum(payment => payment.Amount) - instalments));
        }

        return rows;
    }

    private static bool IsInstalment(Payment payment) => payment.Kind == PaymentKind.Instalment;

    /// <summary>At absurd rates the interest leaves the range of decimals; no instalment reaches that.</summary>
    private static decimal Finite(double amount) => double.IsNaN(amount) ? 0 : (decimal)Math.Clamp(amount, -1e15, 1e15);
}
