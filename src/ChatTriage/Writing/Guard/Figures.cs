using System.Globalization;
using System.Text.RegularExpressions;
using ChatTriage.Understanding;

namespace ChatTriage.Writing.Guard;

/// <summary>
/// The figures of a normalised text, written one way, so that 百分之二十四 and 24% are the same and 24% and 24天 are not: amounts,
/// percentages, dates, periods, times of day, counts; and runs of digits without a unit, as telephone numbers and codes are.
/// </summary>
internal static partial class Figures
{
    /// <summary>Longest first, since 个工作日 also begins with 个.</summary>
    private static readonly (string Written, string Unit)[] Units =
    [
        ("个工作日", "工作日"), ("个自然日", "天"), ("工作日", "工作日"), ("自然日", "天"), ("个星期", "周"), ("个小时", "小时"), ("个钟头", "小时"),
        ("个电话", "次"), ("个月", "月"), ("块钱", "元"), ("周岁", "岁"), ("分钟", "分钟"), ("星期", "周"), ("小时", "小时"),
        ("%", "%"), ("元", "元"), ("块", "元"), ("倍", "倍"), ("成", "成"), ("天", "天"), ("日", "天"), ("月", "月"), ("年", "年"), ("岁", "岁"),
        ("周", "周"), ("点", "点"), ("时", "点"), ("次", "次"), ("通", "次"), ("期", "期"), ("号", "天"),
    ];

    /// <summary>一天, 一次 and the like are seldom counts.</summary>
    private static readonly string[] Idle = ["天", "次", "点", "周", "期"];

    /// <summary>The figures: value with unit, or <c>#</c> with the digits of a number that has none.</summary>
    public static IEnumerable<string> Of(string text)
    {
        text = Article().Replace(InnerSpace().Replace(text, ""), match => new string(' ', match.Length));
        for (var at = 0; at < text.Length;)
        {
            if (Date().Match(text, at) is { Success: true } date)
            {
                yield return string.Join('-', date.Groups.Values.Skip(1).Where(part => part.Success).Select(part => part.Value.TrimStart('0')));
                at += date.Length;
            }
            else if (Clock().Match(text, at) is { Success: true } clock)
            {
                yield return $"{Number(decimal.Parse(clock.Groups[1].Value, CultureInfo.InvariantCulture))}点";
                at += clock.Length;
            }
            else if (StartsNumber(text, at))
            {
                var share = Share(text, at);
                var number = ChineseNumber.Read(text, at + (share == 0 ? 0 : 3));
                if (number.End <= at)
                {
                    at++;
                    continue;
                }

                var figure = Figure(text, at, number, share, out var end);
                if (figure is not null) yield return figure;
                at = end;
            }
            else
            {
                at++;
            }
        }
    }

    /// <summary>The digits of a figure, whatever its unit.</summary>
    public static string Digits(string figure) => string.Concat(figure.Where(char.IsAsciiDigit));

    /// <summary>What the figure counts; empty for dates and bare digits.</summary>
    public static string Unit(string figure) => string.Concat(figure.SkipWhile(c => char.IsAsciiDigit(c) || c is '.' or '-' or '#'));

    /// <summary>Whether the figure has no unit.</summary>
    public static bool IsBare(string figure) => figure.StartsWith('#');

    private static string? Figure(string text, int start, ChineseNumber number, int share, out int end)
    {
        var bare = text[start..number.End];
        if (share == 0 && bare.All(c => char.IsAsciiDigit(c)) && DigitRun().Match(text, start) is { Success: true } run && run.Length > bare.Length)
        {
            // 400-810-8866 and 45251-2025 are one thing each.
            end = start + run.Length;
            return $"#{string.Concat(run.Value.Where(char.IsAsciiDigit))}";
        }

        end = number.End;
        if (number.Value is not { } value) return null;
        if (share > 0) return $"{Number(value * 100 / share)}%";
        foreach (var (written, unit) in Units)
        {
            if (string.CompareOrdinal(text, end, written, 0, written.Length) != 0) continue;
            end += written.Length;
            return unit switch
            {
                "成" => char.IsAsciiDigit(text[start]) || value < 10 && end < text.Length && text[end] is ',' or '。' or '左' or '以' ? $"{Number(value * 10)}%" : null,
                "点" when !char.IsAsciiDigit(text[start]) && !DayPart().IsMatch(text[Math.Max(0, start - 3)..start]) => null,
                "点" when value < 12 && Evening().IsMatch(text[Math.Max(0, start - 3)..start]) => $"{Number(value + 12)}点",
                _ when bare == "一" && Idle.Contains(unit) => null,
                _ => Number(value) + unit,
            };
        }

        if (number.HasLargeUnit) return Number(value) + "元";
        // 三方面 and 两种 count nothing that could mislead.
        return char.IsAsciiDigit(text[start]) ? $"#{Number(value)}" : null;
    }

    private static bool StartsNumber(string text, int at) =>
        char.IsAsciiDigit(text[at]) || "一二三四五六七八九十两〇零".Contains(text[at], StringComparison.Ordinal) || Share(text, at) > 0;

    private static int Share(string text, int at) =>
        string.CompareOrdinal(text, at, "百分之", 0, 3) == 0 ? 100 : string.CompareOrdinal(text, at, "千分之", 0, 3) == 0 ? 1000
        : string.CompareOrdinal(text, at, "万分之", 0, 3) == 0 ? 10_000 : 0;

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    [GeneratedRegex("第[0-9〇零一二三四五六七八九十百千两]+(条|款|项|章|节|步|点)(之[一二三四五六七八九十])?")]
    private static partial Regex Article();

    [GeneratedRegex("\\G([12][0-9]{3})(?:年|[-./])(0?[1-9]|1[0-2])(?:月|[-./])(?:(0?[1-9]|[12][0-9]|3[01])(?:日|号)?)?")]
    private static partial Regex Date();

    [GeneratedRegex("\\G([01]?[0-9]|2[0-4])[:：][0-5][0-9]")]
    private static partial Regex Clock();

    [GeneratedRegex("\\G[0-9]+(?:-[0-9]+)*")]
    private static partial Regex DigitRun();

    /// <summary>「2026 年 3 月」 is written with and without.</summary>
    [GeneratedRegex(@"(?<=[0-9])\s+(?=[\u4e00-\u9fff%])|(?<=[\u4e00-\u9fff])\s+(?=[0-9])")]
    private static partial Regex InnerSpace();

    [GeneratedRegex("(早上|上午|凌晨|中午|半夜|早|晚上|晚|夜里|夜间|下午|傍晚)$")]
    private static partial Regex DayPart();

    [GeneratedRegex("(晚上|晚|夜里|夜间|下午|傍晚)$")]
    private static partial Regex Evening();
}
