using ChatTriage.Knowledge;

namespace ChatTriage.Loans;

/// <summary>What a loan costs a year.</summary>
/// <param name="Solution">The internal rate of return a period.</param>
/// <param name="Period">The period.</param>
/// <param name="Simple">Rate a period times periods a year, as a fraction; null when there is no rate. Courts count this way.</param>
/// <param name="Compounded">(1 + rate a period) to the power of periods a year, less one; null also when it is beyond all measure.</param>
public sealed record AnnualRate(InternalRateOfReturn Solution, Period Period, double? Simple, double? Compounded)
{
    private const double BeyondMeasure = 1e12;

    internal static AnnualRate Of(LoanTimeline timeline)
    {
        var solution = InternalRateOfReturn.Of(timeline.Flows(_ => true));
        var periods = (double)timeline.PeriodsPerYear;
        return new AnnualRate(
            solution, timeline.Period, solution.Rate * periods,
            solution.Rate is { } rate && Math.Pow(1 + rate, periods) - 1 is var compounded && compounded < BeyondMeasure ? compounded : null);
    }
}

/// <summary>A cap that was in force on the day of the contract, held against a loan.</summary>
/// <param name="Cap">The cap with its value.</param>
/// <param name="Applies">Whether it holds for this kind of lender.</param>
/// <param name="Settlement">Where the borrower stands under it.</param>
/// <param name="Basis">Its provisions, as in force on the day of the contract.</param>
public sealed record CapComparison(CapOnDate Cap, bool Applies, Settlement Settlement, IReadOnlyList<ProvisionInForce> Basis);

/// <summary>A remark with its legal basis.</summary>
/// <param name="Note">The remark.</param>
/// <param name="Basis">Its provisions, as in force on the day of the contract.</param>
public sealed record NoteOnDate(RateNote Note, IReadOnlyList<ProvisionInForce> Basis);

/// <summary>The whole result of the annual-rate calculator.</summary>
/// <param name="Loan">The loan.</param>
/// <param name="Rate">What it costs a year.</param>
/// <param name="RecognisedPrincipal">Yuan of principal that the law recognises: what arrived, less interest taken back on the same day.</param>
/// <param name="TotalPaid">All payments in yuan.</param>
/// <param name="Caps">The caps in force on the day of the contract, those for this lender first.</param>
/// <param name="Notes">What must be known about the figures.</param>
/// <param name="Schedule">Principal, interest and fees by day of payment.</param>
public sealed record LoanCost(
    Loan Loan, AnnualRate Rate, decimal RecognisedPrincipal, decimal TotalPaid, IReadOnlyList<CapComparison> Caps, IReadOnlyList<NoteOnDate> Notes,
    IReadOnlyList<ScheduleRow> Schedule)
{
    /// <summary>Yuan paid beyond what arrived.</summary>
    public decimal TotalCost => TotalPaid - Loan.Received;

    /// <summary>The strictest cap for this lender; null when none is known.</summary>
    public CapComparison? Cap => Caps.Where(cap => cap.Applies).MinBy(cap => cap.Cap.Percent);

    /// <summary>Calculates a loan without faults against the rates and laws of a knowledge base.</summary>
    /// <exception cref="ArgumentException">When <see cref="Loan.Faults"/> names any.</exception>
    public static LoanCost Of(Loan loan, KnowledgeBase knowledge)
    {
        if (loan.Faults(knowledge).FirstOrDefault() is { } fault) throw new ArgumentException($"{fault.Field}: {fault.Message}", nameof(loan));
        var timeline = new LoanTimeline(loan);
        var caps = knowledge.Rates.CapsOn(loan.ContractDate)
            .Select(cap => new CapComparison(cap, loan.LenderType is { } lender && cap.Cap.Lenders.Contains(lender), Settlement.At(cap.Percent, timeline), BasisOf(cap.Cap.Basis)))
            .OrderByDescending(cap => cap.Applies);
        var takenBack = timeline.Payments.Where(payment => payment.Date == timeline.Start && payment.Kind == PaymentKind.Instalment).Sum(payment => payment.Amount);
        var recognised = Math.Max(0, loan.Received - takenBack);
        return new LoanCost(
            loan, AnnualRate.Of(timeline), recognised, timeline.Payments.Sum(payment => payment.Amount), [.. caps],
            [.. NotesFor().Select(kind => knowledge.Rates.Notes[kind]).Select(note => new NoteOnDate(note, BasisOf(note.Basis)))], RepaymentSchedule.Of(timeline));

        IReadOnlyList<ProvisionInForce> BasisOf(IEnumerable<ProvisionReference> references) =>
            [.. references.Select(reference => knowledge.Laws[reference.LawId].Resolve(reference.Article, loan.ContractDate)).OfType<ProvisionInForce>()];

        IEnumerable<RateNoteKind> NotesFor()
        {
            if (recognised < (loan.ContractPrincipal ?? loan.Received)) yield return RateNoteKind.UpfrontDeduction;
            if (loan.Payments.Any(payment => payment.Kind is not (PaymentKind.Instalment or PaymentKind.Penalty))) yield return RateNoteKind.AddOnFees;
            if (loan.Payments.Any(payment => payment.Kind == PaymentKind.Penalty)) yield return RateNoteKind.Penalties;
            if (knowledge.Rates.IsStale(loan.ContractDate)) yield return RateNoteKind.StaleLpr;
        }
    }
}
