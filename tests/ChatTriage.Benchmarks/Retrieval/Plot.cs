using System.Globalization;
using System.Text;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>Median and 99th percentile by the number of passages as SVG, both axes logarithmic.</summary>
internal static class Plot
{
    private const double Left = 90;
    private const double Right = 600;
    private const double Top = 50;
    private const double Bottom = 440;

    private static readonly string[] Colours = ["#1a7f37", "#0969da", "#8250df", "#cf222e", "#bc4c00", "#57606a"];

    public static string Of(IReadOnlyList<Measurement> rows)
    {
        var (least, most) = (Math.Floor(Math.Log10(rows.Min(row => row.P50))), Math.Ceiling(Math.Log10(rows.Max(row => row.P99))));
        var (small, large) = (Math.Log10(rows.Min(row => row.Passages)), Math.Log10(rows.Max(row => row.Passages)));
        var svg = new StringBuilder("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 500" font-family="sans-serif" font-size="13">
            <rect width="800" height="500" fill="white"/>
            <text x="90" y="28" font-size="16">One search, one thread: median (solid) and 99th percentile (dashed)</text>
            <text x="345" y="488" text-anchor="middle">passages (logarithmic)</text>
            <text transform="translate(22 245) rotate(-90)" text-anchor="middle">milliseconds (logarithmic)</text>

            """);
        for (var power = least; power <= most; power++)
            Append($"""<line x1="{Left}" x2="{Right}" y1="{Y(power):0.0}" y2="{Y(power):0.0}" stroke="#d0d7de"/><text x="{Left - 8}" y="{Y(power) + 4:0.0}" text-anchor="end">{Math.Pow(10, power):#,0.###}</text>""");
        foreach (var size in rows.Select(row => row.Passages).Distinct())
            Append($"""<line x1="{X(size):0.0}" x2="{X(size):0.0}" y1="{Top}" y2="{Bottom}" stroke="#eaeef2"/><text x="{X(size):0.0}" y="{Bottom + 20}" text-anchor="middle">{size:N0}</text>""");
        foreach (var (engine, i) in rows.GroupBy(row => row.Engine).Select((group, i) => (group, i)))
        {
            Append($"""<polyline points="{Points(engine, row => row.P50)}" fill="none" stroke="{Colours[i]}" stroke-width="2.5"/>""");
            Append($"""<polyline points="{Points(engine, row => row.P99)}" fill="none" stroke="{Colours[i]}" stroke-width="1.5" stroke-dasharray="5 4"/>""");
            foreach (var row in engine)
                Append($"""<circle cx="{X(row.Passages):0.0}" cy="{Y(Math.Log10(row.P50)):0.0}" r="4" fill="{Colours[i]}"/><circle cx="{X(row.Passages):0.0}" cy="{Y(Math.Log10(row.P99)):0.0}" r="3" fill="white" stroke="{Colours[i]}" stroke-width="1.5"/>""");
            Append($"""<line x1="620" x2="642" y1="{70 + 24 * i}" y2="{70 + 24 * i}" stroke="{Colours[i]}" stroke-width="2.5"/><text x="650" y="{74 + 24 * i}">{engine.Key}</text>""");
        }

        return svg.Append("</svg>\n").ToString();

        double X(double passages) => Left + (Right - Left) * (0.05 + 0.9 * (large > small ? (Math.Log10(passages) - small) / (large - small) : 0.5));
        double Y(double power) => Bottom - (Bottom - Top) * (power - least) / Math.Max(1, most - least);
        string Points(IEnumerable<Measurement> engine, Func<Measurement, double> value) =>
            string.Join(' ', engine.Select(row => string.Create(CultureInfo.InvariantCulture, $"{X(row.Passages):0.0},{Y(Math.Log10(value(row))):0.0}")));
        void Append(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
