using ChatTriage.Knowledge;

namespace ChatTriage.Writing.Guard;

/// <summary>Some clauses in a row of a source that bear out a clause of a model.</summary>
/// <param name="Clauses">Which clauses of the source.</param>
/// <param name="Covered">Where the words start that it says.</param>
internal sealed record ParaphraseWindow(IReadOnlyList<int> Clauses, IReadOnlySet<int> Covered)
{
    public bool Overlaps(ParaphraseWindow other) => Clauses.Any(other.Clauses.Contains);
}

/// <summary>Tells whether a clause of a model says what a window of a source says.</summary>
internal sealed class ParaphraseWindows
{
    /// <summary>A figure's clause has this share of what is said with the figure.</summary>
    private const double LeastBesideFigure = 0.6;

    /// <summary>Fewer content characters than this share of a clause support nothing.</summary>
    private const double LeastContent = 0.1;

    /// <summary>So many characters of a clause may be put in that the source has not, and at most this share of what it claims.</summary>
    private const int MostPutIn = 4;
    private const double MostSharePutIn = 0.5;

    private static readonly string[] Requests = ["请求", "要求", "申请", "主张"];
    private static readonly string[] Asking = [.. Requests, "请", "让", "提"];
    private static readonly string[] Limiting = ["只", "仅", "才", "必须", "唯一"];

    private readonly ParaphraseReader reader;
    private readonly HashSet<string> qualifiers;
    private readonly HashSet<string> parties;
    private readonly HashSet<string> hard;
    private readonly HashSet<string> weighty;
    private readonly IReadOnlyList<string> bearers;

    public ParaphraseWindows(ParaphraseReader reader, ParaphraseWords lists, ClippingWords clipping, ClauseReader clauses)
    {
        this.reader = reader;
        qualifiers = [.. lists.Qualifiers.Select(clauses.Plain)];
        parties = [.. clipping.Roles.Concat(lists.Parties).Select(clauses.Plain).SelectMany(reader.Concepts)];
        hard = [.. parties, .. lists.Scopes.SelectMany(scope => scope).Select(clauses.Plain).SelectMany(reader.Concepts)];
        weighty = [.. hard, .. lists.Weighty.Concat(lists.Qualifiers).Select(clauses.Plain).SelectMany(reader.Concepts)];
        bearers = lists.Bearers;
    }

    /// <summary>The shortest windows of a source that bear out a clause.</summary>
    /// <param name="said">The clause.</param>
    /// <param name="whole">The sentence that it is in.</param>
    /// <param name="source">The sentence of the source.</param>
    public IReadOnlyList<ParaphraseWindow> Of(ParaphraseText said, ParaphraseText whole, ParaphraseText source)
    {
        for (var length = 1; length <= 3; length++)
        {
            var found = Enumerable.Range(0, Math.Max(0, source.Clauses.Count - length + 1)).Select(start => Window(said, whole, source, [.. Enumerable.Range(start, length)])).OfType<ParaphraseWindow>().ToArray();
            if (found.Length > 0) return found;
        }

        return [];
    }

    private ParaphraseWindow? Window(ParaphraseText said, ParaphraseText whole, ParaphraseText source, int[] clauses)
    {
        var matched = new List<(Word Said, Word[] Places)>();
        var putIn = new List<Word>();
        foreach (var (word, everywhere) in said.PiecesIn(source, reader))
        {
            Word[] places = [.. everywhere.Where(place => clauses.Contains(place.Clause))];
            if (places.Length == 0)
            {
                putIn.Add(word);
                continue;
            }

            // What is denied here is denied there, at this word or close before it.
            Word[] fitting = [.. places.Where(place => word.IsDenied ? place.IsNearDenial : !place.IsDenied || word.IsNearDenial)];
            if (fitting.Length == 0) return null;
            matched.Add((word, fitting));
        }

        if (matched.Count == 0 || !MayPutIn(putIn, said, matched.Count, source, clauses)) return null;
        var covered = Covered(matched, source, clauses);
        if (IsTooLittle(said, source, clauses, covered) || IsTurned(said, matched, clauses) || IsDisplaced(said, matched, source, covered)) return null;
        if (!HasForce(said, whole, source, clauses, covered) || !HasFigures(said, matched, source, clauses)) return null;
        if (!HasPersons(said, source, clauses) || !HasBearers(said, source) || LeavesOut(said, source, clauses, matched, covered) || ArePartedPartners(matched, source, clauses, covered)) return null;
        return new ParaphraseWindow(clauses, covered);
    }

