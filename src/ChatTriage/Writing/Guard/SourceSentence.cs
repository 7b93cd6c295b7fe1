using System.Text.RegularExpressions;
using ChatTriage.Retrieval;

namespace ChatTriage.Writing.Guard;

/// <summary>A sentence that people wrote, in its clauses.</summary>
internal sealed partial class SourceSentence
{
    /// <summary>A model may take so many clauses for one.</summary>
    private const int MostJoined = 3;

    /// <summary>A semicolon parts what could stand alone.</summary>
    private static readonly char[] Ends = ['。', '!', ';', '\n'];

    private readonly (string Text, bool IsBeforeColon, bool Leans, bool Turns)[] clauses;
    private readonly Whole whole;

    private SourceSentence(ClauseReader reader, int textId, int index, Whole whole, string alone, int bounds, (string Text, bool IsBeforeColon)[] clauses)
    {
        TextId = textId;
        Index = index;
        Alone = alone;
        Bounds = bounds;
        this.whole = whole;
        this.clauses = [.. clauses.Select(clause => (clause.Text, clause.IsBeforeColon, reader.Leans(clause.Text, clause.IsBeforeColon), reader.Turns(clause.Text)))];
        Stretches =
        [
            .. from start in Enumerable.Range(0, clauses.Length)
               from count in Enumerable.Range(1, Math.Min(MostJoined, clauses.Length - start))
               select new Stretch(this, start, count, reader.Read(string.Join(',', clauses[start..(start + count)].Select(clause => clause.Text)))),
        ];
    }

    /// <summary>Which of the material's texts it is from.</summary>
    public int TextId { get; }

    /// <summary>Where in its text it stands, from 0.</summary>
    public int Index { get; }

    /// <summary>As it was written, so that it can stand alone: where a part of a longer sentence could not, all of that.</summary>
    public string Alone { get; }

    /// <summary>How many clauses at its start are repeated from the start of the whole, because what they say bounds it too: 1 or 0.</summary>
    public int Bounds { get; }

    /// <summary>How many clauses it has.</summary>
    public int Count => clauses.Length;

    /// <summary>Each clause, and up to three in a row.</summary>
    public IReadOnlyList<Stretch> Stretches { get; }

    /// <summary>The sentences of a text; its questions are no source of anything.</summary>
    public static IReadOnlyList<SourceSentence> Of(ClauseReader reader, int textId, string text, Func<string, string> plain) =>
    [
        .. InContext([.. Sentences.Split(text).Select(original => original.Trim())]).SelectMany(item => Parts(reader, item.Original, item.Shown, plain)).Select((part, index) => (part, index))
            .Where(item => item.part.Clauses.Length > 0 && !item.part.Clauses[^1].Text.EndsWith('?'))
            .Select(item => new SourceSentence(reader, textId, item.index, item.part.Whole, item.part.Alone, item.part.Bounds, item.part.Clauses)),
    ];

    /// <summary>The clauses of a sentence in plain spelling, and whether a colon follows.</summary>
    public static IEnumerable<(string Text, bool IsBeforeColon)> Clauses(string sentence)
    {
        var start = 0;
        for (var at = 0; at <= sentence.Length; at++)
        {
            if (at < sentence.Length && sentence[at] is not (',' or ':')) continue;
            if (sentence[start..at].Trim() is { Length: > 0 } clause) yield return (clause, at < sentence.Length && sentence[at] == ':');
            start = at + 1;
        }
    }

    /// <summary>In plain spelling.</summary>
    public string Plain => string.Join(',', clauses.Select(clause => clause.Text));

    /// <summary>Whether it gives a figure; see <see cref="Figures"/>.</summary>
    public bool Has(string figure) => Stretches.Any(stretch => stretch.Clause.Figures.Contains(figure));

    /// <summary>Whether it is a part of the same sentence of the text.</summary>
    public bool IsPartWith(SourceSentence other) => ReferenceEquals(whole, other.whole);

    /// <summary>Whether what is left out between two of its clauses is needed: a condition is, one of two alternative conditions is not.</summary>
    public bool IsNeeded(int start, int end) => clauses[start..end].Any(clause => clause.Leans && !clause.Text.StartsWith('或'));

    /// <summary>Whether one of the clauses from <paramref name="start"/> up to <paramref name="end"/> needs the one after it.</summary>
    public bool HasLeaning(int start, int end) => clauses[start..end].Any(clause => clause.Leans);

    /// <summary>Whether one of these clauses takes back some of what stands before it.</summary>
    public bool HasTurning(int start, int end) => clauses[start..end].Any(clause => clause.Turns);

    /// <summary>Each sentence, and how it is shown alone: with the one before it where it speaks of that.</summary>
    private static IEnumerable<(string Original, string Shown)> InContext(string[] originals) =>
        originals.Select((original, i) => (original, i > 0 && DanglingStart().IsMatch(original) ? originals[i - 1] + original : original));

    private static IEnumerable<(Whole Whole, string Alone, int Bounds, (string Text, bool IsBeforeColon)[] Clauses)> Parts(ClauseReader reader, string original, string shown, Func<string, string> plain)
    {
        var whole = new Whole();
        string[] written = original.Split('；');
        string[] parts = plain(original).Split(Ends, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        (string Text, bool IsBeforeColon)[] bound = [.. Clauses(parts.FirstOrDefault() ?? "").Take(1).Where(clause => clause.IsBeforeColon && reader.Bounds(clause.Text))];
        var canPart = written.Length == parts.Length && !written[0].Contains('：', StringComparison.Ordinal);
        for (var at = 0; at < parts.Length; at++)
        {
            var alone = canPart && parts.Length > 1 && StandsAlone(written[at]) ? written[at].Trim() : shown;
            if (!alone.EndsWith('。')) alone += '。';
            yield return (whole, LooseStart().Replace(alone, ""), at > 0 ? bound.Length : 0, at > 0 ? [.. bound, .. Clauses(parts[at])] : [.. Clauses(parts[at])]);
        }
    }

    private static bool StandsAlone(string part) =>
        !DanglingStart().IsMatch(part) && part.Count(c => c == '「') == part.Count(c => c == '」') && part.Count(c => c == '（') == part.Count(c => c == '）');

    /// <summary>What ties a sentence to the one before it and claims nothing.</summary>
    [GeneratedRegex("^(?:所以，?|因此，?|反过来也成立：|另外，|与此同时，|第[一二三四五六]步，)")]
    private static partial Regex LooseStart();

    /// <summary>What makes a part of a sentence speak of another part.</summary>
    [GeneratedRegex("^(?:但|不过|否则|却|然而|只是|它|这|那|其|也|再|还|就|才|除非|前提|同时|而)")]
    private static partial Regex DanglingStart();

    /// <summary>The sentence of a text of which this is a part; known by identity.</summary>
    private sealed class Whole;

    /// <summary>Some clauses in a row.</summary>
    internal sealed record Stretch(SourceSentence Sentence, int Start, int Count, Clause Clause)
    {
        public int End => Start + Count;
    }
}
