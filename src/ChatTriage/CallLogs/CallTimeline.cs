using System.Globalization;
using System.Text;
using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>A picture of the calls: a row a day, a column an hour, the hours of night rules shaded, one mark a call.</summary>
public static class CallTimeline
{
    private const int Left = 78, Hour = 20, RowHeight = 14, Top = 46, Right = 12, Foot = 8;
    private const int MostDays = 60;
    private const int Minutes = 24 * 60;

    private static readonly (string Name, string Colour, Func<CheckedCall, bool> Holds)[] Kinds =
    [
        ("不合规则", "#b23a48", call => call.Findings.Any(finding => finding.Status == CallRuleStatus.Breaks)),
        ("可能不合规则", "#e08a1e", call => call.Findings.Count > 0),
        ("没有看出问题", "#2f6f9f", _ => true),
    ];

    /// <summary>The picture as SVG; of a longer log the last sixty days with calls. Calls within three minutes share a mark.</summary>
    public static string Draw(CheckedCallLog log, CallRules rules)
    {
        var days = log.Days.TakeLast(MostDays).Select(day => day.Date).ToArray();
        var rows = days.Index().ToDictionary(day => day.Item, day => day.Index);
        var height = Top + days.Length * RowHeight + Foot;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Left + 24 * Hour + Right} {height}" role="img" aria-labelledby="calls-title calls-desc" font-family="sans-serif" font-size="10">""");
        svg.Append(CultureInfo.InvariantCulture, $"""<title id="calls-title">来电时间图，{days[0]:yyyy-MM-dd} 到 {days[^1]:yyyy-MM-dd}</title><desc id="calls-desc">{Escape(CallLogSummary.Write(log))}</desc>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{Left + 24 * Hour + Right}" height="{height}" fill="#fff"/>""");
        foreach (var (from, to) in rules.Rules.Select(rule => rule.Test).OfType<CallTest.Hours>().Distinct().SelectMany(Spans))
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{X(from):0.#}" y="{Top}" width="{X(to) - X(from):0.#}" height="{days.Length * RowHeight}" fill="#ececf3"/>""");
        DrawFrame(svg, days);
        foreach (var mark in log.Calls.Where(call => rows.ContainsKey(call.Call.Date)).GroupBy(call => (call.Call.Date, Slot: MinuteOf(call) / 3, Kind: KindOf(call), Missed: call.Call.IsAnswered == false)))
        {
            var colour = Kinds[mark.Key.Kind].Colour;
            var paint = mark.Key.Missed ? $"""fill="#fff" stroke="{colour}" stroke-width="1.5" """ : $"fill=\"{colour}\"";
            svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{X(mark.Key.Slot * 3 + 1.5):0.#}" cy="{Top + rows[mark.Key.Date] * RowHeight + RowHeight / 2}" r="3.5" {paint}/>""");
        }

        return svg.Append("</svg>").ToString();
    }

    private static void DrawFrame(StringBuilder svg, DateOnly[] days)
    {
        foreach (var (index, kind) in Kinds.Index())
            svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{Left + index * 100 + 5}" cy="14" r="4" fill="{kind.Colour}"/><text x="{Left + index * 100 + 14}" y="18" fill="#222">{kind.Name}</text>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{Left + 305}" cy="14" r="3.5" fill="#fff" stroke="#555" stroke-width="1.5"/><text x="{Left + 314}" y="18" fill="#222">空心：没接通</text><text x="{Left + 400}" y="18" fill="#222">灰底：夜间</text>""");
        for (var hour = 0; hour <= 24; hour += 2)
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Left + hour * Hour}" y="{Top - 6}" fill="#555" text-anchor="middle">{hour}</text>""");
        foreach (var (index, day) in days.Index())
        {
            var y = Top + index * RowHeight;
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Left - 8}" y="{y + 11}" fill="#222" text-anchor="end">{day:yyyy-MM-dd}</text><line x1="{Left}" y1="{y}" x2="{Left + 24 * Hour}" y2="{y}" stroke="#ddd"/>""");
        }
    }

    /// <summary>The hours as stretches of one day, in minutes.</summary>
    private static IEnumerable<(int From, int To)> Spans(CallTest.Hours hours)
    {
        var (from, to) = ((int)hours.From.ToTimeSpan().TotalMinutes, (int)hours.To.ToTimeSpan().TotalMinutes);
        return from < to ? [(from, to)] : [(0, to), (from, Minutes)];
    }

    private static double X(double minute) => Left + minute * Hour / 60;

    private static int MinuteOf(CheckedCall call) => (int)call.Call.At.TimeOfDay.TotalMinutes;

    private static int KindOf(CheckedCall call) => Array.FindIndex(Kinds, kind => kind.Holds(call));

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);
}