    /// <summary>
    /// Whether a clause may say some words more than its source: few, of no weight, and not denied, where it denies as often as the source.
    /// That none stands in the place of another is for <see cref="IsDisplaced"/> to see: a word put in colours a claim, one put in another's place changes it.
    /// </summary>
    private bool MayPutIn(List<Word> words, ParaphraseText said, int matched, ParaphraseText source, int[] clauses)
    {
        if (words.Count == 0) return true;
        var characters = words.Sum(word => word.Text.Length);
        return matched > 1 && characters <= MostPutIn && characters <= MostSharePutIn * said.Content.Sum(word => word.Text.Length)
            && !words.Exists(word => word.IsNearDenial || word.Concepts.Any(weighty.Contains))
            && Denials(said.Words) == Denials(source.Words.Where(word => clauses.Contains(word.Clause)));

        static int Denials(IEnumerable<Word> words) => words.Count(word => word.Kind == WordKind.Denial);
    }

    private static HashSet<int> Covered(List<(Word Said, Word[] Places)> matched, ParaphraseText source, int[] clauses)
    {
        HashSet<int> covered = [.. matched.SelectMany(pair => pair.Places).Select(place => place.Start)];
        foreach (var stretch in matched.Where(pair => !pair.Said.IsKnown && pair.Said.Text.Length > 1).Select(pair => pair.Said.Text))
        {
            for (var at = source.Text.IndexOf(stretch, StringComparison.Ordinal); at >= 0; at = source.Text.IndexOf(stretch, at + 1, StringComparison.Ordinal))
                covered.UnionWith(source.Content.Where(word => word.Start >= at && word.Start < at + stretch.Length && clauses.Contains(word.Clause)).Select(word => word.Start));
        }

        return covered;
    }

    /// <summary>Whether too little is said to be sure of what; a denial of a single character must be all that the source says there.</summary>
    private static bool IsTooLittle(ParaphraseText said, ParaphraseText source, int[] clauses, HashSet<int> covered)
    {
        if (source.Clauses.Contains(said.Text)) return false;
        var characters = said.Content.Sum(word => word.Text.Length);
        return characters < LeastContent * said.Text.Length
            || (characters < 2 && said.Content.Any(word => word.IsDenied) && (clauses.Length > 1 || source.Content.Any(word => clauses.Contains(word.Clause) && !covered.Contains(word.Start))));
    }

    /// <summary>Whether a clause with a denial draws on several clauses in another order than the source.</summary>
    private static bool IsTurned(ParaphraseText said, List<(Word Said, Word[] Places)> matched, int[] clauses)
    {
        if (clauses.Length == 1 || !said.Words.Any(word => word.Kind == WordKind.Denial)) return false;
        var lowest = -1;
        foreach (var (_, places) in matched)
        {
            int[] possible = [.. places.Select(place => place.Clause).Where(clause => clause >= lowest)];
            if (possible.Length == 0) return true;
            lowest = possible.Min();
        }

        return false;
    }

