using System.Globalization;
using System.Text;

namespace ChatTriage.Loans;

/// <summary>A small picture of a repayment schedule: one bar a day of payment, from principal at the foot to fees at the top.</summary>
public static class RepaymentChart
{
    private const int Width = 360, Height = 200, Left = 8, Top = 40, Foot = 24;
    private const int MostBars = 60;

    private static readonly (string Name, string Colour, Func<ScheduleRow, decimal> Amount)[] Parts =
    [
        ("本金", "#2f6f9f", row => row.Principal), ("利息", "#e08a1e", row => row.Interest), ("费用", "#b23a48", row => row.Fees),
    ];

    /// <summary>The picture as SVG; longer schedules are drawn with several days to a bar.</summary>
    public static string Draw(IReadOnlyList<ScheduleRow> schedule)
    {
        var bars = schedule.Chunk(Math.Max(1, (schedule.Count + MostBars - 1) / MostBars)).ToArray();
        var highest = bars.Select(bar => bar.Sum(row => row.Total)).DefaultIfEmpty(1).Max();
        var totals = string.Join("，", Parts.Select(part => $"{part.Name} {Yuan(schedule.Sum(part.Amount))} 元"));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-labelledby="rate-title rate-desc" font-family="sans-serif" font-size="12"><title id="rate-title">每期还款：{totals}</title>""");
        if (schedule.Count > 0) svg.Append(CultureInfo.InvariantCulture, $"""<desc id="rate-desc">{schedule[0].Date:yyyy-MM-dd} 到 {schedule[^1].Date:yyyy-MM-dd} 共 {schedule.Count} 个付款日；每一条从下往上是本金、利息、费用，最高一条 {Yuan(highest)} 元。</desc>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        foreach (var (index, part) in Parts.Index())
        {
            var x = Left + index * 118;
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{x}" y="12" width="10" height="10" fill="{part.Colour}"/><text x="{x + 14}" y="21" fill="#222">{part.Name} {Yuan(schedule.Sum(part.Amount))}</text>""");
        }

        var step = (Width - 2.0 * Left) / Math.Max(1, bars.Length);
        foreach (var (index, bar) in bars.Index())
        {
            var y = (double)(Height - Foot);
            foreach (var part in Parts)
            {
                var height = (double)(bar.Sum(part.Amount) / highest) * (Height - Top - Foot);
                if (height <= 0) continue;
                y -= height;
                svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{Left + index * step + step * 0.1:0.##}" y="{y:0.##}" width="{Math.Min(40, step * 0.8):0.##}" height="{height:0.##}" fill="{part.Colour}"/>""");
            }
        }

        if (schedule.Count > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Left}" y="{Height - 8}" fill="#555">{schedule[0].Date:yyyy-MM-dd}</text>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Width - Left}" y="{Height - 8}" fill="#555" text-anchor="end">{schedule[^1].Date:yyyy-MM-dd}</text>""");
        }

        return svg.Append("</svg>").ToString();
    }

    private static string Yuan(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture);
}
