using System.Globalization;
using System.Text;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>Measurements as a table (Markdown) and a plot (SVG, both axes logarithmic).</summary>
internal static class Report
{
    private static readonly string[] Colours = ["#1a7f37", "#0969da", "#8250df", "#cf222e", "#bc4c00", "#57606a"];

    public static string Row(Measurement row) => string.Create(CultureInfo.InvariantCulture,
        $"| {row.Engine} | {row.Passages:N0} | {row.Ndcg10:0.000} | {row.Recall100:0.000} | {row.BuildSeconds:0.00} / {row.BuildAllCoresSeconds:0.00} | {row.IndexMegabytes:0} | {row.PeakMegabytes:0} | {row.P50:0.00} | {row.P99:0.00} | {row.PerSecond:0} / {row.PerSecondAllCores:0} | {row.OpenMilliseconds:0} |");

    public static string Table(IEnumerable<Measurement> rows) => string.Join('\n',
    [
        "| engine | passages | nDCG@10 | recall@100 | build s, one thread / all cores | index MB | peak MB above the passages | p50 ms | p99 ms | searches a second, one thread / all cores | saved index ready ms |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
        .. rows.Select(Row), "",
    ]);

    public static string Plot(IReadOnlyList<Measurement> rows)
    {
        var (least, most) = (rows.Min(row => row.P50), rows.Max(row => row.P50));
        var (small, large) = (rows.Min(row => row.Passages), rows.Max(row => row.Passages));
        var svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 420\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.Append("<rect width=\"760\" height=\"420\" fill=\"white\"/><text x=\"60\" y=\"24\" font-size=\"15\">Median milliseconds of a search, by passages</text>");
        foreach (var decade in Enumerable.Range(-3, 8).Select(power => Math.Pow(10, power)).Where(value => value >= least / 3 && value <= most * 3))
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"60\" x2=\"560\" y1=\"{Y(decade):0}\" y2=\"{Y(decade):0}\" stroke=\"#d0d7de\"/><text x=\"8\" y=\"{Y(decade) + 4:0}\">{decade} ms</text>");
        foreach (var size in rows.Select(row => row.Passages).Distinct())
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(size):0}\" y=\"405\" text-anchor=\"middle\">{size:N0}</text>");
        foreach (var (engine, i) in rows.GroupBy(row => row.Engine).Select((group, i) => (group, i)))
        {
            var points = string.Join(' ', engine.Select(row => string.Create(CultureInfo.InvariantCulture, $"{X(row.Passages):0.0},{Y(row.P50):0.0}")));
            svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{Colours[i]}\" stroke-width=\"2\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"580\" y=\"{60 + 20 * i}\" fill=\"{Colours[i]}\">{engine.Key}</text>");
        }

        return svg.Append("</svg>").ToString();

        double X(double passages) => 60 + 500 * Math.Log(passages / small) / Math.Max(1e-9, Math.Log((double)large / small));
        double Y(double milliseconds) => 380 - 330 * Math.Log(milliseconds / least) / Math.Max(1e-9, Math.Log(most / least));
    }
}
