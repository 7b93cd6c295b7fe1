namespace ChatTriage.Understanding;

/// <summary>The clauses of a normalised text. People type blanks for commas, so a blank ends a clause too.</summary>
internal static class TextClauses
{
    private const string Breaks = ",。!?;\n ";
    private const string SentenceBreaks = "。!?;\n";

    /// <summary>A text without marks is no single clause: words further away say nothing about these. It keeps the reading linear in time.</summary>
    private const int Reach = 80;

    /// <summary>The clause around a stretch of text, without its closing mark unless that asks.</summary>
    public static (int Start, int End) Around(string text, int start, int length) => Widen(text, start, length, Breaks);

    /// <summary>The sentence around a stretch of text.</summary>
    public static (int Start, int End) SentenceAround(string text, int start, int length) => Widen(text, start, length, SentenceBreaks);

    private static (int Start, int End) Widen(string text, int start, int length, string breaks)
    {
        var from = start;
        while (from > 0 && start - from < Reach && !breaks.Contains(text[from - 1], StringComparison.Ordinal)) from--;
        var to = start + length;
        while (to < text.Length && to - start - length < Reach && !breaks.Contains(text[to], StringComparison.Ordinal)) to++;
        if (to < text.Length && text[to] == '?') to++;
        return (from, to);
    }
}
