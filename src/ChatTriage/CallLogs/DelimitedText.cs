using System.Text;

namespace ChatTriage.CallLogs;

/// <summary>A row of a table with the line that it starts on, from 1.</summary>
internal sealed record TextRow(int Line, IReadOnlyList<string> Cells);

/// <summary>Reads tables as RFC 4180 has them, with any separator; a quote inside a bare cell is a character like any other.</summary>
internal static class DelimitedText
{
    /// <summary>The rows that hold anything.</summary>
    public static IEnumerable<TextRow> Read(string text, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        int line = 1, start = 1;
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : '\n';
            if (c == '"' && IsBlank(cell) && Close(text, at) is { } close)
            {
                cell.Clear().Append(text, at + 1, close - at - 1).Replace("\"\"", "\"");
                line += text.AsSpan(at, close - at).Count('\n');
                at = close;
            }
            else if (c == separator || c == '\n')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
                if (c == separator) continue;
                if (cells.Exists(value => value.Length > 0)) yield return new TextRow(start, [.. cells]);
                cells.Clear();
                start = ++line;
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
    }

    private static bool IsBlank(StringBuilder cell)
    {
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] is not (' ' or '=')) return false;
        }

        return cell.Length < 3;
    }

    /// <summary>Where the quoted cell ends; null when nothing closes it nearby, so that one stray quote does not swallow the file.</summary>
    private static int? Close(string text, int open)
    {
        const int Longest = 4000;
        for (var at = open + 1; at < text.Length && at - open <= Longest; at++)
        {
            if (text[at] != '"') continue;
            if (at + 1 < text.Length && text[at + 1] == '"') at++;
            else return at;
        }

        return null;
    }
}
