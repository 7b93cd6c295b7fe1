using ChatTriage.Api.Knowledge;
using ChatTriage.Loans;
using FluentValidation;

namespace ChatTriage.Api.Calculators;

/// <summary>一笔借款 A loan.</summary>
internal sealed record AnnualRateRequest
{
    /// <summary>放款方，值见 GET /api/v1/facts 的 lender-type；不知道就不填 Kind of lender; null when not known.</summary>
    /// <example>private</example>
    public string? LenderType { get; init; }

    /// <summary>合同日期 Day of the contract.</summary>
    /// <example>2025-06-01</example>
    public DateOnly? ContractDate { get; init; }

    /// <summary>合同上写的本金（元）；与到账一样就不填 Principal that the contract names, in yuan.</summary>
    /// <example>10000</example>
    public decimal? ContractPrincipal { get; init; }

    /// <summary>实际到账的钱 What really arrived.</summary>
    public IReadOnlyList<DisbursementRequest?>? Disbursements { get; init; }

    /// <summary>每一笔付款，最多 10000 笔；有 plan 时只写每期以外的费用 Payments, at most 10,000; beside a plan only fees.</summary>
    public IReadOnlyList<PaymentRequest?>? Payments { get; init; }

    /// <summary>等额分期，第一期在到账后一个周期 Equal instalments, the first one period after the money arrived.</summary>
    public PlanRequest? Plan { get; init; }

    /// <summary>The loan; only for a request whose required fields are there.</summary>
    public Loan ToLoan() => new(
        LenderType, ContractDate!.Value, ContractPrincipal,
        [.. Disbursements!.Select(row => new Disbursement(row!.Date!.Value, row.Amount!.Value))],
        [.. (Payments ?? []).Select(row => new Payment(row!.Date!.Value, row.Amount!.Value, row.Kind))],
        Plan is null ? null : new InstalmentPlan(Plan.Count!.Value, Plan.Amount!.Value, Plan.Every));
}

/// <summary>一笔到账 Money that arrived.</summary>
internal sealed record DisbursementRequest
{
    /// <summary>哪天 The day.</summary>
    /// <example>2025-06-01</example>
    public DateOnly? Date { get; init; }

    /// <summary>到账多少元 Yuan.</summary>
    /// <example>9000</example>
    public decimal? Amount { get; init; }
}

/// <summary>一笔付款 A payment.</summary>
internal sealed record PaymentRequest
{
    /// <summary>哪天 The day.</summary>
    /// <example>2025-07-01</example>
    public DateOnly? Date { get; init; }

    /// <summary>多少元 Yuan.</summary>
    /// <example>90</example>
    public decimal? Amount { get; init; }

    /// <summary>哪一种：instalment 本息，其余是费用；默认 instalment What it was for; default instalment.</summary>
    /// <example>guarantee-fee</example>
    public PaymentKind Kind { get; init; }
}

/// <summary>等额分期 Equal instalments.</summary>
internal sealed record PlanRequest
{
    /// <summary>几期 How many.</summary>
    /// <example>12</example>
    public int? Count { get; init; }

    /// <summary>每期多少元 Yuan each.</summary>
    /// <example>1000</example>
    public decimal? Amount { get; init; }

    /// <summary>多久一期，默认一个月 The distance between two; default a month.</summary>
    /// <example>month</example>
    public Period Every { get; init; } = Period.Month;
}

/// <summary>Checks that the required fields are there, then lets the engine look at the loan.</summary>
internal sealed class AnnualRateRequestValidator : AbstractValidator<AnnualRateRequest>
{
    public AnnualRateRequestValidator(LiveKnowledge live) => RuleFor(request => request).Custom((request, context) =>
    {
        var missing = Missing(request).ToArray();
        foreach (var field in missing) context.AddFailure(field, "这一项要填。");
        if (missing.Length > 0) return;
        foreach (var fault in request.ToLoan().Faults(live.Triage.Knowledge)) context.AddFailure(fault.Field, fault.Message);
    });

    private static IEnumerable<string> Missing(AnnualRateRequest request)
    {
        if (request.ContractDate is null) yield return "contractDate";
        if (request.Disbursements is null) yield return "disbursements";
        foreach (var (index, row) in (request.Disbursements ?? []).Index())
        {
            if (row?.Date is null) yield return $"disbursements[{index}].date";
            if (row?.Amount is null) yield return $"disbursements[{index}].amount";
        }

        foreach (var (index, row) in (request.Payments ?? []).Index())
        {
            if (row?.Date is null) yield return $"payments[{index}].date";
            if (row?.Amount is null) yield return $"payments[{index}].amount";
        }

        if (request.Plan is { Count: null }) yield return "plan.count";
        if (request.Plan is { Amount: null }) yield return "plan.amount";
    }
}
