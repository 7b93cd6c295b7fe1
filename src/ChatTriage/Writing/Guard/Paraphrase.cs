using System.Text.RegularExpressions;
using ChatTriage.Knowledge;

namespace ChatTriage.Writing.Guard;

/// <summary>
/// Tells whether a sentence says in other words what one sentence of the sources says: each clause is borne out by a few clauses in a
/// row (<see cref="ParaphraseWindows"/>), in the source's order, and nothing that bounds, refutes or excepts it is left out. Words that
/// claim nothing are free. Deterministic; not safe for concurrent use.
/// </summary>
internal sealed partial class Paraphrase
{
    /// <summary>Ways to lay a sentence over its sources that are tried.</summary>
    private const int MostTries = 2000;

    /// <summary>Windows of one clause that are tried.</summary>
    private const int MostWindows = 4;

    private readonly ParaphraseReader reader;
    private readonly ParaphraseWindows windows;
    private readonly ClauseReader clauses;
    private readonly ParaphraseWords lists;
    private readonly HashSet<string>[] scopes;
    private readonly Dictionary<string, ParaphraseText> read = [];

    public Paraphrase(ParaphraseWords lists, ClippingWords clipping, ClauseReader clauses)
    {
        this.lists = lists;
        this.clauses = clauses;
        reader = new ParaphraseReader(lists, clipping, clauses);
        windows = new ParaphraseWindows(reader, lists, clipping, clauses);
        scopes = [.. lists.Scopes.Select(scope => scope.Select(clauses.Plain).SelectMany(reader.Concepts).ToHashSet())];
    }

    /// <summary>Whether the sentence, in plain spelling, is borne out by the sources.</summary>
    public bool IsSupported(string sentence, IReadOnlyList<SourceSentence> sources)
    {
        var said = Clauses(sentence);
        if (said.Any(clause => clause.Content.Count == 0 && !IsIdle(clause, sources))) return false;
        var whole = Read(string.Join(',', said.Select(clause => clause.Text)));
        said = [.. said.Where(clause => clause.Content.Count > 0)];
        if (said.Length == 0) return whole.Figures.Count == 0;
        var tries = 0;
        foreach (var source in sources)
        {
            var text = Read(source.Plain);
            if (text.Clauses.Count != source.Count) continue;
            var possible = new IReadOnlyList<ParaphraseWindow>[said.Length];
            var isPossible = true;
            for (var i = 0; i < said.Length && isPossible; i++) isPossible = (possible[i] = windows.Of(said[i], whole, text)).Count > 0;
            if (isPossible && Ways(possible, 0, []).Any(way => ++tries < MostTries && IsWhole(source, text, said, way, whole.Text))) return true;
        }

        return false;
    }

    private static IEnumerable<ParaphraseWindow[]> Ways(IReadOnlyList<ParaphraseWindow>[] possible, int at, ParaphraseWindow[] before) => at == possible.Length
        ? [before]
        : possible[at].Take(MostWindows).SelectMany(window => Ways(possible, at + 1, [.. before, window]));

    /// <summary>The clauses of a sentence; one that only gives a figure (「2026年起，」) is said of the next.</summary>
    private ParaphraseText[] Clauses(string sentence)
    {
        var read = new List<ParaphraseText>();
        var before = "";
        foreach (var (clause, _) in sentence.Split(['。', '!', ';', '\n', '?'], StringSplitOptions.TrimEntries).SelectMany(SourceSentence.Clauses))
        {
            var text = Read(before + clause);
            var isFigureOnly = text.Content.Count == 0 && text.Figures.Count > 0;
            if (!isFigureOnly) read.Add(text);
            before = isFigureOnly ? text.Text : "";
        }

        if (before.Length > 0) read.Add(Read(before));
        return [.. read];
    }

    private ParaphraseText Read(string text)
    {
        if (!read.TryGetValue(text, out var known)) read[text] = known = new ParaphraseText(text, reader.Read(text));
        return known;
    }

    /// <summary>Whether a clause without content is said by the way: a condition, or an allowance or a denial of nothing in particular, is not.</summary>
    private bool IsIdle(ParaphraseText clause, IReadOnlyList<SourceSentence> sources)
    {
        if (clauses.IsOpening(clause.Text)) return true;
        if (clause.Figures.Count > 0) return false;
        if (clauses.Leans(clause.Text, isBeforeColon: false)) return false;
        return !clause.Words.Any(word => word.Kind == WordKind.Denial || word.Mark is ClauseMark.Permits or ClauseMark.Obliges)
            || sources.Any(source => source.Plain.Contains(clause.Text, StringComparison.Ordinal));
    }

