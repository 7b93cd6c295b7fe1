using System.Globalization;
using System.Text.RegularExpressions;
using ChatTriage.Understanding;

namespace ChatTriage.CallLogs;

/// <summary>Times and durations as phones, carriers and people write them. Times are read by the clock of China (UTC+8, no summer time).</summary>
public static partial class CallTimes
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>
    /// The time that a cell holds: 2026-10-01T22:30:00, with an offset or without; 2026/10/1 22:30; 2026年10月1日 22点30分; 10-01 22:30:00 as
    /// carriers print it, which means the last such day up to <paramref name="today"/>; seconds or milliseconds since 1970 as Android stores
    /// them. Null when it is none of these, or names no day; days before months (27/04/2017) are not guessed.
    /// </summary>
    public static DateTime? Read(string text, DateOnly today)
    {
        text = text.Trim();
        if (WithOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return moment.ToOffset(China).DateTime;
        if (Epoch().IsMatch(text)) return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(text, CultureInfo.InvariantCulture) * (text.Length > 10 ? 1 : 1000)).ToOffset(China).DateTime;
        return Find(text, null, today) is { } found && string.IsNullOrWhiteSpace(found.Left) ? found.At : null;
    }

    /// <summary>
    /// The times that a note starts its story with (22:30、22:45 又打), and the note without them; null when it names none. A note without a
    /// day is of <paramref name="day"/>; without that either, null. Times further on belong to what was said.
    /// </summary>
    internal static (IReadOnlyList<DateTime> Times, string Left)? FindAll(string note, DateOnly? day, DateOnly today)
    {
        if (Find(note, day, today) is not { } first) return null;
        var times = new List<DateTime> { first.At };
        var tail = first.Left[first.Place..];
        while (MoreTimes().Match(tail) is { Success: true } more && Clock().Match(tail, more.Length) is { Success: true } clock && clock.Index == more.Length && TimeOf(clock) is { } time)
        {
            times.Add(first.At.Date + time);
            tail = tail[(clock.Index + clock.Length)..];
        }

        return (times, $"{first.Left[..first.Place]} {tail}".Trim());
    }

    /// <summary>Whether a note names a day.</summary>
    internal static bool NamesDay(string note) => Day().IsMatch(note);

    private static (DateTime At, string Left, int Place)? Find(string note, DateOnly? day, DateOnly today)
    {
        var rest = note;
        if (Day().Match(note) is { Success: true } written && DayOf(written, today) is { } named)
        {
            day = named;
            rest = note.Remove(written.Index, written.Length).Insert(written.Index, " ");
        }
        else if (Relative().Match(note) is { Success: true } spoken)
        {
            day = today.AddDays(spoken.Value[0] switch { '前' => -2, '昨' => -1, _ => 0 });
            // 昨晚十点: the evening belongs to the time.
            rest = note.Remove(spoken.Index, "天日".Contains(spoken.Value[1], StringComparison.Ordinal) ? 2 : 1);
        }

        if (day is null || Clock().Match(rest) is not { Success: true } clock || TimeOf(clock) is not { } time) return null;
        // 他说明天十点前还清: what was said is not when it was said.
        if (Speech().IsMatch(rest.AsSpan(0, clock.Index))) return null;
        return (day.Value.ToDateTime(TimeOnly.MinValue) + time, rest.Remove(clock.Index, clock.Length), clock.Index);
    }

    /// <summary>The seconds that a cell holds: 00:05:32, 5:32, 5分32秒, 1小时2分, 35, 35秒; null when it is none of these.</summary>
    public static int? ReadDuration(string text)
    {
        text = text.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain)) return plain;
        if (ColonDuration().Match(text) is { Success: true } colon) return Seconds(colon);
        return FindDuration(text) is { Length: var length, Seconds: var seconds } && length == text.Length ? seconds : null;
    }

    /// <summary>The first duration in words that a note names, with its place.</summary>
    internal static (int Start, int Length, int Seconds)? FindDuration(string note) =>
        WordDuration().Match(note) is { Success: true } words ? (words.Index, words.Length, Seconds(words)) : null;

    private static int Seconds(Match match) => (int)Math.Min(int.MaxValue, Number(match, "h") * 3600L + Number(match, "m") * 60L + Number(match, "s"));

    private static int Number(Match match, string group) => match.Groups[group] is { Success: true, Value: var value } ? Number(value) : 0;

    private static int Number(string written) => (int)(ChineseNumber.Read(written, 0).Value ?? 0);

    private static DateOnly? DayOf(Match match, DateOnly today)
    {
        var (month, day) = (Number(match, "month"), Number(match, "day"));
        if (match.Groups["year"].Success) return DateOf(Number(match, "year"), month, day);
        // Bills and notes leave the year out: it is the last such day that has come.
        return Enumerable.Range(0, 5).Select(back => DateOf(today.AddDays(1).Year - back, month, day)).FirstOrDefault(date => date <= today.AddDays(1));
    }

    private static DateOnly? DateOf(int year, int month, int day) =>
        year is >= 1900 and < 3000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static TimeSpan? TimeOf(Match match)
    {
        var hour = Number(match, "hour");
        var minute = match.Groups["minute"].Value switch { "半" => 30, "一刻" => 15, "三刻" => 45, "" => 0, var written => Number(written) };
        var part = match.Groups["part"].Value;
        if (hour > 24 || minute > 59 || Number(match, "second") > 59) return null;
        if (part.Length > 0 && hour <= 12) hour = OnTheClock(part, hour);
        return new TimeSpan(hour, minute, Number(match, "second"));
    }

    /// <summary>晚上十点 is 22, 晚上十二点 the midnight after, 凌晨十二点 the one before, 下午三点 15, 半夜两点 2.</summary>
    private static int OnTheClock(string part, int hour) => part switch
    {
        "凌晨" => hour % 12,
        "早上" or "早晨" or "清早" or "清晨" or "早" or "上午" => hour,
        "中午" => hour < 10 ? hour + 12 : hour,
        "下午" or "傍晚" => hour % 12 + 12,
        _ => hour is > 0 and < 5 ? hour : hour + 12,
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$", RegexOptions.ExplicitCapture)]
    private static partial Regex WithOffset();

    [GeneratedRegex(@"^(\d{10}|\d{13})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Epoch();

    // Without year and 月 it is a day only at the start: 打了3-5次 and 1.5小时 are none.
    [GeneratedRegex(@"(?<![\d:.])(?<year>(19|20)\d\d)\s?[-/.年]\s?(?<month>\d{1,2})\s?[-/.月]\s?(?<day>\d{1,2})(日|号|(?!\d))T?|(?<![\d:.])(?<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})(日|号|(?!\d))|^\W*(?<month>\d{1,2})[-/.](?<day>\d{1,2})(?![\d/.-])", RegexOptions.ExplicitCapture)]
    private static partial Regex Day();

    [GeneratedRegex("[说讲叫让骂催逼]")]
    private static partial Regex Speech();

    [GeneratedRegex(@"^\s*[、,，和及]\s*")]
    private static partial Regex MoreTimes();

    [GeneratedRegex(@"(今|昨|前)(天|日|晚|早|夜)", RegexOptions.ExplicitCapture)]
    private static partial Regex Relative();

    [GeneratedRegex(@"(?<part>凌晨|早上|早晨|清早|清晨|早|上午|中午|下午|傍晚|晚上|夜里|半夜|深夜|夜间|晚|夜)?\s*(?<![\d.:])(?<hour>\d{1,2}|[零一二三四五六七八九十两]{1,3})\s?((:|：)(?<minute>\d\d)((:|：)(?<second>\d\d)(\.\d+)?)?(?![\d:：])|[点时](?!间)((?<minute>[0-5]?\d|半|一刻|三刻|[零一二三四五六七八九十]{1,3})(分(?!钟))?((?<second>\d{1,2})秒)?)?)", RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^((?<h>\d{1,3}):)?(?<m>\d{1,3}):(?<s>\d\d)$", RegexOptions.ExplicitCapture)]
    private static partial Regex ColonDuration();

    [GeneratedRegex(@"(?<h>\d{1,3}|[一二三四五六七八九十两]{1,3})个?(小时|钟头)((?<m>\d{1,3})分钟?)?((?<s>\d{1,5})秒)?|(?<m>\d{1,3}|[一二三四五六七八九十两]{1,3})分钟?((?<s>\d{1,5})秒钟?)?|(?<s>\d{1,5}|[一二三四五六七八九十两]{1,3})秒钟?", RegexOptions.ExplicitCapture)]
    private static partial Regex WordDuration();
}
