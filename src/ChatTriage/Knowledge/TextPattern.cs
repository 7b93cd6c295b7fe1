using System.Text.RegularExpressions;

namespace ChatTriage.Knowledge;

/// <summary>
/// Several ways to say one thing, as one expression that runs in linear time, and the places where they mean something else.
/// </summary>
/// <param name="patterns">The expression.</param>
/// <param name="unless">A match that this overlaps does not count; null when there is none.</param>
public sealed class TextPattern(Regex patterns, Regex? unless)
{
    /// <summary>Words that never match.</summary>
    public static TextPattern Nothing { get; } = new(new Regex("[^\\s\\S]", RegexOptions.NonBacktracking), null);

    /// <summary>The matches that count, from left to right.</summary>
    public List<(int Start, int Length)> Find(ReadOnlySpan<char> text)
    {
        var found = Spans(patterns, text);
        if (found.Count == 0 || unless is null) return found;
        var vetoes = Spans(unless, text);
        if (vetoes.Count > 0) found.RemoveAll(match => IsVetoed(vetoes, match));
        return found;
    }

    /// <summary>Whether something in the text matches and counts.</summary>
    public bool Matches(ReadOnlySpan<char> text) => patterns.IsMatch(text) && (unless is null || Find(text).Count > 0);

    private static List<(int Start, int Length)> Spans(Regex expression, ReadOnlySpan<char> text)
    {
        var spans = new List<(int, int)>();
        foreach (var match in expression.EnumerateMatches(text)) spans.Add((match.Index, match.Length));
        return spans;
    }

    // Both lists are in order and free of overlaps, so the first veto that ends behind the match's start is the only one to look at.
    private static bool IsVetoed(List<(int Start, int Length)> vetoes, (int Start, int Length) match)
    {
        int low = 0, high = vetoes.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (vetoes[middle].Start + vetoes[middle].Length > match.Start) high = middle;
            else low = middle + 1;
        }

        return low < vetoes.Count && vetoes[low].Start < match.Start + match.Length;
    }
}
