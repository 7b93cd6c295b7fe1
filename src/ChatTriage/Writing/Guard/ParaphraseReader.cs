using ChatTriage.Knowledge;

namespace ChatTriage.Writing.Guard;

/// <summary>What a word does in a paraphrase.</summary>
internal enum WordKind
{
    /// <summary>It claims something, so it must stand in the source.</summary>
    Content,

    /// <summary>It turns the content behind it round.</summary>
    Denial,

    /// <summary>It changes how strongly, how far or when something holds; see <see cref="Word.Mark"/>.</summary>
    Mark,

    /// <summary>It says that something does not always hold.</summary>
    Softener,

    /// <summary>It claims nothing.</summary>
    Talk,
}

/// <summary>A word of a text.</summary>
/// <param name="Start">Where it starts, in characters.</param>
/// <param name="Text">Its characters.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Concepts">What it may mean; two words that share one may mean the same.</param>
/// <param name="IsKnown">Whether a list has it; content that no list has is read character by character.</param>
/// <param name="Mark">The mark, where it is one.</param>
/// <param name="Clause">Which clause it is in, from 0.</param>
internal sealed record Word(int Start, string Text, WordKind Kind, IReadOnlyList<string> Concepts, bool IsKnown, ClauseMark? Mark, int Clause)
{
    public int End => Start + Text.Length;

    public bool IsContent => Kind == WordKind.Content;

    /// <summary>Whether a denial is said of this very word.</summary>
    public bool IsDenied { get; set; }

    /// <summary>Whether a denial is said of it or of one of the two content words before it in its clause.</summary>
    public bool IsNearDenial { get; set; }

    public bool Means(Word other) => Concepts.Any(other.Concepts.Contains);
}

/// <summary>Cuts plain text into words, the longest that a list has first, and tells of what denials are said.</summary>
internal sealed class ParaphraseReader
{
    private const string Numerals = "0123456789〇零一二三四五六七八九十百千万两几%.";
    private const string Ends = ",:;。?!\n";

    /// <summary>「还不上」「改不掉」: a verb, its denial and what the verb does not reach.</summary>
    private const string Reaches = "掉到上了起出回通清进动下成住开着完够懂";

    /// <summary>Who is meant by these is looked at apart; see <see cref="ParaphraseWindow"/>.</summary>
    private static readonly string[] Pronouns = ["他们", "他", "她", "我", "对方"];

    private readonly Dictionary<string, (WordKind Kind, IReadOnlyList<string> Concepts, ClauseMark? Mark)> words = [];
    private readonly int longest;

    public ParaphraseReader(ParaphraseWords lists, ClippingWords clipping, ClauseReader reader)
    {
        foreach (var word in clipping.Idle) words[reader.Plain(word)] = (WordKind.Talk, [], null);
        foreach (var word in clipping.Roles.Concat(lists.Parties).Concat(lists.Qualifiers).Select(reader.Plain)) words[word] = (WordKind.Content, [word], null);
        foreach (var concept in lists.Concepts)
        {
            foreach (var word in concept.Select(reader.Plain))
                words[word] = (WordKind.Content, [.. words.TryGetValue(word, out var known) ? known.Concepts : [], reader.Plain(concept[0])], null);
        }

        foreach (var word in lists.Talk.Concat(Pronouns)) words[reader.Plain(word)] = (WordKind.Talk, [], null);
        foreach (var word in clipping.Softeners) words[word] = (WordKind.Softener, [], null);
        foreach (var (word, mark) in clipping.Marks) words[word] = (mark <= ClauseMark.Denies ? WordKind.Denial : WordKind.Mark, [], mark);
        longest = words.Keys.Max(word => word.Length);
    }

    /// <summary>What a word of the lists may mean; itself where no list has it.</summary>
    public IReadOnlyList<string> Concepts(string word) => words.TryGetValue(word, out var known) && known.Concepts.Count > 0 ? known.Concepts : [word];

    /// <summary>The words of a text in plain spelling.</summary>
    public IReadOnlyList<Word> Read(string text)
    {
        var read = new List<Word>();
        var clause = 0;
        var isPending = false;
        for (var at = 0; at < text.Length;)
        {
            if (Ends.Contains(text[at], StringComparison.Ordinal))
            {
                SettleAtEnd();
                clause++;
                at++;
                continue;
            }

            var word = At(text, at, clause);
            if (word.Kind == WordKind.Denial && IsOfReach(text, at, read))
            {
                Turn(read.Count - 1);
            }
            else if (word.Kind == WordKind.Denial)
            {
                isPending = !isPending;
            }
            else if (word.IsContent)
            {
                word.IsDenied = isPending;
                isPending = false;
                word.IsNearDenial = word.IsDenied || read.Where(other => other.IsContent && other.Clause == clause).TakeLast(2).Any(other => other.IsDenied);
            }

            read.Add(word);
            at = word.End;
        }

        SettleAtEnd();
        return read;

        // A denial with nothing behind it is said of what stands before it.
        void SettleAtEnd()
        {
            if (isPending && read.FindLastIndex(word => word.IsContent && word.Clause == clause) is >= 0 and var last) Turn(last);
            isPending = false;
        }

        // What no list has is a word of several characters.
        void Turn(int at)
        {
            do
            {
                read[at].IsDenied = !read[at].IsDenied;
                read[at].IsNearDenial = true;
            }
            while (!read[at].IsKnown && --at >= 0 && !read[at].IsKnown && read[at].IsContent && read[at].End == read[at + 1].Start);
        }
    }

    /// <summary>The content words of a longer word, cut into shorter ones; none where it holds what changes a meaning.</summary>
    public IReadOnlyList<Word> Split(Word word)
    {
        var parts = new List<Word>();
        for (var at = 0; at < word.Text.Length;)
        {
            var part = At(word.Text, at, word.Clause, word.Text.Length - 1);
            if (part.Kind is not (WordKind.Content or WordKind.Talk)) return [];
            if (part.IsContent) parts.Add(part with { Start = word.Start + at, IsDenied = word.IsDenied, IsNearDenial = word.IsNearDenial });
            at += part.Text.Length;
        }

        return parts;
    }

    private bool IsOfReach(string text, int at, List<Word> read) =>
        text[at] == '不' && at + 1 < text.Length && Reaches.Contains(text[at + 1], StringComparison.Ordinal) && read.Count > 0 && read[^1].IsContent && read[^1].End == at
        && !Enumerable.Range(2, 3).Any(length => at + 1 + length <= text.Length && words.ContainsKey(text.Substring(at + 1, length)));

    private Word At(string text, int at, int clause, int most = int.MaxValue)
    {
        // 接不接: whether or not, no denial.
        if (at + 2 < text.Length && text[at + 1] is '不' or '没' && text[at] == text[at + 2]) return new Word(at, text.Substring(at, 2), WordKind.Talk, [], true, null, clause);
        for (var length = Math.Min(Math.Min(longest, most), text.Length - at); length > 0; length--)
            if (words.TryGetValue(text.Substring(at, length), out var word)) return new Word(at, text.Substring(at, length), word.Kind, word.Concepts, true, word.Mark, clause);
        var isTalk = !char.IsLetterOrDigit(text[at]) || Numerals.Contains(text[at], StringComparison.Ordinal);
        return new Word(at, text.Substring(at, 1), isTalk ? WordKind.Talk : WordKind.Content, [text.Substring(at, 1)], false, null, clause);
    }
}
