using ChatTriage.Deadlines;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Deadlines;

/// <summary>What holds for every deadline and every start, and for every day of the calendar.</summary>
public sealed class DeadlineLawTests
{
    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(Repository.KnowledgeDirectory);
    private static readonly DeadlineRule[] Rules = [.. Knowledge.Deadlines.Rules.Values];
    private static readonly HolidayCalendar Calendar = Knowledge.Deadlines.Calendar;

    [Property]
    public void A_deadline_ends_after_it_starts_and_never_before_its_count_does(byte which, ushort day)
    {
        var deadline = Of(which, day);
        Assert.True(deadline.LastDay > deadline.Start);
        Assert.True(deadline.LastDay >= deadline.CountedEnd);
    }

    [Property(MaxTest = 500)]
    public void A_later_start_never_ends_earlier_within_one_version(byte which, ushort day, byte later)
    {
        var first = Of(which, day);
        var second = Deadline.Of(first.Rule.Id, first.Start.AddDays(later), first.AsOf, Knowledge);
        if (first.Version == second.Version) Assert.True(second.LastDay >= first.LastDay);
    }

    [Property(MaxTest = 500)]
    public void A_last_day_that_moves_is_a_working_day_where_the_calendar_is_known(byte which, ushort day)
    {
        var deadline = Of(which, day);
        if (deadline.Rule.MovesToWorkingDay && Calendar.Covers(deadline.LastDay)) Assert.False(Calendar.IsDayOff(deadline.LastDay));
        if (deadline.Rule.MovesToWorkingDay) Assert.Equal(!Calendar.Covers(deadline.LastDay), deadline.IsApproximate);
    }

    [Property]
    public void Between_the_count_and_a_moved_end_every_day_is_off(byte which, ushort day)
    {
        var deadline = Of(which, day);
        for (var off = deadline.CountedEnd; off < deadline.LastDay; off = off.AddDays(1)) Assert.True(Calendar.IsDayOff(off));
    }

    [Property]
    public void So_many_working_days_lie_behind_the_start(ushort day, byte count)
    {
        var start = new DateOnly(2021, 1, 1).AddDays(day % 1900);
        var end = Calendar.AfterWorkingDays(start, count % 60 + 1);
        var worked = Enumerable.Range(1, end.DayNumber - start.DayNumber).Count(i => !Calendar.IsDayOff(start.AddDays(i)));
        Assert.Equal(count % 60 + 1, worked);
        Assert.False(Calendar.IsDayOff(end));
    }

    [Property]
    public void Every_summary_is_two_sentences(byte which, ushort day) =>
        Assert.Equal(2, DeadlineSummary.Write(Of(which, day)).Count(c => c == '。'));

    /// <summary>Some deadline from some day of the years 2022 to 2038.</summary>
    private static Deadline Of(byte which, ushort day) =>
        Deadline.Of(Rules[which % Rules.Length].Id, new DateOnly(2022, 1, 1).AddDays(day % 6000), new DateOnly(2026, 11, 25), Knowledge);
}
