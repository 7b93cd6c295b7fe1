using System.Globalization;

namespace ChatTriage.Knowledge;

/// <summary>One announcement of the one-year loan prime rate (贷款市场报价利率, LPR).</summary>
/// <param name="Month">First day of the month that it was announced for.</param>
/// <param name="Published">The day of the announcement: the rate counts from then until the next one.</param>
/// <param name="Percent">Percent a year.</param>
/// <param name="Source">Where it is written.</param>
public sealed record LprQuote(DateOnly Month, DateOnly Published, decimal Percent, SourceLine Source);

/// <summary>What stands behind a cap; the calculator and the texts never mix them.</summary>
public enum CapKind
{
    /// <summary>A court applies it: a judicial interpretation says so.</summary>
    Judicial,

    /// <summary>Courts lower on request, by judicial policy; no statute sets it.</summary>
    CourtPolicy,

    /// <summary>A regulator demands it of lenders; a court is not bound by it.</summary>
    Guidance,

    /// <summary>The contract itself is void; only a compensation for the use of the money is owed.</summary>
    Void,
}

/// <summary>How far interest and charges together are protected for contracts of some days with some kinds of lender.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lenders">The values of the fact <c>lender-type</c> that it holds for.</param>
/// <param name="From">First day of contracts that it holds for.</param>
/// <param name="To">Last day; null while it holds.</param>
/// <param name="Kind">What stands behind it.</param>
/// <param name="Percent">Percent a year; null when it is a multiple of the LPR.</param>
/// <param name="LprMultiple">Multiple of the one-year LPR on the day of the contract; null when it is a percentage.</param>
/// <param name="Says">What it means, with its limits.</param>
/// <param name="Excess">What the borrower can do about what was paid above it; a clause without a full stop.</param>
/// <param name="Basis">Its provisions.</param>
/// <param name="Source">Where it is written.</param>
public sealed record RateCap(
    string Id, string Title, IReadOnlyList<string> Lenders, DateOnly From, DateOnly? To, CapKind Kind, decimal? Percent, decimal? LprMultiple,
    string Says, string Excess, IReadOnlyList<ProvisionReference> Basis, SourceLine Source)
{
    /// <summary>Whether contracts of the day fall under it.</summary>
    public bool Covers(DateOnly contractDate) => From <= contractDate && (To is null || contractDate <= To);
}

/// <summary>A cap with its value for one contract.</summary>
/// <param name="Cap">The cap.</param>
/// <param name="Percent">Percent a year.</param>
public sealed record CapOnDate(RateCap Cap, decimal Percent);

/// <summary>What makes a remark on a calculated rate necessary.</summary>
public enum RateNoteKind
{
    /// <summary>Less arrived than the contract says, or interest was taken back on the same day.</summary>
    UpfrontDeduction,

    /// <summary>Service, guarantee or membership fees, or insurance, are counted in.</summary>
    AddOnFees,

    /// <summary>Penalties are counted in.</summary>
    Penalties,

    /// <summary>The table lacks announcements before the day of the contract.</summary>
    StaleLpr,
}

/// <summary>A remark on a calculated rate.</summary>
/// <param name="Kind">When it is made.</param>
/// <param name="Says">Its words.</param>
/// <param name="Basis">Its provisions; none for a remark on the calculation itself.</param>
/// <param name="Source">Where it is written.</param>
public sealed record RateNote(RateNoteKind Kind, string Says, IReadOnlyList<ProvisionReference> Basis, SourceLine Source);

/// <summary>The one-year LPR by month, the caps that stand on it or beside it, and the remarks on a calculated rate.</summary>
/// <param name="Lpr">The announcements, oldest first, one a month.</param>
/// <param name="Caps">The caps in the order of the file.</param>
/// <param name="Notes">The remarks, one of each kind.</param>
public sealed record InterestRates(IReadOnlyList<LprQuote> Lpr, IReadOnlyList<RateCap> Caps, IReadOnlyDictionary<RateNoteKind, RateNote> Notes)
{
    /// <summary>The fact whose options are the kinds of lender.</summary>
    public const string LenderFact = "lender-type";

    /// <summary>An announcement follows every month; a table whose last one is older than this many days lacks at least one.</summary>
    public const int FreshDays = 45;

    /// <summary>The announcement that counts on a day: the last one on or before it; null before the first.</summary>
    public LprQuote? LprOn(DateOnly day) => Lpr.LastOrDefault(quote => quote.Published <= day);

    /// <summary>The caps for a contract of the day, whoever lent; those on the LPR are left out before its first announcement.</summary>
    public IEnumerable<CapOnDate> CapsOn(DateOnly contractDate) =>
        from cap in Caps
        where cap.Covers(contractDate)
        let percent = cap.Percent ?? cap.LprMultiple * LprOn(contractDate)?.Percent
        where percent is not null
        select new CapOnDate(cap, percent.Value);

    /// <summary>The caps for a contract of the day with that kind of lender.</summary>
    public IEnumerable<CapOnDate> CapsFor(string lender, DateOnly contractDate) => CapsOn(contractDate).Where(cap => cap.Cap.Lenders.Contains(lender));

    /// <summary>Whether an announcement that should have followed by <paramref name="asOf"/> is missing from the table.</summary>
    public bool IsStale(DateOnly asOf) => LprOn(asOf) is { } last && asOf > last.Published.AddDays(FreshDays);

    /// <summary>The text with <c>{lpr}</c>, <c>{lpr-times-4}</c> and <c>{lpr-month}</c> replaced by the values that count on the day.</summary>
    public string Fill(string text, DateOnly asOf)
    {
        if (!text.Contains("{lpr", StringComparison.Ordinal) || LprOn(asOf) is not { } quote) return text;
        return text
            .Replace("{lpr}", Percentage(quote.Percent), StringComparison.Ordinal)
            .Replace("{lpr-times-4}", Percentage(quote.Percent * 4), StringComparison.Ordinal)
            .Replace("{lpr-month}", quote.Month.ToString("yyyy年M月", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Percentage(decimal percent) => percent.ToString("0.0#", CultureInfo.InvariantCulture) + "%";
}
