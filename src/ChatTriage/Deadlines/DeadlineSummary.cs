using System.Diagnostics;
using System.Globalization;
using ChatTriage.Knowledge;

namespace ChatTriage.Deadlines;

/// <summary>A deadline in two sentences that can be read aloud.</summary>
public static class DeadlineSummary
{
    /// <summary>Exactly two sentences: until when, and who has to do what.</summary>
    public static string Write(Deadline deadline) => Until(deadline) + Act(deadline.Rule);

    /// <summary>What a checklist says of it: the summary when the start is known, otherwise how to count and who has to act.</summary>
    public static string Write(RunningDeadline deadline) => deadline.Counted is { } counted
        ? Write(counted)
        : $"{HowToCount(deadline.Rule, deadline.Period)}。这一步由{deadline.Rule.By}来办{(deadline.Rule.Actor == DeadlineActor.You ? "，文书写的日期更早就按更早的" : "")}。";

    /// <summary>How to count when the day of the start is not known, in one sentence without a full stop.</summary>
    public static string HowToCount(DeadlineRule rule, DeadlinePeriod period) =>
        $"从{rule.Starts}的第二天起算{period}{(rule.MovesToWorkingDay ? "，最后一天碰上休息日就顺延到之后第一个工作日" : "")}";

    /// <summary>A day with its weekday, as 「2026年12月7日（星期一）」.</summary>
    public static string Day(DateOnly day) => $"{day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)}（{Weekday(day)}）";

    private static string Until(Deadline deadline)
    {
        var moved = deadline.LastDay > deadline.CountedEnd ? $"，原本到{Day(deadline.CountedEnd)}，碰上休息日顺延" : "";
        var approximate = deadline.IsApproximate ? "，那一年的放假安排没有收录，日子只是大概" : "";
        return $"{deadline.Rule.Title}：{deadline.Rule.Starts}是{Day(deadline.Start)}，从第二天起算{deadline.Version.Period}，最后一天是{Day(deadline.LastDay)}{moved}{approximate}，{Left(deadline.DaysLeft)}。";
    }

    private static string Left(int days) => days switch
    {
        > 0 => $"还有 {days} 天",
        0 => "就是今天",
        < 0 => $"已经过去 {-days} 天",
    };

    private static string Act(DeadlineRule rule) => rule.Actor switch
    {
        DeadlineActor.You => $"这一步由{rule.By}来办：{rule.Steps}；文书写的日期更早就按更早的，过没过期由法院认定。",
        DeadlineActor.OtherSide => $"这一步由{rule.By}来办：{rule.Steps}。",
        _ => throw new UnreachableException(),
    };

    private static string Weekday(DateOnly day) => $"星期{"日一二三四五六"[(int)day.DayOfWeek]}";
}
