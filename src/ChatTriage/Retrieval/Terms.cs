namespace ChatTriage.Retrieval;

/// <summary>
/// An index term of a text, as a number: a Chinese character is its UTF-16 unit in the upper half, a pair of characters fills both
/// halves, and a run of Latin letters and digits is a hash that no character or pair can have (upper half a surrogate).
/// </summary>
/// <param name="Key">The number; never 0.</param>
/// <param name="Start">Where it starts in the text, in UTF-16 units.</param>
/// <param name="Length">Its length in the text.</param>
public readonly record struct Term(uint Key, int Start, int Length);

/// <summary>
/// The index terms of a text: Chinese characters one by one and in pairs, runs of Latin letters and digits whole, without case or
/// width. For short lay questions this finds as much as word segmentation does, without a dictionary.
/// </summary>
public ref struct Terms(ReadOnlySpan<char> text)
{
    private const uint FirstWord = 0xD800_0000;
    private const uint WordBits = 0x07FF_FFFF;

    private readonly ReadOnlySpan<char> text = text;
    private int position;
    private bool pairIsDue;

    /// <summary>The terms in order of appearance, with repetitions.</summary>
    public static Terms Of(ReadOnlySpan<char> text) => new(text);

    /// <summary>The term that was read last.</summary>
    public Term Current { get; private set; }

    /// <summary>Lets <c>foreach</c> run over the terms.</summary>
    public readonly Terms GetEnumerator() => this;

    /// <summary>Reads the next term; false at the end.</summary>
    public bool MoveNext()
    {
        if (pairIsDue)
        {
            pairIsDue = false;
            Current = new Term((uint)Folded(position - 1) << 16 | Folded(position), position - 1, 2);
            return true;
        }

        while (position < text.Length)
        {
            var c = Folded(position);
            if (char.IsAsciiLetterOrDigit(c))
            {
                Current = Word();
                return true;
            }

            position++;
            if (!char.IsLetter(c)) continue;
            pairIsDue = position < text.Length && Folded(position) is var next && char.IsLetter(next) && !char.IsAsciiLetter(next);
            Current = new Term((uint)c << 16, position - 1, 1);
            return true;
        }

        return false;
    }

    /// <summary>FNV-1a over the folded characters.</summary>
    private Term Word()
    {
        var start = position;
        var hash = 2166136261u;
        for (; position < text.Length && Folded(position) is var c && char.IsAsciiLetterOrDigit(c); position++) hash = (hash ^ c) * 16777619u;
        return new Term(FirstWord | ((hash ^ hash >> 27) & WordBits), start, position - start);
    }

    private readonly char Folded(int i)
    {
        var c = text[i];
        if (c is >= '\uFF01' and <= '\uFF5E') c = (char)(c - 0xFEE0);
        return c < 0x2E80 ? char.ToLowerInvariant(c) : c;
    }
}
