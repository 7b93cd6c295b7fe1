using System.Globalization;

namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads <c>rates/</c>: the one-year LPR by month, and the caps.</summary>
internal static class RatesReader
{
    private const string Header = "month,percent,published,evidence,source";
    private const int DayOfAnnouncement = 20;
    private static readonly string[] Evidence = ["several-sources", "one-source", "between-equal-months", "recalled"];

    /// <summary>The announcements of a table with one line a month; lines that start with # are comments.</summary>
    public static IReadOnlyList<LprQuote> ReadLpr(string file, string text, List<KnowledgeError> errors)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Index().Where(line => line.Item.Length > 0 && !line.Item.StartsWith('#')).ToArray();
        if (lines.Length == 0 || lines[0].Item != Header) errors.Add(new KnowledgeError(file, 1, "the table has no header", $"Write {Header} above the months"));
        var quotes = new List<LprQuote>();
        foreach (var (index, line) in lines.Skip(1))
        {
            var source = new SourceLine(file, index + 1);
            if (Parse(line.Split(','), source) is { } quote) quotes.Add(quote);
            else errors.Add(source.Error("this line is no announcement", $"Write {Header}, for example 2026-09,3.00,2026-09-20,one-source,PBoC"));
        }

        return quotes;
    }

    /// <summary>An entry of <c>rates/caps.yaml</c>.</summary>
    public static RateCap ReadCap(YamlValue entry)
    {
        entry.AllowKeys("id", "title", "lenders", "from", "to", "kind", "percent", "lpr-multiple", "says", "excess", "basis");
        var (percent, multiple) = (entry.FindNumber("percent"), entry.FindNumber("lpr-multiple"));
        if (percent is null == multiple is null) entry.Report("a cap is either a percentage or a multiple of the LPR", "Write percent or lpr-multiple, and one only");
        return new RateCap(
            entry.RequireId(), entry.RequireText("title"), entry.Texts("lenders"), entry.RequireDate("from"), entry.FindDate("to"),
            entry.Require("kind")?.Enum(CapKind.Guidance) ?? CapKind.Guidance, percent, multiple,
            entry.RequireText("says"), entry.RequireText("excess"), LawReader.ReadReferences(entry, "basis"), entry.Source);
    }

    /// <summary>An entry of <c>rates/notes.yaml</c>.</summary>
    public static RateNote ReadNote(YamlValue entry)
    {
        entry.AllowKeys("id", "says", "basis");
        return new RateNote(
            entry.Require("id")?.Enum(RateNoteKind.StaleLpr) ?? RateNoteKind.StaleLpr, entry.RequireText("says"), LawReader.ReadReferences(entry, "basis"), entry.Source);
    }

    private static LprQuote? Parse(string[] cells, SourceLine source)
    {
        if (cells.Length != 5 || !Evidence.Contains(cells[3])) return null;
        if (!DateOnly.TryParseExact(cells[0] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return null;
        if (!decimal.TryParse(cells[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)) return null;
        var published = month.AddDays(DayOfAnnouncement - 1);
        if (cells[2].Length > 0 && !DateOnly.TryParseExact(cells[2], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out published)) return null;
        return new LprQuote(month, published, percent, source);
    }
}
