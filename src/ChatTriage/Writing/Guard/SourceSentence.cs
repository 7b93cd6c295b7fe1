using ChatTriage.Retrieval;

namespace ChatTriage.Writing.Guard;

/// <summary>A sentence that people wrote, in its clauses.</summary>
internal sealed class SourceSentence
{
    /// <summary>A model may take so many clauses for one.</summary>
    private const int MostJoined = 3;

    /// <summary>A semicolon parts what could stand alone.</summary>
    private static readonly char[] Ends = ['。', '!', ';', '\n'];

    private readonly (string Text, bool IsBeforeColon, bool Leans, bool Turns)[] clauses;

    private SourceSentence(ClauseReader reader, int textId, int index, string original, (string Text, bool IsBeforeColon)[] clauses)
    {
        TextId = textId;
        Index = index;
        Original = original;
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

    /// <summary>As it was written, with its closing mark.</summary>
    public string Original { get; }

    /// <summary>How many clauses it has.</summary>
    public int Count => clauses.Length;

    /// <summary>Each clause, and up to three in a row.</summary>
    public IReadOnlyList<Stretch> Stretches { get; }

    /// <summary>The sentences of a text; its questions are no source of anything.</summary>
    public static IReadOnlyList<SourceSentence> Of(ClauseReader reader, int textId, string text, Func<string, string> plain) =>
    [
        .. Sentences.Split(text)
            .SelectMany(original => plain(original).Split(Ends, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(sentence => (Original: original.Trim(), Text: sentence)))
            .Select((sentence, index) => (sentence, index)).Where(item => !item.sentence.Text.EndsWith('?'))
            .Select(item => new SourceSentence(reader, textId, item.index, item.sentence.Original, [.. Clauses(item.sentence.Text)])),
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

    /// <summary>Whether one of the clauses from <paramref name="start"/> up to <paramref name="end"/> needs the one after it.</summary>
    public bool HasLeaning(int start, int end) => clauses[start..end].Any(clause => clause.Leans);

    /// <summary>Whether one of these clauses takes back some of what stands before it.</summary>
    public bool HasTurning(int start, int end) => clauses[start..end].Any(clause => clause.Turns);

    /// <summary>Some clauses in a row.</summary>
    internal sealed record Stretch(SourceSentence Sentence, int Start, int Count, Clause Clause)
    {
        public int End => Start + Count;
    }
}
