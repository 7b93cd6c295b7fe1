using ChatTriage.Knowledge;

namespace ChatTriage.Loans;

/// <summary>What a payment was for, as the lender called it.</summary>
public enum PaymentKind
{
    /// <summary>Principal and interest.</summary>
    Instalment,

    /// <summary>Service or consulting fee.</summary>
    ServiceFee,

    /// <summary>Guarantee fee.</summary>
    GuaranteeFee,

    /// <summary>Membership or benefits package.</summary>
    MembershipFee,

    /// <summary>Insurance premium.</summary>
    Insurance,

    /// <summary>Penalty, overdue interest, extension fee.</summary>
    Penalty,
}

/// <summary>The distance between two instalments.</summary>
public enum Period
{
    /// <summary>A day; a year has 365.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months.</summary>
    Quarter,

    /// <summary>A year.</summary>
    Year,
}

/// <summary>Money that arrived.</summary>
/// <param name="Date">The day it arrived.</param>
/// <param name="Amount">Yuan that really arrived.</param>
public sealed record Disbursement(DateOnly Date, decimal Amount);

/// <summary>Money paid, or to be paid.</summary>
/// <param name="Date">The day.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="Kind">What it was for.</param>
public sealed record Payment(DateOnly Date, decimal Amount, PaymentKind Kind);

/// <summary>Equal instalments, the first one period after the first disbursement.</summary>
/// <param name="Count">How many.</param>
/// <param name="Amount">Yuan each.</param>
/// <param name="Every">The distance between two.</param>
public sealed record InstalmentPlan(int Count, decimal Amount, Period Every);

/// <summary>What is wrong with a loan as told.</summary>
/// <param name="Field">The field, as the HTTP contract names it.</param>
/// <param name="Message">What to do about it, in Chinese.</param>
public sealed record LoanFault(string Field, string Message);

/// <summary>A loan as the borrower tells it.</summary>
/// <param name="LenderType">A value of the fact <c>lender-type</c>; null when the lender is not known.</param>
/// <param name="ContractDate">The day of the contract.</param>
/// <param name="ContractPrincipal">Yuan that the contract names; null when it is what arrived.</param>
/// <param name="Disbursements">What arrived.</param>
/// <param name="Payments">What was paid; beside a plan only fees and penalties.</param>
/// <param name="Plan">Equal instalments; null when the payments are listed one by one.</param>
public sealed record Loan(
    string? LenderType, DateOnly ContractDate, decimal? ContractPrincipal,
    IReadOnlyList<Disbursement> Disbursements, IReadOnlyList<Payment> Payments, InstalmentPlan? Plan)
{
    /// <summary>More rows than any loan has.</summary>
    public const int MostRows = 10_000;

    private const decimal LargestAmount = 1_000_000_000;
    private const string WrongAmount = "金额写成大于 0 的数，单位是元，不超过 10 亿，最多两位小数。";
    private const string WrongDate = "日期要在 1990-01-01 到 2100-12-31 之间。";
    private static readonly DateOnly Earliest = new(1990, 1, 1);
    private static readonly DateOnly Latest = new(2100, 12, 31);

    /// <summary>The day on which the first money arrived.</summary>
    public DateOnly Start => Disbursements.Min(disbursement => disbursement.Date);

    /// <summary>What arrived, in yuan.</summary>
    public decimal Received => Disbursements.Sum(disbursement => disbursement.Amount);

    /// <summary>What is wrong with the loan; empty when it can be calculated over that knowledge base.</summary>
    public IEnumerable<LoanFault> Faults(KnowledgeBase knowledge)
    {
        var lenders = knowledge.Facts.GetValueOrDefault(InterestRates.LenderFact)?.Options.Select(option => option.Value.ToString()).ToArray() ?? [];
        if (LenderType is not null && !lenders.Contains(LenderType)) return [new LoanFault("lenderType", $"放款方只能用：{string.Join("、", lenders)}；不知道就不填。")];
        var faults = RowFaults().ToArray();
        return faults.Length > 0 ? faults : WholeFaults();
    }

    private IEnumerable<LoanFault> RowFaults()
    {
        if (!IsDate(ContractDate)) yield return new LoanFault("contractDate", WrongDate);
        if (ContractPrincipal is { } principal && !IsAmount(principal)) yield return new LoanFault("contractPrincipal", WrongAmount);
        if (Disbursements.Count is 0 or > MostRows) yield return new LoanFault("disbursements", $"请填实际到账的钱：至少一笔，最多 {MostRows} 笔。");
        if (Payments.Count > MostRows) yield return new LoanFault("payments", $"一次最多 {MostRows} 笔，请分开计算，或者用 plan 写等额分期。");
        foreach (var (index, disbursement) in Disbursements.Index().Take(MostRows))
        {
            if (!IsDate(disbursement.Date)) yield return new LoanFault($"disbursements[{index}].date", WrongDate);
            if (!IsAmount(disbursement.Amount)) yield return new LoanFault($"disbursements[{index}].amount", WrongAmount);
        }

        foreach (var (index, payment) in Payments.Index().Take(MostRows))
        {
            if (!IsDate(payment.Date)) yield return new LoanFault($"payments[{index}].date", WrongDate);
            if (!IsAmount(payment.Amount)) yield return new LoanFault($"payments[{index}].amount", WrongAmount);
        }

        if (Plan is null) yield break;
        var most = Plan.Every switch { Period.Day => 3650, Period.Week => 520, Period.Month => 600, Period.Quarter => 200, _ => 50 };
        if (Plan.Count < 1 || Plan.Count > most) yield return new LoanFault("plan.count", $"期数要在 1 到 {most} 之间。");
        if (!IsAmount(Plan.Amount)) yield return new LoanFault("plan.amount", WrongAmount);
    }

    private IEnumerable<LoanFault> WholeFaults()
    {
        if (Payments.Count == 0 && Plan is null) yield return new LoanFault("payments", "请填每一笔还款 payments，或者等额分期 plan。");
        if (ContractPrincipal < Received) yield return new LoanFault("contractPrincipal", "合同本金比到账的钱还少，请核对。");
        foreach (var (index, payment) in Payments.Index())
        {
            if (payment.Date < Start) yield return new LoanFault($"payments[{index}].date", "这一笔早于第一次到账的日子，请核对日期。");
            else if (payment.Date < ContractDate) yield return new LoanFault($"payments[{index}].date", "这一笔早于合同日期，请核对日期。");
            if (Plan is not null && payment.Kind == PaymentKind.Instalment) yield return new LoanFault($"payments[{index}].kind", "已经有 plan，这里只写每期以外的费用。");
        }
    }

    private static bool IsAmount(decimal amount) => amount is > 0 and <= LargestAmount && decimal.Round(amount, 2) == amount;

    private static bool IsDate(DateOnly date) => Earliest <= date && date <= Latest;
}
