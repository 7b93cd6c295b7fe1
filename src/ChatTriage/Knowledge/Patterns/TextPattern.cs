using ChatTriage.Knowledge.Patterns;

namespace ChatTriage.Knowledge;

/// <summary>Several ways to say one thing, and the places where they mean something else. It runs in linear time.</summary>
public sealed class TextPattern
{
    private readonly PatternAutomaton patterns;
    private readonly PatternAutomaton? unless;

    /// <param name="patterns">The ways to say it.</param>
    /// <param name="unless">A match that this overlaps does not count; null when there is none.</param>
    internal TextPattern(PatternSyntax patterns, PatternSyntax? unless)
    {
        this.patterns = new PatternAutomaton(patterns);
        this.unless = unless is null ? null : new PatternAutomaton(unless);
    }

    /// <summary>Words that never match.</summary>
    public static TextPattern Nothing { get; } = new(new PatternSyntax.Choice([]), null);

    /// <summary>Reads a pattern in the lexicon's language, and what means something else.</summary>
    /// <exception cref="FormatException">When one of the two is no pattern; the message says what is wrong and where.</exception>
    public static TextPattern Parse(string pattern, string? unless = null) => new(PatternSyntax.Parse(pattern), unless is null ? null : PatternSyntax.Parse(unless));

    /// <summary>The matches that count, from left to right, each as long as can be.</summary>
    public List<(int Start, int Length)> Find(ReadOnlySpan<char> text)
    {
        var found = Spans(patterns, text);
        if (found.Count == 0 || unless is null) return found;
        var vetoes = Spans(unless, text);
        if (vetoes.Count > 0) found.RemoveAll(match => IsVetoed(vetoes, match));
        return found;
    }

    /// <summary>Whether something in the text matches and counts.</summary>
    public bool Matches(ReadOnlySpan<char> text)
    {
        if (unless is not null) return Find(text).Count > 0;
        for (var i = 0; i <= text.Length; i++)
            if (patterns.EndOfMatch(text, i, anyWillDo: true) >= 0) return true;
        return false;
    }

    private static List<(int Start, int Length)> Spans(PatternAutomaton automaton, ReadOnlySpan<char> text)
    {
        var spans = new List<(int, int)>();
        for (var i = 0; i <= text.Length; i++)
        {
            if (automaton.EndOfMatch(text, i, anyWillDo: false) is not (>= 0 and var end)) continue;
            spans.Add((i, end - i));
            if (end > i) i = end - 1;
        }

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
