namespace ChatTriage.Loans;

/// <summary>
/// The movements of a loan on a grid of equal periods. Where every date falls on the plan's periods (or, without a plan, on the same
/// day of the month as the first disbursement) those periods count; otherwise days are counted, 365 to the year.
/// </summary>
internal sealed class LoanTimeline
{
    private readonly Dictionary<DateOnly, int> times;

    public LoanTimeline(Loan loan)
    {
        Loan = loan;
        Start = loan.Start;
        Payments = [.. loan.Payments.Concat(Instalments(loan)).OrderBy(payment => payment.Date)];
        var dates = loan.Disbursements.Select(disbursement => disbursement.Date).Concat(Payments.Select(payment => payment.Date)).Distinct().ToArray();
        var natural = loan.Plan?.Every ?? Period.Month;
        Period = dates.All(date => TimeOf(date, natural) is not null) ? natural : Period.Day;
        times = dates.ToDictionary(date => date, date => TimeOf(date, Period)!.Value);
    }

    public Loan Loan { get; }

    public DateOnly Start { get; }

    /// <summary>Every payment, those of the plan included, by date.</summary>
    public IReadOnlyList<Payment> Payments { get; }

    /// <summary>The period that is counted in.</summary>
    public Period Period { get; }

    /// <summary>Periods in a year.</summary>
    public decimal PeriodsPerYear => Period switch { Period.Day => 365, Period.Week => 365m / 7, Period.Month => 12, Period.Quarter => 4, _ => 1 };

    /// <summary>Periods from the first disbursement to the day.</summary>
    public int TimeOf(DateOnly date) => times[date];

    /// <summary>The flows of all payments that a filter lets through, seen by the lender.</summary>
    public IEnumerable<CashFlow> Flows(Func<Payment, bool> filter) =>
        Loan.Disbursements.Select(disbursement => new CashFlow(TimeOf(disbursement.Date), -disbursement.Amount))
            .Concat(Payments.Where(filter).Select(payment => new CashFlow(TimeOf(payment.Date), payment.Amount)));

    private static IEnumerable<Payment> Instalments(Loan loan) => loan.Plan is not { } plan
        ? []
        : Enumerable.Range(1, plan.Count).Select(number => new Payment(DateAt(loan.Start, number, plan.Every), plan.Amount, PaymentKind.Instalment));

    /// <summary>The number of whole periods to the day; null when the day does not end one.</summary>
    private int? TimeOf(DateOnly date, Period period)
    {
        var months = 12 * (date.Year - Start.Year) + date.Month - Start.Month;
        var time = period switch
        {
            Period.Day => date.DayNumber - Start.DayNumber,
            Period.Week => (date.DayNumber - Start.DayNumber) / 7,
            Period.Month => months,
            Period.Quarter => months / 3,
            _ => months / 12,
        };
        return DateAt(Start, time, period) == date ? time : null;
    }

    private static DateOnly DateAt(DateOnly start, int number, Period period) => period switch
    {
        Period.Day => start.AddDays(number),
        Period.Week => start.AddDays(7 * number),
        Period.Month => start.AddMonths(number),
        Period.Quarter => start.AddMonths(3 * number),
        _ => start.AddYears(number),
    };
}
