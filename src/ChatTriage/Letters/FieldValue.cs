using System.Globalization;
using System.Text;
using ChatTriage.Knowledge;

namespace ChatTriage.Letters;

/// <summary>What a borrower types into a field: checked, and as it is shown.</summary>
internal static class FieldValue
{
    private const int MostInLine = 100;
    private const int MostInLines = 2000;
    private const decimal LargestAmount = 1_000_000_000;

    /// <summary>Null when the value can be written as it is, otherwise what to do about it.</summary>
    public static string? Fault(LetterField field, string value)
    {
        var text = Clean(value);
        if (text.Length == 0) return null;
        var most = field.Kind == LetterFieldKind.Lines ? MostInLines : MostInLine;
        if (text.Length > most) return $"太长了，最多 {most} 字。";
        if (!text.EnumerateRunes().All(rune => IsWritable(rune) || (rune.Value == '\n' && field.Kind == LetterFieldKind.Lines)))
            return field.Kind == LetterFieldKind.Lines ? "里面有不能显示的字符，请去掉。" : "只能写一行，里面不能有换行和不能显示的字符。";
        return field.Kind switch
        {
            LetterFieldKind.Date when ReadDate(text) is null => "日期写成 yyyy-MM-dd，例如 2026-11-23，而且要真有这一天。",
            LetterFieldKind.Money when ReadMoney(text) is null => "金额写成大于 0 的数，单位是元，不超过 10 亿，最多两位小数。",
            _ => null,
        };
    }

    /// <summary>The value as it stands in the letter; null when it is empty. Only for a value without fault.</summary>
    public static string? Show(LetterField field, string value) => Clean(value) is not { Length: > 0 } text ? null : field.Kind switch
    {
        LetterFieldKind.Date => ReadDate(text)!.Value.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        LetterFieldKind.Money => ReadMoney(text)!.Value.ToString("#,0.##", CultureInfo.InvariantCulture) + "元",
        // Several lines begin on a line of their own; the sentence around them has a full stop of its own.
        _ => (text.Contains('\n', StringComparison.Ordinal) ? "\n" : "") + text.TrimEnd('。'),
    };

    /// <summary>The day that a typed value names; null when it names none.</summary>
    public static DateOnly? Day(string value) => ReadDate(Clean(value));

    private static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1990 and <= 2100 ? date : null;

    private static decimal? ReadMoney(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount is > 0 and <= LargestAmount && decimal.Round(amount, 2) == amount ? amount : null;

    /// <summary>Without invisible marks that copying brings along, blanks at the ends of lines, and empty lines.</summary>
    private static string Clean(string value)
    {
        var visible = new StringBuilder();
        foreach (var rune in value.ReplaceLineEndings("\n").EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format)) visible.Append(rune.ToString());
        return string.Join('\n', visible.ToString().Split('\n').Select(line => line.Trim(' ', '\t', '　')).Where(line => line.Length > 0));
    }

    /// <summary>Not a control or separator, not half a surrogate pair, and allowed in XML (no noncharacter).</summary>
    private static bool IsWritable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && rune != Rune.ReplacementChar && (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is not (>= 0xFDD0 and <= 0xFDEF);
}
