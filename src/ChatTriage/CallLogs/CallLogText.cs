using System.Globalization;
using System.Xml;
using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>A line that holds no call that could be read.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Reason">Why not, in Chinese.</param>
public sealed record UnreadLine(int Line, string Reason);

/// <summary>Calls read from text.</summary>
/// <param name="Calls">The incoming calls, with the line of each.</param>
/// <param name="Unread">The first lines that were not understood.</param>
/// <param name="UnreadCount">How many they are.</param>
/// <param name="Outgoing">Calls that the borrower made: no collection calls.</param>
/// <param name="FromOthers">Calls from numbers that are not among those asked for.</param>
/// <param name="IsTooLong">The text holds more lines than are read.</param>
public sealed record ReadCalls(
    IReadOnlyList<(int Line, Call Call)> Calls, IReadOnlyList<UnreadLine> Unread, int UnreadCount, int Outgoing, int FromOthers, bool IsTooLong);

/// <summary>
/// Reads calls from text: a table with a row of column names (separated by commas, tabs or semicolons, in quotes or not, with other lines
/// above; <see cref="CallLogColumns"/> says which names), the XML of the Android app SMS Backup &amp; Restore, or notes, one call a line
/// (「10月1日晚上十点半 95xxx 打给我妈 说再不还就去单位闹」). What cannot be read is counted and named, never dropped in silence.
/// </summary>
public sealed class CallLogText
{
    private const int MostLines = 3 * CallLog.MostCalls;
    private const int MostNamed = 20;
    private const int LongestLine = 1000;
    private const int LongestPreamble = 30;
    private static readonly char[] Separators = [',', '\t', ';', '，'];

    private readonly CallRow reader;
    private readonly HashSet<string> collectors;
    private readonly DateOnly today;
    private readonly List<(int Line, Call Call)> calls = [];
    private readonly List<UnreadLine> unread = [];
    private int unreadCount, outgoing, others, lines;

    private CallLogText(IReadOnlyList<string> collectors, DateOnly today, KnowledgeBase knowledge)
    {
        reader = new CallRow(knowledge, today);
        this.today = today;
        this.collectors = [.. collectors.Select(Bare)];
    }

    /// <summary>Reads the calls of a text; nothing in it makes this throw.</summary>
    /// <param name="text">The text.</param>
    /// <param name="collectors">The numbers whose calls count; empty for all.</param>
    /// <param name="today">The day of reading, for days without a year.</param>
    /// <param name="knowledge">The words for callees and tags.</param>
    public static ReadCalls Read(string text, IReadOnlyList<string> collectors, DateOnly today, KnowledgeBase knowledge)
    {
        var log = new CallLogText(collectors, today, knowledge);
        // Control characters and invisible marks are what copying left behind; phones put marks of direction around numbers.
        text = string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format)));
        if (text.AsSpan().TrimStart().StartsWith('<')) log.ReadXml(text);
        else if (TableOf(text) is { } separator) log.ReadTable(DelimitedText.Read(text, separator));
        else log.ReadNotes(text);
        return new ReadCalls(log.calls, log.unread, log.unreadCount, log.outgoing, log.others, log.IsFull);
    }

    private bool IsFull => lines > MostLines || calls.Count > CallLog.MostCalls;

    private static char? TableOf(string text)
    {
        foreach (var separator in Separators)
        {
            if (DelimitedText.Read(text, separator).Take(LongestPreamble).Any(row => CallLogColumns.Find(row.Cells) is not null)) return separator;
        }

        return null;
    }

    private void ReadTable(IEnumerable<TextRow> rows)
    {
        IReadOnlyDictionary<CallColumn, int>? columns = null;
        foreach (var row in rows)
        {
            lines++;
            if (IsFull) return;
            // Carriers start a new table, with names of its own, for each kind of service.
            if (CallLogColumns.Find(row.Cells) is { } named) columns = named;
            else if (columns is not null && !row.Cells.Any(IsTotal)) Take(row.Line, row.Cells.Any(cell => cell.Length > LongestLine) ? CallRow.TooLong : reader.Read(row.Cells, columns));
        }
    }

    private void ReadXml(string text)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var xml = XmlReader.Create(new StringReader(text.TrimStart()), settings);
        try
        {
            while (xml.Read() && !IsFull)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "call") continue;
                lines++;
                string[] names = ["date", "duration", "type", "number"];
                Take(((IXmlLineInfo)xml).LineNumber, reader.Read([.. names.Select(name => xml.GetAttribute(name) ?? "")], CallLogColumns.Find(names)!));
            }
        }
        catch (XmlException fault)
        {
            Take(Math.Max(1, fault.LineNumber), new CallRow.Result(null, "从这一行起不是完整的 XML。", false));
        }
    }

    private void ReadNotes(string text)
    {
        DateOnly? day = null;
        foreach (var (index, line) in text.Split('\n').Index())
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            lines++;
            if (IsFull) return;
            if (line.Length > LongestLine)
            {
                Take(index + 1, CallRow.TooLong);
            }
            else if (CallTimes.FindAll(line, day, today) is { } found)
            {
                day = DateOnly.FromDateTime(found.Times[0]);
                foreach (var at in found.Times) Take(index + 1, reader.ReadNote(at, found.Left));
            }
            else if (calls.Count > 0 && !CallTimes.NamesDay(line) && reader.Continue(calls[^1].Call, line.Trim()) is { } longer)
            {
                calls[^1] = (calls[^1].Line, longer);
            }
            else
            {
                Take(index + 1, new CallRow.Result(null, "没有读懂这一行是哪天几点，请写成「10月1日 22:30 …」。", false));
            }
        }
    }

    private void Take(int line, CallRow.Result result)
    {
        if (result.IsOutgoing)
        {
            outgoing++;
        }
        else if (result.Call is not { } call)
        {
            if (++unreadCount <= MostNamed) unread.Add(new UnreadLine(line, result.Fault ?? ""));
        }
        else if (collectors.Count > 0 && !collectors.Contains(Bare(call.From ?? "")))
        {
            others++;
        }
        else
        {
            calls.Add((line, call));
        }
    }

    private static bool IsTotal(string cell) => cell.StartsWith("合计", StringComparison.Ordinal) || cell.StartsWith("小计", StringComparison.Ordinal) || cell.StartsWith("总计", StringComparison.Ordinal);

    /// <summary>The digits of a number without the country code.</summary>
    private static string Bare(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (digits.StartsWith("0086", StringComparison.Ordinal)) digits = digits[4..];
        return digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..] : digits;
    }
}
