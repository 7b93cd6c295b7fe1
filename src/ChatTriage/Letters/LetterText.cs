using System.Text;

namespace ChatTriage.Letters;

/// <summary>A letter as plain text and as Markdown (CommonMark).</summary>
public static class LetterText
{
    private const string Indent = "　　";

    /// <summary>Plain text for a message or an e-mail; paragraphs begin two characters in, as Chinese letters do.</summary>
    public static string Plain(Letter letter)
    {
        var text = new StringBuilder().AppendLine(letter.Title).AppendLine().Append(letter.Addressee).AppendLine("：").AppendLine();
        foreach (var part in letter.Parts) text.Append(Indent).Append(Number(part)).AppendLine(part.Text.Replace("\n", "\n" + Indent, StringComparison.Ordinal));
        text.AppendLine();
        foreach (var line in letter.Closing) text.AppendLine(line);
        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>Markdown; whatever was filled in shows as it was typed and marks nothing up.</summary>
    public static string Markdown(Letter letter)
    {
        var text = new StringBuilder($"# {Escape(letter.Title)}\n\n{Escape(letter.Addressee)}：\n");
        foreach (var part in letter.Parts)
        {
            var number = Number(part);
            // Lines of a point are indented to its text, so that they stay inside it.
            text.Append('\n').Append(number).Append(Escape(part.Text).Replace("\n", "\\\n" + new string(' ', number.Length), StringComparison.Ordinal)).Append('\n');
        }

        return text.Append('\n').AppendJoin("\\\n", letter.Closing.Select(Escape)).Append('\n').ToString();
    }

    /// <summary>The text so that CommonMark shows it character by character.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder();
        var atStart = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            // Digits count as the start of a line, because a mark behind them makes a numbered list.
            if ("\\`*_[]<>#&~|".Contains(c, StringComparison.Ordinal) || (atStart && "-+=.)".Contains(c, StringComparison.Ordinal))) escaped.Append('\\');
            escaped.Append(c);
            atStart = c == '\n' || (atStart && char.IsAsciiDigit(c));
        }

        return escaped.ToString();
    }

    private static string Number(WrittenPart part) => part.Number is { } number ? $"{number}. " : "";
}
