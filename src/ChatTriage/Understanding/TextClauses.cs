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

    /// <summary>The clauses of a text, without what ends them.</summary>
    public static IEnumerable<string> Of(string text) => Split(text, Breaks).Select(span => text.Substring(span.Start, span.Length).TrimEnd([.. Breaks]));

    /// <summary>The sentences of a text, each with its closing mark.</summary>
    public static IEnumerable<string> Sentences(string text) => Split(text, SentenceBreaks).Select(span => text.Substring(span.Start, span.Length));

    /// <summary>
    /// From each clause on as many clauses of its sentence as it takes to reach <paramref name="shortest"/> characters: a few words mean
    /// little without those beside them. The first of a sentence comes however short it is; later ones that stay shorter do not.
    /// </summary>
    public static IEnumerable<(int Start, int Length)> Windows(string text, int shortest) =>
        Split(text, SentenceBreaks).SelectMany(sentence =>
            Windows([.. Split(text.Substring(sentence.Start, sentence.Length), Breaks).Select(clause => (sentence.Start + clause.Start, clause.Length))], shortest));

    private static IEnumerable<(int Start, int Length)> Windows((int Start, int Length)[] clauses, int shortest)
    {
        for (var (first, last) = (0, 0); first < clauses.Length; first++)
        {
            last = Math.Max(last, first);
            while (last + 1 < clauses.Length && End(last) - clauses[first].Start < shortest) last++;
            if (first == 0 || End(last) - clauses[first].Start >= shortest) yield return (clauses[first].Start, End(last) - clauses[first].Start);
        }

        int End(int clause) => clauses[clause].Start + clauses[clause].Length;
    }

    private static IEnumerable<(int Start, int Length)> Split(string text, string breaks)
    {
        for (var (from, to) = (0, 0); from < text.Length; from = to)
        {
            while (to < text.Length && !breaks.Contains(text[to], StringComparison.Ordinal)) to++;
            if (to < text.Length) to++;
            yield return (from, to - from);
        }
    }

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
