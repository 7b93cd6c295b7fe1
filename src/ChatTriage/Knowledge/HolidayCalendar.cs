using System.Collections.Frozen;

namespace ChatTriage.Knowledge;

/// <summary>Days off that belong together, as the announcement names them.</summary>
/// <param name="Name">The holiday.</param>
/// <param name="From">First day off.</param>
/// <param name="To">Last day off.</param>
public sealed record Holiday(string Name, DateOnly From, DateOnly To)
{
    /// <summary>Every day of it.</summary>
    public IEnumerable<DateOnly> Days => Enumerable.Range(0, Math.Max(0, To.DayNumber - From.DayNumber + 1)).Select(From.AddDays);
}

/// <summary>The holidays of one year, as the General Office of the State Council announced them.</summary>
/// <param name="Year">The year.</param>
/// <param name="Announced">Day of the announcement.</param>
/// <param name="Reference">Title of the announcement.</param>
/// <param name="DaysOff">The holidays, with the days moved to them.</param>
/// <param name="Workdays">Saturdays and Sundays that are worked instead.</param>
/// <param name="Source">Where it is written.</param>
public sealed record HolidayYear(
    int Year, DateOnly Announced, string Reference, IReadOnlyList<Holiday> DaysOff, IReadOnlyList<DateOnly> Workdays, SourceLine Source);

/// <summary>Which days are statutory days off (法定休假日): weekends and holidays, without the weekends that are worked instead.</summary>
/// <param name="Years">The announced years, oldest first, none left out.</param>
public sealed record HolidayCalendar(IReadOnlyList<HolidayYear> Years)
{
    private readonly FrozenSet<DateOnly> daysOff = Years.SelectMany(year => year.DaysOff).SelectMany(holiday => holiday.Days).ToFrozenSet();
    private readonly FrozenSet<DateOnly> workdays = Years.SelectMany(year => year.Workdays).ToFrozenSet();

    /// <summary>Whether the holidays of that day's year are known.</summary>
    public bool Covers(DateOnly day) => Years.Count > 0 && Years[0].Year <= day.Year && day.Year <= Years[^1].Year;

    /// <summary>Whether it is a day off; in a year that is not covered, only weekends are.</summary>
    public bool IsDayOff(DateOnly day) =>
        daysOff.Contains(day) || (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && !workdays.Contains(day));

    /// <summary>The first working day on that day or after it. It never looks into a year that is not covered: there it stays where it is.</summary>
    public DateOnly WorkingDayFrom(DateOnly day)
    {
        while (Covers(day) && IsDayOff(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The day that is so many working days after a day, which itself does not count.</summary>
    public DateOnly AfterWorkingDays(DateOnly day, int count)
    {
        while (count > 0)
        {
            day = day.AddDays(1);
            if (!IsDayOff(day)) count--;
        }

        return day;
    }
}
