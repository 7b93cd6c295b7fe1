using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Deadlines;

/// <summary>The official holidays as the knowledge base holds them.</summary>
public sealed class HolidayCalendarTests
{
    private static readonly HolidayCalendar Calendar = KnowledgeBase.Load(Repository.KnowledgeDirectory).Deadlines.Calendar;

    [Theory]
    [InlineData("2021-02-20", false)] // worked Saturday
    [InlineData("2022-01-31", true)] // New Year's Eve
    [InlineData("2023-10-06", true)]
    [InlineData("2024-05-11", false)]
    [InlineData("2025-01-28", true)]
    [InlineData("2025-05-05", true)]
    [InlineData("2026-02-23", true)]
    [InlineData("2026-02-24", false)]
    [InlineData("2026-10-10", false)]
    [InlineData("2026-11-28", true)] // plain Saturday
    [InlineData("2026-11-30", false)]
    public void Days_off(string day, bool isOff) => Assert.Equal(isOff, Calendar.IsDayOff(DateOnly.Parse(day)));

    /// <summary>
    /// Weekends and holidays together are what the two rules of the calendar say: a wrong line would change the number of the year's
    /// working days. The law grants 11 holidays until 2024 and 13 from 2025; the rest is moved from weekends.
    /// </summary>
    [Theory]
    [InlineData(2021, 11)]
    [InlineData(2022, 11)]
    [InlineData(2023, 11)]
    [InlineData(2024, 11)]
    [InlineData(2025, 13)]
    [InlineData(2026, 13)]
    public void A_year_has_as_many_weekdays_off_as_the_law_grants(int year, int holidays)
    {
        var announced = Calendar.Years.Single(other => other.Year == year);
        var weekdays = announced.DaysOff.SelectMany(holiday => holiday.Days).Count(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.Equal(holidays, weekdays - announced.Workdays.Count);
    }

    [Fact]
    public void Every_year_that_the_knowledge_base_answers_for_is_there_until_the_last_announced_one()
    {
        Assert.Equal(Enumerable.Range(KnowledgeBase.FirstDay.Year, Calendar.Years.Count), Calendar.Years.Select(year => year.Year));
        Assert.All(Calendar.Years, year => Assert.Equal(year.Year - 1, year.Announced.Year));
    }

    [Theory]
    [InlineData("2020-12-31", false)]
    [InlineData("2021-01-01", true)]
    [InlineData("2026-12-31", true)]
    [InlineData("2027-01-01", false)]
    public void A_year_that_is_not_announced_is_not_covered(string day, bool isCovered) => Assert.Equal(isCovered, Calendar.Covers(DateOnly.Parse(day)));
}
