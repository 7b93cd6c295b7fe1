using System.Text.RegularExpressions;
using ChatTriage.Knowledge;

namespace ChatTriage.Writing.Guard;

/// <summary>A clause, or a few in a row, with the words that decide what it claims.</summary>
/// <param name="Text">Plain spelling, as <see cref="ClauseReader.Plain"/> gives it.</param>
/// <param name="Marks">Words of denial, force, condition and the like, in order.</param>
/// <param name="Roles">Who is spoken of, in order.</param>
/// <param name="IsSoft">It says that it does not always hold.</param>
/// <param name="Figures">Its figures; see <see cref="Guard.Figures"/>.</param>
internal sealed record Clause(string Text, IReadOnlyList<ClauseMark> Marks, IReadOnlyList<string> Roles, bool IsSoft, IReadOnlyList<string> Figures)
{
    /// <summary>Whether it denies anything, in any way.</summary>
    public bool IsDenied => Marks.Any(mark => mark <= ClauseMark.Denies);
}

/// <summary>Reads clauses by the words of the lexicon (<see cref="ClippingWords"/>).</summary>
internal sealed partial class ClauseReader
{
    /// <summary>The reader; where a text has this word, it does not mean the reader by any other.</summary>
    public const string Reader = "你";

    private const string Quotes = "\"「」『』“”‘’'";

    private readonly ClippingWords words;
    private readonly (string Word, ClauseMark? Mark)[] marks;
    private readonly (string Written, string Stands)[] same;
    private readonly string[] fillers;
    private readonly string[] readers;
    private readonly string[] roles;
    private readonly HashSet<string> openings;

    public ClauseReader(ClippingWords words)
    {
        this.words = words;
        marks = [.. words.Marks.Select(mark => (mark.Word, (ClauseMark?)mark.Mark)).Concat(words.Idle.Select(word => (word, (ClauseMark?)null))).OrderByDescending(word => word.Item1.Length)];
        same = [.. words.Same.OrderByDescending(pair => pair.Written.Length)];
        fillers = [.. words.Fillers.OrderByDescending(word => word.Length)];
        readers = [.. words.Readers.OrderByDescending(word => word.Length)];
        roles = [.. words.Roles.OrderByDescending(word => word.Length)];
        openings = [.. words.Openings.Select(Plain)];
    }

    /// <summary>A normalised text with one word for those that say the same, articles in Arabic figures, without quotation marks.</summary>
    public string Plain(string text)
    {
        text = InnerSpace().Replace(text, "");
        foreach (var (written, stands) in same) text = text.Replace(written, stands, StringComparison.Ordinal);
        return string.Concat(text.Where(c => !Quotes.Contains(c, StringComparison.Ordinal)));
    }

    /// <summary>The text as if it spoke to the borrower: "the borrower" is "you".</summary>
    public string ToReader(string text) => readers.Aggregate(text, (changed, word) => changed.Replace(word, Reader, StringComparison.Ordinal));

    public Clause Read(string text) =>
        new(text, [.. Marks(text)], [.. Found(text, roles)], words.Softeners.Any(word => text.Contains(word, StringComparison.Ordinal)), [.. Figures.Of(text)]);

    /// <summary>What is left of a stretch of text without fillers and punctuation.</summary>
    public string Content(string text)
    {
        foreach (var word in fillers) text = text.Replace(word, " ", StringComparison.Ordinal);
        return string.Concat(text.Where(char.IsLetterOrDigit));
    }

    /// <summary>Whether the clause means nothing without the one after it.</summary>
    public bool Leans(string text, bool isBeforeColon) =>
        (isBeforeColon && Bounds(text)) || words.LeaningEnds.Any(end => text.EndsWith(end, StringComparison.Ordinal)) || words.LeaningWords.Any(word => text.Contains(word, StringComparison.Ordinal))
        || (isBeforeColon && words.LeaningBeforeColon.Any(word => text.Contains(word, StringComparison.Ordinal)));

    /// <summary>Whether what stands behind the colon after this clause holds within its bounds only (「一般保证：……」).</summary>
    public bool Bounds(string text) => !words.Announces.Any(word => text.Contains(word, StringComparison.Ordinal)) && !IsOpening(text);

    /// <summary>Whether the clause claims nothing and may stand before anything.</summary>
    public bool IsOpening(string text) => openings.Contains(text.TrimStart('你', '先', '请'));

    /// <summary>Whether the clause takes back some of the one before it.</summary>
    public bool Turns(string text) => words.Turns.Any(word => text.StartsWith(word, StringComparison.Ordinal));

    private IEnumerable<ClauseMark> Marks(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var (word, mark) = Array.Find(marks, word => string.CompareOrdinal(text, at, word.Word, 0, word.Word.Length) == 0);
            if (mark is { } found) yield return found;
            at += word?.Length ?? 1;
        }
    }

    private static IEnumerable<string> Found(string text, string[] longestFirst)
    {
        for (var at = 0; at < text.Length;)
        {
            var word = Array.Find(longestFirst, word => string.CompareOrdinal(text, at, word, 0, word.Length) == 0);
            if (word is not null) yield return word;
            at += word?.Length ?? 1;
        }
    }

    /// <summary>「2026 年 3 月」 is written with and without.</summary>
    [GeneratedRegex(@"\s+(?=[0-9%a-z])|(?<=[0-9%a-z])\s+")]
    private static partial Regex InnerSpace();
}
