using System.Text.RegularExpressions;
using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>Finds quantities as people write them. Where the reading is doubtful (十几万, 几千, ***) there is no quantity.</summary>
internal static partial class Quantities
{
    /// <summary>Days for a unit of time.</summary>
    private static readonly Dictionary<string, decimal> Days = new()
    {
        ["天"] = 1,
        ["日"] = 1,
        ["周"] = 7,
        ["星期"] = 7,
        ["礼拜"] = 7,
        ["个星期"] = 7,
        ["个礼拜"] = 7,
        ["个月"] = 30,
        ["月"] = 30,
        ["年"] = 365,
    };

    /// <summary>All quantities of a kind inside a stretch of text.</summary>
    public static List<Quantity> Find(string text, int start, int length, QuantityKind kind)
    {
        var found = new List<Quantity>();
        var end = start + length;
        for (var i = start; i < end; i++)
        {
            if (Read(text, i, kind) is not { } quantity) continue;
            if (quantity.Start < end) found.Add(quantity);
            i = Math.Max(i, quantity.Start + quantity.Length - 1);
        }

        return found;
    }

    private static Quantity? Read(string text, int at, QuantityKind kind)
    {
        if (kind == QuantityKind.Hour) return ReadHour(text, at);
        if (kind == QuantityKind.Rate) return ReadRate(text, at);
        if (kind == QuantityKind.Duration && ReadHalf(text, at) is { } half) return half;
        if (!StartsNumber(text, at)) return null;
        var number = ChineseNumber.Read(text, at);
        var unitAt = number.End;
        if (number.Value is not { } value) return null;
        return kind switch
        {
            QuantityKind.Duration => ReadDuration(text, at, unitAt, value),
            QuantityKind.Amount => ReadAmount(text, at, unitAt, number),
            QuantityKind.Count => MatchUnit(CountUnit(), text, unitAt) is { } unit ? new Quantity(kind, value, at, unitAt + unit.Length - at) : null,
            _ => null,
        };
    }

    private static bool StartsNumber(string text, int at) =>
        ChineseNumber.IsNumeral(text[at]) && (at == 0 || !ChineseNumber.IsNumeral(text[at - 1]) && text[at - 1] is not ('.' or '*' or '第'));

    private static Quantity? ReadHalf(string text, int at) => MatchUnit(HalfDuration(), text, at) is not { } half ? null
        : at > 0 && ChineseNumber.IsNumeral(text[at - 1]) ? null
        : new Quantity(QuantityKind.Duration, half.Contains('年', StringComparison.Ordinal) ? 180 : 15, at, half.Length);

    private static Quantity? ReadDuration(string text, int at, int unitAt, decimal value)
    {
        if (MatchUnit(DurationUnit(), text, unitAt) is not { } unit) return null;
        var plain = string.Concat(unit.Where(c => c is not (' ' or '多' or '来' or '余' or '半')));

        // 2019年 and 三月 are dates, 逾期3月 is not.
        if (plain == "年" && value >= 1900) return null;
        if (plain is "月" or "日" && !char.IsAsciiDigit(text[at])) return null;
        var days = value * Days[plain];
        if (unit.Contains("个半月", StringComparison.Ordinal)) days += 15;
        if (unit.EndsWith('半')) days += plain switch { "年" => 180, "个月" or "月" => 15, _ => 0 };
        return new Quantity(QuantityKind.Duration, days, at, unitAt + unit.Length - at);
    }

    private static Quantity? ReadAmount(string text, int at, int unitAt, ChineseNumber number)
    {
        if (MatchUnit(MoneyUnit(), text, unitAt) is { } unit) return new Quantity(QuantityKind.Amount, number.Value!.Value, at, unitAt + unit.Length - at);
        var next = unitAt < text.Length ? text[unitAt] : ' ';

        // A bare number is money only when it is large and nothing else is counted by it: not 12378, not 2024年, not 300个.
        var bare = number.HasLargeUnit || (number.Value is >= 200 and < 100_000_000 && !(number.Value is >= 1990 and <= 2035) && !number.LooksLikePhone);
        return !bare || MatchUnit(OtherUnit(), text, unitAt) is not null || char.IsAsciiLetter(next) || next is '*'
            ? null
            : new Quantity(QuantityKind.Amount, number.Value!.Value, at, unitAt - at);
    }

