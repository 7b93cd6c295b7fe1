using System.Globalization;
using System.Text;
using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>
/// The calls that break or may break something, as a table to attach to a complaint. The caller's number is shown whole, for it is the
/// evidence; the numbers of relatives, friends and colleagues are never shown, only who they are.
/// </summary>
public sealed class ComplaintTable
{
    private static readonly string[] Header = ["序号", "日期", "时间", "来电号码", "打给谁", "是否接通", "时长（秒）", "说了什么", "涉及的规则"];

    private readonly IReadOnlyList<string[]> rows;

    /// <summary>Prepares the rows, oldest call first.</summary>
    public ComplaintTable(CheckedCallLog log, CallRules rules)
    {
        var callees = rules.Callees.ToDictionary(words => words.Callee, words => words.Label);
        var tags = rules.Tags.ToDictionary(words => words.Tag, words => words.Label);
        rows = [.. log.Calls.Where(call => call.Findings.Count > 0).OrderBy(call => call.Call.At).Select((call, i) => RowOf(i + 1, call, callees, tags))];
    }

    /// <summary>The table as Markdown.</summary>
    public string ToMarkdown()
    {
        var table = new StringBuilder();
        Append(table, Header);
        Append(table, [.. Header.Select(_ => "---")]);
        foreach (var row in rows) Append(table, [.. row.Select(EscapeMarkdown)]);
        return table.ToString();

        static void Append(StringBuilder table, string[] cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>The table as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
    public string ToCsv()
    {
        var table = new StringBuilder();
        foreach (var row in rows.Prepend(Header)) table.AppendJoin(',', row.Select(EscapeCsv)).Append("\r\n");
        return table.ToString();
    }

    private static string[] RowOf(int number, CheckedCall call, Dictionary<Callee, string> callees, Dictionary<CallTag, string> tags) =>
    [
        number.ToString(CultureInfo.InvariantCulture),
        call.Call.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        call.Call.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        call.Call.From ?? "",
        callees[call.Call.Callee],
        call.Call.IsAnswered switch { true => "接通", false => "未接通", null => "" },
        call.Call.DurationSeconds?.ToString(CultureInfo.InvariantCulture) ?? "",
        string.Join("；", call.Tags.Select(tag => tags[tag]).Append(call.Call.Text).Where(words => !string.IsNullOrEmpty(words))),
        string.Join("；", call.Findings.Select(Words)),
    ];

    private static string Words(CallFinding finding)
    {
        var law = finding.Basis[0].Law;
        var status = finding.Status == CallRuleStatus.Breaks ? "" : "（可能）";
        return $"{finding.Rule.Title}{status}：{law.ShortTitle}{finding.Basis[0].Provision.Article}【{CallLogSummary.Of(law.Binding)}】";
    }

    private static string EscapeMarkdown(string cell)
    {
        var escaped = new StringBuilder(cell.Length);
        foreach (var c in cell)
        {
            if (c is '\n' or '\r') escaped.Append(' ');
            else if (c is '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '&' or '!' or '~') escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static string EscapeCsv(string cell)
    {
        // OWASP, CSV injection: these characters begin a formula, also behind blanks, which some programs cut off.
        if (cell.Length > 0 && (cell[0] is '\t' or '\r' or '\n' || cell.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..])) cell = "'" + cell;
        return cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