    /// <summary>Whether windows of one sentence bear out clauses together.</summary>
    private bool IsWhole(SourceSentence source, ParaphraseText text, ParaphraseText[] said, ParaphraseWindow[] way, string whole)
    {
        for (var i = 0; i < way.Length; i++)
        {
            for (var j = 0; j < way.Length; j++)
            {
                if (i == j) continue;
                if (way[i].Overlaps(way[j]) && (way[i].Clauses.Count > 1 || way[j].Clauses.Count > 1)) return false;
                if (way[j].Covered.IsSubsetOf(way[i].Covered)) return false;
            }

            if (i > 0 && way[i].Clauses[0] < way[i - 1].Clauses[0]) return false;
            if (i > 0 && Firsts(said[i].Words) > Firsts(text.Words.Where(word => way[i].Clauses.Contains(word.Clause)))) return false;
            if (said[i].Content.Count > 1 && said[i].Words.Count(word => word.Mark is ClauseMark.First or ClauseMark.Then) > 1 && !IsInOrder(said[i], text, way[i])) return false;
        }

        HashSet<int> covered = [.. way.SelectMany(window => window.Covered)];
        HashSet<int> used = [.. text.Content.Where(word => covered.Contains(word.Start)).Select(word => word.Clause)];
        for (var i = 0; i < way.Length; i++)
            if (way[i].Clauses.Any(clause => !HasSense(source, text, said[i], way[i], clause, used.Contains(clause), whole))) return false;
        return !LeavesTimesOut(text, covered, used) && HasSurroundings(source, text, covered, used) && HasScope(text, said);
    }

    /// <summary>Whether a clause of the source is taken as what it is there: not a question, hearsay or a thing refuted taken for true.</summary>
    private bool HasSense(SourceSentence source, ParaphraseText text, ParaphraseText said, ParaphraseWindow window, int clause, bool isUsed, string whole)
    {
        if (!isUsed) return !source.HasLeaning(clause, clause + 1);
        var there = text.Clauses[clause];
        if (Asks().IsMatch(there) && !Asks().IsMatch(said.Text)) return false;
        if (Says().IsMatch(there) && !said.Text.Contains('说', StringComparison.Ordinal)) return false;
        if (lists.Hearsay.Concat(lists.Refutes.Where(word => word is not ("错" or "不是" or "不对" or "诈骗"))).Any(word => there.Contains(word, StringComparison.Ordinal) && !whole.Contains(word, StringComparison.Ordinal))) return false;
        if (Wrong().IsMatch(there) && !Wrong().IsMatch(whole)) return false;
        Word[] words = [.. text.Content.Where(word => word.Clause == clause)];
        // A condition of which much is left out is a wider one.
        return !source.HasLeaning(clause, clause + 1) || 3 * words.Count(word => !window.Covered.Contains(word.Start)) <= words.Length;
    }

    /// <summary>Whether words before 以后 and the like are left out of a clause that is used.</summary>
    private static bool LeavesTimesOut(ParaphraseText text, HashSet<int> covered, HashSet<int> used) =>
        text.Content.Any(word => used.Contains(word.Clause) && !covered.Contains(word.Start) && Times().IsMatch(text.Text, word.End));

    /// <summary>Whether no clause is left out that the clauses used hang on, or that takes them back.</summary>
    private bool HasSurroundings(SourceSentence source, ParaphraseText text, HashSet<int> covered, HashSet<int> used)
    {
        foreach (var clause in used)
        {
            if (clause > 0 && !used.Contains(clause - 1) && (source.HasLeaning(clause - 1, clause) || Says().IsMatch(text.Clauses[clause - 1]) || Makes().IsMatch(text.Clauses[clause - 1]))) return false;
            if (source.HasLeaning(clause, clause + 1) && clause + 1 < source.Count && !used.Contains(clause + 1)) return false;
        }

        return covered.Count > 0 && !Enumerable.Range(used.Min(), source.Count - used.Min()).Any(clause => !used.Contains(clause) && lists.Refutes.Any(word => text.Clauses[clause].Contains(word, StringComparison.Ordinal)));
    }

    /// <summary>Whether what the source says of one kind of loan or debtor is said of that kind.</summary>
    private bool HasScope(ParaphraseText text, ParaphraseText[] said) =>
        scopes.All(scope => !text.Content.Any(InScope(scope)) || said.Any(clause => clause.Content.Any(InScope(scope))));

    private static Func<Word, bool> InScope(HashSet<string> scope) => word => word.Concepts.Any(scope.Contains);

    private bool IsInOrder(ParaphraseText said, ParaphraseText text, ParaphraseWindow window)
    {
        var at = -1;
        foreach (var (_, places) in said.PiecesIn(text, reader))
        {
            var next = places.Where(place => window.Clauses.Contains(place.Clause) && place.Start > at).OrderBy(place => place.Start).FirstOrDefault();
            if (next is null) return false;
            at = next.Start;
        }

        return true;
    }

    private static int Firsts(IEnumerable<Word> words) => words.Count(word => word.Mark == ClauseMark.First);

    [GeneratedRegex("(?:对方|他|催收|有人|骗子|中介|客服)(?:会|可能|要)?[说称讲]")]
    private static partial Regex Says();

    [GeneratedRegex("[让叫要哄教]你")]
    private static partial Regex Makes();

    [GeneratedRegex(@"(.)不\1|(.)没\2|是不是|要不要|能不能|会不会|有没有|该不该|算不算|可不可以|是否")]
    private static partial Regex Asks();

    [GeneratedRegex("是错|错的|不对$|不对的")]
    private static partial Regex Wrong();

    [GeneratedRegex(@"\G(?:后|前|起|以后|之后|以前|之前|那天|之日)")]
    private static partial Regex Times();
}
