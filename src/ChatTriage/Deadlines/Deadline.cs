using ChatTriage.Knowledge;

namespace ChatTriage.Deadlines;

/// <summary>What is wrong with the dates that a deadline was asked for.</summary>
/// <param name="Field">The field, as the HTTP contract names it.</param>
/// <param name="Message">What to do about it, in Chinese.</param>
public sealed record DeadlineFault(string Field, string Message);

/// <summary>A remark with its legal basis.</summary>
/// <param name="Note">The remark.</param>
/// <param name="Basis">Its provisions, as in force on the day that starts the deadline.</param>
public sealed record DeadlineNoteOnDate(DeadlineNote Note, IReadOnlyList<ProvisionInForce> Basis);

/// <summary>
/// A deadline that started on a day. The day of the event does not count; months and years end on the same date, or on the last of a
/// shorter month; a last day off moves to the first working day (Civil Code arts. 201 to 203, Civil Procedure Law art. 85).
/// </summary>
/// <param name="Rule">The deadline.</param>
/// <param name="Version">Its period for that start.</param>
/// <param name="Start">The day of the event.</param>
/// <param name="CountedEnd">Where the count ends, before it moves.</param>
/// <param name="LastDay">The last day to act. In a year without a known calendar it is not moved, so it is never later than the law's.</param>
/// <param name="IsApproximate">The official holidays that decide it are not known.</param>
/// <param name="AsOf">The day from which the days left are counted.</param>
/// <param name="Basis">Its provisions, as in force at the start.</param>
/// <param name="Notes">What must be known about the date.</param>
public sealed record Deadline(
    DeadlineRule Rule, DeadlineVersion Version, DateOnly Start, DateOnly CountedEnd, DateOnly LastDay, bool IsApproximate, DateOnly AsOf,
    IReadOnlyList<ProvisionInForce> Basis, IReadOnlyList<DeadlineNoteOnDate> Notes)
{
    private static readonly DateOnly Latest = new(2100, 12, 31);

    /// <summary>Days from the asked day to the last one; 0 on the last day, negative after it.</summary>
    public int DaysLeft => LastDay.DayNumber - AsOf.DayNumber;

    /// <summary>What is wrong with the request; empty when the deadline can be counted over that knowledge base.</summary>
    public static IEnumerable<DeadlineFault> Faults(string kind, DateOnly start, KnowledgeBase knowledge)
    {
        if (!knowledge.Deadlines.Rules.TryGetValue(kind, out var rule))
            yield return new DeadlineFault("kind", $"没有这种期限，可以用：{string.Join("、", knowledge.Deadlines.Rules.Keys)}。");
        else if (start > Latest || !rule.Versions.Any(version => version.Covers(start)))
            yield return new DeadlineFault("date", $"这种期限要从 {rule.Versions[0].From:yyyy-MM-dd} 到 {rule.Versions[^1].To ?? Latest:yyyy-MM-dd} 之间的日子算起，更早的规定我们没有收录。");
    }

    /// <summary>Counts a deadline.</summary>
    /// <param name="kind">Id of the deadline.</param>
    /// <param name="start">The day of the event that starts it, for example of service.</param>
    /// <param name="asOf">The day from which the days left are counted.</param>
    /// <param name="knowledge">Deadlines, holidays and laws.</param>
    /// <exception cref="ArgumentException">When <see cref="Faults"/> names any.</exception>
    public static Deadline Of(string kind, DateOnly start, DateOnly asOf, KnowledgeBase knowledge)
    {
        if (Faults(kind, start, knowledge).FirstOrDefault() is { } fault) throw new ArgumentException($"{fault.Field}: {fault.Message}", fault.Field);
        var rule = knowledge.Deadlines.Rules[kind];
        var calendar = knowledge.Deadlines.Calendar;
        var version = rule.Versions.First(version => version.Covers(start));
        var counted = version.Period.Unit switch
        {
            PeriodUnit.Days => start.AddDays(version.Period.Count),
            PeriodUnit.WorkingDays => calendar.AfterWorkingDays(start, version.Period.Count),
            PeriodUnit.Months => start.AddMonths(version.Period.Count),
            PeriodUnit.Years => start.AddYears(version.Period.Count),
        };
        var last = rule.MovesToWorkingDay ? calendar.WorkingDayFrom(counted) : counted;
        var isByWorkingDays = version.Period.Unit == PeriodUnit.WorkingDays;
        var isApproximate = isByWorkingDays ? !calendar.Covers(start) || !calendar.Covers(last) : rule.MovesToWorkingDay && !calendar.Covers(last);
        return new Deadline(
            rule, version, start, counted, last, isApproximate, asOf, BasisOf(version.Basis),
            [.. NoteKinds().Select(note => knowledge.Deadlines.Notes[note]).Select(note => new DeadlineNoteOnDate(note, BasisOf(note.Basis)))]);

        IReadOnlyList<ProvisionInForce> BasisOf(IEnumerable<ProvisionReference> references) =>
            [.. references.Select(reference => knowledge.Laws[reference.LawId].Resolve(reference.Article, KnowledgeBase.DayInReach(start))).OfType<ProvisionInForce>()];

        IEnumerable<DeadlineNoteKind> NoteKinds()
        {
            if (asOf > last) yield return rule.Actor == DeadlineActor.You ? DeadlineNoteKind.Missed : DeadlineNoteKind.Overdue;
            if (isApproximate) yield return isByWorkingDays ? DeadlineNoteKind.WorkingDaysUncertain : DeadlineNoteKind.CalendarMissing;
            if (last > counted) yield return DeadlineNoteKind.Moved;
            if (!rule.MovesToWorkingDay && !isByWorkingDays && calendar.IsDayOff(last)) yield return DeadlineNoteKind.Stays;
            foreach (var note in rule.Notes) yield return note;
        }
    }
}
