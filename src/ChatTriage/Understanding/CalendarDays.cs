using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatTriage.Understanding;

/// <summary>
/// Finds days as people write them: 2026年11月20日, 11月20号, 20号, 昨天, 三天前, 上周五. What has happened lies behind us: a date without a
/// year or month is the last one that has passed, and a later day than that of asking is not read.
/// </summary>
internal static partial class CalendarDays
{
    private const int MonthsBack = 12;

    /// <summary>All days in a normalised text, with their places.</summary>
    public static IEnumerable<(int Start, int Length, DateOnly Day)> Find(string text, DateOnly asOf) =>
        from match in Written().Matches(text)
        let day = Read(match, asOf)
        where day <= asOf
        select (match.Index, match.Length, day.Value);

    private static DateOnly? Read(Match match, DateOnly asOf)
    {
        if (match.Groups["word"] is { Success: true, Value: var word }) return asOf.AddDays(word[0] switch { '今' => 0, '昨' => -1, '前' => -2, _ => -3 });
        if (match.Groups["ago"].Success) return Number(match.Groups["ago"]) is { } ago ? asOf.AddDays(-ago) : null;
        if (match.Groups["weekday"] is { Success: true, Value: var weekday }) return LastWeek(asOf, weekday);
        if (Number(match.Groups["day"]) is not { } day) return null;
        if (Number(match.Groups["year"]) is { } year) return Day(year, Number(match.Groups["month"]), day);
        if (Number(match.Groups["month"]) is { } month) return Enumerable.Range(0, 2).Select(back => Day(asOf.Year - back, month, day)).FirstOrDefault(read => read <= asOf);
        var first = new DateOnly(asOf.Year, asOf.Month, 1);
        return match.Groups["which"].Value switch
        {
            "" => Enumerable.Range(0, MonthsBack).Select(back => first.AddMonths(-back)).Select(start => Day(start.Year, start.Month, day)).FirstOrDefault(read => read <= asOf),
            ['上', ..] => Day(first.AddMonths(-1).Year, first.AddMonths(-1).Month, day),
            _ => Day(asOf.Year, asOf.Month, day),
        };
    }

    /// <summary>A day of the week before, which runs from Monday to Sunday.</summary>
    private static DateOnly LastWeek(DateOnly asOf, string weekday)
    {
        var monday = asOf.AddDays(-(((int)asOf.DayOfWeek + 6) % 7) - 7);
        return monday.AddDays(weekday is "日" or "天" ? 6 : "一二三四五六".IndexOf(weekday, StringComparison.Ordinal));
    }

    private static DateOnly? Day(int year, int? month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month.Value) ? new DateOnly(year, month.Value, day) : null;

    private static int? Number(Group group) => !group.Success ? null
        : int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits
        : ChineseNumber.Read(group.Value, 0) is { Value: { } value } read && read.End == group.Length ? (int)value : null;

    [GeneratedRegex("""
        (?<![0-9.年月])(?<year>20[0-9]{2})(年|[-/.])(?<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(月|[-/.])(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?![0-9])[日号]?
        |(?<![0-9.年])(?<month>[0-9]{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2})月(?<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?![0-9])[日号]?
        |(?<![0-9.])(?<month>[0-9]{1,2})[./](?<day>[0-9]{1,2})(?![0-9./])[日号]?(?=我?[就才]?[收接拿签])
        |((?<which>上个?月|这个月|本月)|(?<![0-9.月每]))(?<day>[0-9]{1,2}|(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,3})[日号](?![楼线院内前])
        |(?<word>今[天日早晚]|昨[天日晚]|(?<!大)前[天日]|大前天)
        |(?<![0-9.十百几])(?<ago>[0-9]{1,3}|[一二两三四五六七八九十]{1,3})天之?前
        |上个?(周|星期|礼拜)(?<weekday>[一二三四五六日天])
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Written();
}
