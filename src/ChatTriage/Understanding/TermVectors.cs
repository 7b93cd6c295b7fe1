namespace ChatTriage.Understanding;

/// <summary>
/// Normalised texts as vectors of length 1 over their characters and pairs of characters, weighted by inverse document frequency.
/// The ends count as characters: 吗 at the end is not 吗 inside. Blanks do not count.
/// </summary>
internal sealed class TermVectors
{
    private const char Begin = '\u0002';
    private const char End = '\u0003';

    private readonly Dictionary<uint, int> vocabulary = [];
    private readonly float[] idf;

    private TermVectors(uint[][] texts)
    {
        var frequencies = new List<int>();
        foreach (var terms in texts)
        {
            foreach (var term in terms)
            {
                if (vocabulary.TryAdd(term, frequencies.Count)) frequencies.Add(1);
                else frequencies[vocabulary[term]]++;
            }
        }

        idf = [.. frequencies.Select(frequency => MathF.Log(1 + texts.Length / (1f + frequency)))];
    }

    /// <summary>Learns the terms of the texts and how rare they are, and gives the texts' own vectors.</summary>
    public static (TermVectors Terms, (int Term, float Value)[][] Vectors) Learn(IEnumerable<string> texts)
    {
        uint[][] terms = [.. texts.Select(text => TermsOf(text).ToArray())];
        var learned = new TermVectors(terms);
        return (learned, Array.ConvertAll(terms, text => learned.Of(text)));
    }

    /// <summary>How many terms are known.</summary>
    public int Count => idf.Length;

    /// <summary>The vector of a text: its known terms, numbered from 0.</summary>
    public (int Term, float Value)[] Of(string text) => Of(TermsOf(text));

    private (int Term, float Value)[] Of(ReadOnlySpan<uint> terms)
    {
        var known = new List<(int Term, float Value)>(terms.Length);
        var squares = 0f;
        foreach (var term in terms)
        {
            if (!vocabulary.TryGetValue(term, out var index)) continue;
            known.Add((index, idf[index]));
            squares += idf[index] * idf[index];
        }

        var norm = MathF.Sqrt(squares);
        return [.. known.Select(entry => (entry.Term, entry.Value / norm))];
    }

    /// <summary>Each character and each pair once: a pair's first character stands in the upper half.</summary>
    private static Span<uint> TermsOf(string text)
    {
        var marked = $"{Begin}{text.Replace(" ", "", StringComparison.Ordinal)}{End}";
        var terms = new uint[2 * marked.Length - 1];
        for (var i = 0; i < marked.Length; i++)
        {
            terms[i] = marked[i];
            if (i + 1 < marked.Length) terms[marked.Length + i] = (uint)marked[i] << 16 | marked[i + 1];
        }

        Array.Sort(terms);
        var count = 1;
        for (var i = 1; i < terms.Length; i++)
            if (terms[i] != terms[count - 1]) terms[count++] = terms[i];
        return terms.AsSpan(0, count);
    }
}