    /// <summary>Whether a word from another clause stands where the clause that bears most has a word of its own.</summary>
    private static bool IsDisplaced(ParaphraseText said, List<(Word Said, Word[] Places)> matched, ParaphraseText source, HashSet<int> covered)
    {
        var main = matched.SelectMany(pair => pair.Places).GroupBy(place => place.Clause).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).First().Key;
        int[]?[] places = [.. said.Content
            .Select(word => (Word: word, Match: matched.FirstOrDefault(pair => pair.Said.Start <= word.Start && word.Start < pair.Said.End)))
            .Where(item => item.Match.Said is null || item.Match.Said.Start == item.Word.Start)
            .Select(item => item.Match.Places?.Where(place => place.Clause == main).Select(place => place.Start).ToArray() is { Length: > 0 } starts ? starts : null)];
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] is not null) continue;
            var before = places[..i].LastOrDefault(starts => starts is not null);
            var after = places[(i + 1)..].FirstOrDefault(starts => starts is not null);
            var from = before is null ? -1 : after is null ? before.Max() : before.Min();
            var to = after?.Min() ?? int.MaxValue;
            if (source.Content.Any(word => word.Clause == main && word.Start > from && word.Start < to && !covered.Contains(word.Start))) return true;
        }

        return false;
    }

    /// <summary>Whether the clause is as strong, as wide and as certain as the source.</summary>
    private bool HasForce(ParaphraseText said, ParaphraseText whole, ParaphraseText source, int[] clauses, HashSet<int> covered)
    {
        Word[] window = [.. source.Words.Where(word => clauses.Contains(word.Clause))];
        // A clause of which little is said does not lend its force.
        int[] strong = [.. clauses.Where(clause => 2 * window.Count(word => word.Clause == clause && covered.Contains(word.Start)) >= window.Count(word => word.Clause == clause && word.IsContent))];
        Word[] telling = [.. window.Where(word => strong.Contains(word.Clause))];
        if (telling.Any(word => word.Kind == WordKind.Softener) && !whole.Words.Any(word => word.Kind == WordKind.Softener)) return false;
        if (Adds(ClauseMark.Obliges) || Adds(ClauseMark.Limits) || Adds(ClauseMark.Universal) || Adds(ClauseMark.Before)) return false;
        if (Has(telling, ClauseMark.Limits) && !Limiting.Any(word => whole.Text.Contains(word, StringComparison.Ordinal))) return false;
        if (Has(telling, ClauseMark.Obliges) && Has(said.Words, ClauseMark.Permits) && !Has(said.Words, ClauseMark.Obliges)) return false;
        if (Has(telling, ClauseMark.Before) && !Has(said.Words, ClauseMark.Before)) return false;
        // What somebody may do or leave is not what they do; advice to the reader needs no "you can".
        var isDecided = said.Words.Any(word => word.Kind == WordKind.Denial) || said.Content.Any(word => word.Concepts.Any(parties.Contains));
        if (Has(telling, ClauseMark.Permits) && isDecided && !Has(whole.Words, ClauseMark.Permits) && !whole.Words.Any(word => word.Kind == WordKind.Softener)) return false;
        if (Has(window, ClauseMark.Before) && Has(said.Words, ClauseMark.After)) return false;
        return said.Figures.Count > 0 || said.Words.Count(word => word.Mark == ClauseMark.Bounds) <= window.Count(word => word.Mark == ClauseMark.Bounds);

        bool Adds(ClauseMark mark) => Has(said.Words, mark) && !Has(window, mark);
        static bool Has(IEnumerable<Word> words, ClauseMark mark) => words.Any(word => word.Mark == mark);
    }

    /// <summary>Whether each figure is the source's, said of the same and bounded by the same words.</summary>
    private static bool HasFigures(ParaphraseText said, List<(Word Said, Word[] Places)> matched, ParaphraseText source, int[] clauses)
    {
        string[] all = [.. clauses.SelectMany(clause => Figures.Of(source.Clauses[clause]))];
        return said.Figures.All(figure => clauses.Any(clause => Figures.Of(source.Clauses[clause]).Contains(figure) && IsSaidOf(clause) && HasBounds(clause)));

        bool IsSaidOf(int clause)
        {
            var beside = matched.Count(pair => pair.Places.Any(place => place.Clause == clause));
            return beside >= LeastBesideFigure * matched.Count || (beside > 0 && !all.Except(said.Figures).Any());
        }

        bool HasBounds(int clause) => Bounds(source.Words.Where(word => word.Clause == clause)).SequenceEqual(Bounds(said.Words));
        static IEnumerable<string> Bounds(IEnumerable<Word> words) => words.Where(word => word.Mark == ClauseMark.Bounds).Select(word => word.Text).Order(StringComparer.Ordinal);
    }

    /// <summary>Whether the reader is not put in another's place, nor another in the reader's.</summary>
    private static bool HasPersons(ParaphraseText said, ParaphraseText source, int[] clauses)
    {
        var (here, there) = (Persons(said.Text), Persons(string.Join(',', clauses.Select(clause => source.Clauses[clause]))));
        if (here.Length == 0 || there.Length == 0) return true;
        if (here.All(isReader => isReader) && there.All(isReader => !isReader)) return false;
        if (here.All(isReader => !isReader) && there.All(isReader => isReader)) return false;
        return here.Distinct().Count() == 1 || there.Distinct().Count() == 1 || Turns(here).SequenceEqual(Turns(there));

        static bool[] Persons(string text)
        {
            var persons = new List<bool>();
            for (var at = 0; at < text.Length; at++)
            {
                if (text[at] is '你' or '他' or '她' or '它') persons.Add(text[at] == '你');
                else if (string.CompareOrdinal(text, at, "对方", 0, 2) == 0) persons.Add(false);
            }

            return [.. persons];
        }

        static IEnumerable<bool> Turns(bool[] persons) => persons.Where((person, i) => i == 0 || persons[i - 1] != person);
    }

    /// <summary>Whether who bears, gets or does something (由谁, 向谁) is whom the source names so.</summary>
    private bool HasBearers(ParaphraseText said, ParaphraseText source)
    {
        for (var at = 0; at + 1 < said.Text.Length; at++)
        {
            if (!bearers.Contains(said.Text[at..(at + 1)]) || !said.Words.Any(word => word.Start == at && word.Text.Length == 1)) continue;
            var isPronoun = "你我他它".Contains(said.Text[at + 1], StringComparison.Ordinal);
            var party = said.Content.FirstOrDefault(word => word.Start == at + 1 && word.Concepts.Any(parties.Contains));
            if (!isPronoun && party is null) continue;
            var isSame = false;
            for (var there = source.Text.IndexOf(said.Text[at]); there >= 0; there = source.Text.IndexOf(said.Text[at], there + 1))
            {
                isSame |= isPronoun ? there + 1 < source.Text.Length && source.Text[there + 1] == said.Text[at + 1]
                    : source.Content.FirstOrDefault(word => word.Start > there) is { } next && next.Start <= there + 2 && next.Means(party!);
            }

            if (!isSame) return false;
        }

        return true;
    }

    /// <summary>Whether the source says something of what is said that must not be left out: a denial, a qualifier, that it must be asked for.</summary>
    private bool LeavesOut(ParaphraseText said, ParaphraseText source, int[] clauses, List<(Word Said, Word[] Places)> matched, HashSet<int> covered)
    {
        foreach (var clause in clauses)
        {
            Word[] words = [.. source.Content.Where(word => word.Clause == clause)];
            if (!words.Any(word => covered.Contains(word.Start))) continue;
            // 「……不算」 at the end denies all that stands before it.
            if (source.Words.LastOrDefault(word => word.Clause == clause && word.Kind == WordKind.Denial) is { } last && words.All(word => word.Start < last.Start) && said.Words.All(word => word.Kind != WordKind.Denial)) return true;
            for (var i = 0; i < words.Length; i++)
            {
                if (covered.Contains(words[i].Start)) continue;
                if (qualifiers.Contains(words[i].Text)) return true;
                if (Requests.Contains(words[i].Text) && words[(i + 1)..].Any(word => covered.Contains(word.Start)) && !Asking.Any(word => said.Text.Contains(word, StringComparison.Ordinal))) return true;
                if (words[i].IsDenied && words.Skip(i + 1).Take(3).Any(word => covered.Contains(word.Start))
                    && !matched.Exists(pair => pair.Said.IsNearDenial && pair.Places.Any(place => place.Clause == clause))) return true;
            }
        }

        return false;
    }

    /// <summary>Whether two parties or matters are joined that the source names in different clauses, where another stands beside one of them.</summary>
    private bool ArePartedPartners(List<(Word Said, Word[] Places)> matched, ParaphraseText source, int[] clauses, HashSet<int> covered)
    {
        (Word Said, Word[] Places)[] partners = [.. matched.Where(pair => pair.Said.Concepts.Any(hard.Contains))];
        for (var i = 0; i < partners.Length; i++)
        {
            for (var j = i + 1; j < partners.Length; j++)
            {
                int[] one = [.. partners[i].Places.Select(place => place.Clause)], other = [.. partners[j].Places.Select(place => place.Clause)];
                if (one.Intersect(other).Any()) continue;
                if (partners[i].Said.Concepts.Any(parties.Contains) && partners[j].Said.Concepts.Any(parties.Contains)) return true;
                var later = Math.Max(one.Min(), other.Min());
                if (source.Content.Any(word => word.Clause == later && clauses.Contains(later) && word.Concepts.Any(hard.Contains) && !covered.Contains(word.Start))) return true;
            }
        }

        return false;
    }
}
