namespace ChatTriage.Loans;

/// <summary>Where the borrower stands when interest is counted at a cap and not at the contract's rate.</summary>
/// <param name="Above">Yuan paid beyond principal and interest at the cap.</param>
/// <param name="StillOwed">Yuan of principal and interest at the cap that the payments leave open.</param>
public sealed record Settlement(decimal Above, decimal StillOwed)
{
    /// <summary>
    /// Counts simple interest on what really arrived; each payment first settles interest, then principal (Civil Code art. 561).
    /// What is paid after both are settled lies above the cap, and counts towards a later disbursement.
    /// </summary>
    internal static Settlement At(decimal percent, LoanTimeline timeline)
    {
        var rate = percent / 100 / timeline.PeriodsPerYear;
        decimal principal = 0, interest = 0;
        var before = 0;
        foreach (var flow in timeline.Flows(_ => true).OrderBy(flow => flow.Time).ThenBy(flow => flow.Amount))
        {
            interest += Math.Max(0, principal) * rate * (flow.Time - before);
            before = flow.Time;
            var towardsInterest = Math.Clamp(flow.Amount, 0, interest);
            interest -= towardsInterest;
            principal -= flow.Amount - towardsInterest;
        }

        return new Settlement(Money(Math.Max(0, -principal)), Money(Math.Max(0, principal) + interest));
    }

    private static decimal Money(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);
}
