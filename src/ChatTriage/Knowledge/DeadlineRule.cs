using System.Diagnostics;
using System.Globalization;

namespace ChatTriage.Knowledge;

/// <summary>Who has to act within a deadline.</summary>
public enum DeadlineActor
{
    /// <summary>The reader: to answer, object, appeal, apply.</summary>
    You,

    /// <summary>Somebody else: to handle a complaint, correct a record, claim a debt.</summary>
    OtherSide,
}

/// <summary>What a period is counted in.</summary>
public enum PeriodUnit
{
    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Days that are worked by the official holiday calendar.</summary>
    WorkingDays,

    /// <summary>Months by date.</summary>
    Months,

    /// <summary>Years by date.</summary>
    Years,
}

/// <summary>How long a deadline runs.</summary>
/// <param name="Count">How many units.</param>
/// <param name="Unit">The unit.</param>
public sealed record DeadlinePeriod(int Count, PeriodUnit Unit)
{
    /// <summary>In Chinese, as 「15日」.</summary>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + Unit switch
    {
        PeriodUnit.Days => "日",
        PeriodUnit.WorkingDays => "个工作日",
        PeriodUnit.Months => "个月",
        PeriodUnit.Years => "年",
        _ => throw new UnreachableException(),
    };
}

/// <summary>The period for deadlines that start between two days.</summary>
/// <param name="From">First day of the event that starts it.</param>
/// <param name="To">Last day; null while it holds.</param>
/// <param name="Period">How long it runs.</param>
/// <param name="Basis">The provisions that set it and say how it is counted.</param>
/// <param name="Source">Where it is written.</param>
public sealed record DeadlineVersion(DateOnly From, DateOnly? To, DeadlinePeriod Period, IReadOnlyList<ProvisionReference> Basis, SourceLine Source)
{
    /// <summary>Whether an event of that day starts this period.</summary>
    public bool Covers(DateOnly start) => From <= start && (To is null || start <= To);
}

/// <summary>What makes a remark on a deadline necessary.</summary>
public enum DeadlineNoteKind
{
    /// <summary>The court or office decides whether the deadline was kept.</summary>
    CourtDecides,

    /// <summary>The day of service may be another one than the reader thinks.</summary>
    ServiceDisputed,

    /// <summary>An earlier date on the paper, or set by the court, counts.</summary>
    PaperWins,

    /// <summary>Posting before the end keeps the deadline.</summary>
    Posting,

    /// <summary>Whoever was kept from acting in time may ask the court for more.</summary>
    Extension,

    /// <summary>The last day was a day off, and moved.</summary>
    Moved,

    /// <summary>No rule moves the last day, so it was left where it fell.</summary>
    Stays,

    /// <summary>The holidays of the year are not known, so the last day was left where it fell.</summary>
    CalendarMissing,

    /// <summary>The holidays of a year are not known, so working days were counted by weekends.</summary>
    WorkingDaysUncertain,

    /// <summary>The reader's own deadline is over.</summary>
    Missed,

    /// <summary>The other side's deadline is over.</summary>
    Overdue,
}

/// <summary>A remark on a deadline.</summary>
/// <param name="Kind">When it is made.</param>
/// <param name="Says">Its words.</param>
/// <param name="Basis">Its provisions; none for a remark on the calculation itself.</param>
/// <param name="Source">Where it is written.</param>
public sealed record DeadlineNote(DeadlineNoteKind Kind, string Says, IReadOnlyList<ProvisionReference> Basis, SourceLine Source);

/// <summary>A period within which somebody has to act.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Title">What is to be done in time.</param>
/// <param name="Actor">Who has to act.</param>
/// <param name="By">The actor in plain words.</param>
/// <param name="Starts">The event that starts it, in plain words.</param>
/// <param name="StartFact">The fact that tells the day of the event; null when no fact does.</param>
/// <param name="MovesToWorkingDay">Whether a last day that is a day off moves to the first working day after it.</param>
/// <param name="Limits">What it can and cannot do.</param>
/// <param name="Steps">What to do, as a clause of the summary's second sentence.</param>
/// <param name="Notes">The remarks that always belong to it.</param>
/// <param name="Versions">Its periods, oldest first.</param>
/// <param name="Source">Where it is written.</param>
public sealed record DeadlineRule(
    string Id, string Title, DeadlineActor Actor, string By, string Starts, string? StartFact, bool MovesToWorkingDay, string Limits, string Steps,
    IReadOnlyList<DeadlineNoteKind> Notes, IReadOnlyList<DeadlineVersion> Versions, SourceLine Source)
{
    /// <summary>The period of an event of that day; the first or last one for a day outside all versions.</summary>
    public DeadlinePeriod PeriodOn(DateOnly start) => (Versions.LastOrDefault(version => version.From <= start) ?? Versions[0]).Period;
}

/// <summary>The deadlines by id, the remarks on them, and the calendar that they are counted by.</summary>
/// <param name="Rules">The deadlines, in the order of the file.</param>
/// <param name="Notes">The remarks, one of each kind.</param>
/// <param name="Calendar">The official holidays.</param>
public sealed record DeadlineRules(
    IReadOnlyDictionary<string, DeadlineRule> Rules, IReadOnlyDictionary<DeadlineNoteKind, DeadlineNote> Notes, HolidayCalendar Calendar);
