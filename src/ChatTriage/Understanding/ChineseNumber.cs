using System.Globalization;

namespace ChatTriage.Understanding;

/// <summary>A number as people write it: 3万5, 两千多, 5k, 1,200.50, 六十, 二十几万.</summary>
/// <param name="Value">Its value; null when it is too vague to have one (几千, 十几万, 二三十).</param>
/// <param name="End">Where it ends.</param>
/// <param name="HasLargeUnit">It is written with 百, 千, 万, k or w.</param>
/// <param name="LooksLikePhone">A bare run of digits as in a telephone number or an identity number.</param>
internal readonly record struct ChineseNumber(decimal? Value, int End, bool HasLargeUnit, bool LooksLikePhone)
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>A digit before one of these begins a new word: 三万一直没还, 五千三个月了.</summary>
    private const string Counters = "个年天月周日期家张笔次倍直共下样些定起般旦边并同律时切";

    /// <summary>Whether a character can stand in a number.</summary>
    public static bool IsNumeral(char c) => char.IsAsciiDigit(c) || DigitOf(c) >= 0 || c is '十' or '百' or '千' or '万' or '亿' or '几' or '数';

    /// <summary>Reads the number that starts at a place.</summary>
    public static ChineseNumber Read(string text, int start)
    {
        decimal total = 0, section = 0, pending = 0;
        decimal last = 1, lastSmall = 1;
        var hasPending = false;
        var vague = false;
        var large = false;
        var at = start;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiDigit(c))
            {
                if (hasPending) vague = true;
                (pending, at) = ReadDigits(text, at);
                hasPending = true;
            }
            else if (DigitOf(c) is >= 0 and var digit)
            {
                if (at > start && (char.IsAsciiDigit(text[at - 1]) || StartsNextWord(text, at))) break;
                if (hasPending && pending != 0) vague = true;
                pending = digit;
                hasPending = true;
                if (digit == 0) lastSmall = 10;
                at++;
            }
            else if (c is '几' or '数')
            {
                // 二十几万 is read as 二十万, 十几万 and 几万 have no value.
                if (!(section >= 20 && !hasPending)) vague = true;
                at++;
            }
            else if (c is '多' or '余' && at + 1 < text.Length && UnitOf(text, at + 1) > 1)
            {
                at++;
            }
            else if (UnitOf(text, at) is > 1 and var unit)
            {
                var amount = hasPending ? pending : unit == 10 && section == 0 ? 1 : section == 0 && total == 0 ? 1 : 0;
                if (!hasPending && unit > 10 && section == 0) vague = true;
                if (unit < 10_000 && pending >= unit) vague = true;
                if (unit >= 10_000)
                {
                    total = (total + section + (hasPending ? pending : 0)) * unit;
                    section = 0;
                }
                else
                {
                    section += amount * unit;
                }

                large |= unit >= 100;
                (last, lastSmall) = (unit, unit);
                (pending, hasPending) = (0, false);
                at++;
            }
            else
            {
                break;
            }
        }

        // 3万5 is 35,000 and 一万二 is 12,000: the last digit counts tenths of the unit before it.
        if (hasPending) section += last > 10 && lastSmall > 10 && pending < 10 && pending % 1 == 0 ? pending * last / 10 : pending;
        var phone = !large && at - start >= 5 && pending % 10 != 0 && at - start is not 6;
        return new ChineseNumber(vague ? null : total + section, at, large, phone && pending > 10_000);
    }

    private static (decimal Value, int End) ReadDigits(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || (text[end] is '.' or ',' && IsInside(text, end)))) end++;
        var written = text[at..end].Replace(",", "", StringComparison.Ordinal);
        return (decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value < 1_000_000_000_000m ? value : 0, end);
    }

    private static bool IsInside(string text, int at) => at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])
        && (text[at] == '.' || (at + 3 < text.Length && char.IsAsciiDigit(text[at + 2]) && char.IsAsciiDigit(text[at + 3])
            && (at + 4 >= text.Length || !char.IsAsciiDigit(text[at + 4]))));

    private static bool StartsNextWord(string text, int at) => UnitOf(text, at - 1) > 10 && at + 1 < text.Length
        && Counters.Contains(text[at + 1], StringComparison.Ordinal) && !(at + 2 < text.Length && text[at + 2] == text[at + 1]);

    private static int DigitOf(char c) => c switch { '两' or '俩' => 2, '〇' => 0, '壹' => 1, '贰' => 2, '叁' => 3, '伍' => 5, _ => Digits.IndexOf(c, StringComparison.Ordinal) };

    private static decimal UnitOf(string text, int at) => text[at] switch
    {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        'k' when !IsLatin(text, at + 1) => 1000,
        'w' when !IsLatin(text, at + 1) => 10_000,
        _ => 1,
    };

    private static bool IsLatin(string text, int at) => at < text.Length && char.IsAsciiLetter(text[at]);
}