    private static Quantity? ReadHour(string text, int at)
    {
        if (at > 0 && ChineseNumber.IsNumeral(text[at - 1])) return null;
        if (Match(Hour(), text, at) is not { } match || ChineseNumber.Read(match.Groups["hour"].Value, 0).Value is not { } hour || hour > 24) return null;
        hour = Math.Floor(hour) % 24;
        hour = match.Groups["part"].Value switch
        {
            "下午" or "傍晚" or "晚上" or "晚" or "夜里" or "夜晚" when hour is >= 3 and < 12 => hour + 12,
            "晚上" or "半夜" or "夜里" or "深夜" or "晚" when hour is 12 => 0,
            "半夜" or "深夜" when hour is >= 9 and < 12 => hour + 12,
            "下午" or "中午" when hour is 1 or 2 => hour + 12,
            _ => hour,
        };
        return new Quantity(QuantityKind.Hour, hour, at, match.Length);
    }

    private static Quantity? ReadRate(string text, int at)
    {
        if (Match(Rate(), text, at) is not { } match) return null;
        if (match.Groups["part"].Length == 0 && match.Groups["unit"].Length == 0) return null;
        var number = match.Groups["number"].Value;
        if (ChineseNumber.Read(number, 0) is not { Value: { } value } read || read.End < number.Length) return null;
        var period = match.Groups["period"].Value;
        var fen = match.Groups["unit"].Value is ['分', ..];
        if (match.Groups["tenth"] is { Success: true, Value: var tenth }) value += ChineseNumber.Read(tenth, 0).Value!.Value / 10;
        var percent = match.Groups["part"].Value switch { "百分之" => value, "千分之" => value / 10, "万分之" => value / 100, _ => match.Groups["unit"].Value switch { "‰" => value / 10, "厘" => value / 10, _ => value } };
        var times = period.Contains('日', StringComparison.Ordinal) || period.Contains('天', StringComparison.Ordinal) ? 365
            : period.Contains('月', StringComparison.Ordinal) ? 12
            : period.Contains('周', StringComparison.Ordinal) ? 52
            : period.Contains('年', StringComparison.Ordinal) || !fen ? 1 : 12;
        var start = match.Groups["part"].Length > 0 ? match.Groups["part"].Index : match.Groups["number"].Index;
        return new Quantity(QuantityKind.Rate, percent * times, at + start, match.Length - start);
    }

    private static string? MatchUnit(Regex unit, string text, int at) => Match(unit, text, at)?.Value;

    // Units are short; a window keeps a long text from being looked at again and again.
    private static Match? Match(Regex expression, string text, int at)
    {
        var match = expression.Match(text.Substring(at, Math.Min(32, text.Length - at)));
        return match.Success && match.Length > 0 ? match : null;
    }

    [GeneratedRegex("^(半个月|半个多月|半月|大半年|半年多|半年)")]
    private static partial Regex HalfDuration();

    [GeneratedRegex("^ ?[多来余]?(个多月|个半月|个星期|个礼拜|个月|星期|礼拜|天(?!天)|周|日(?![息利均])|月(?![息利份底初中])|年(?![化利息月底初]))[多]?半?", RegexOptions.ExplicitCapture)]
    private static partial Regex DurationUnit();

    [GeneratedRegex("^ ?[多来余]?(元|块|人民币|大洋|rmb)", RegexOptions.ExplicitCapture)]
    private static partial Regex MoneyUnit();

    [GeneratedRegex("^ ?[多来余几]?(年|月|日|天(?!天)|号|个|次|条|通|遍|家|位|人|岁|点|分(?![0-9一二三四五六七八九十期])|%|％|期|集|级|小时|秒|倍|度|部|本|款|路|章|[:.\\-/]|斤)", RegexOptions.ExplicitCapture)]
    private static partial Regex OtherUnit();

    [GeneratedRegex("^ ?[多来余]?(个电话|个来电|个骚扰|通|次|遍|条|个|回|多个)", RegexOptions.ExplicitCapture)]
    private static partial Regex CountUnit();

    [GeneratedRegex("^(?<part>凌晨|早上|早晨|清晨|上午|中午|下午|傍晚|晚上|夜里|夜晚|半夜|深夜|早|晚)? ?(?<hour>[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(点|[:时](?=[0-5半]))", RegexOptions.ExplicitCapture)]
    private static partial Regex Hour();

    [GeneratedRegex("^(?<period>(每|一)?[年月日天周](化|利率|利息|息|综合|综合费率|费率)?|按[年月日天])?[^0-9,。!?;\n%百千万年月日天周]{0,6}?(?<part>百分之|千分之|万分之)?(?<number>[0-9]+(\\.[0-9]+)?|[一二两三四五六七八九十百零点]+)(?<unit>%|‰|个点|分利|分息|分(?<tenth>[一二三四五六七八九])?|厘)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Rate();
}
