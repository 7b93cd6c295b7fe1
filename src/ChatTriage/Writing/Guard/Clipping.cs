using ChatTriage.Knowledge;

namespace ChatTriage.Writing.Guard;

/// <summary>
/// Tells whether a sentence is clipped from sources: each of its clauses stands in one of theirs, up to words that claim nothing, in the source's
/// order, with the denials, force, conditions, figures and persons of the source, and nothing that the source needs is left out.
/// A free wording may be true as well; no program without understanding can tell, so it does not count.
/// </summary>
internal sealed class Clipping(ClauseReader reader)
{
    /// <summary>Of a clause's characters at least this share is the source's.</summary>
    private const double LeastMatched = 0.6;

    /// <summary>Of a clause's different characters the source has at least this share, or a look is not worth it.</summary>
    private const double LeastShared = 0.5;

    /// <summary>Places in the sources that are tried for one clause, the closest first.</summary>
    private const int MostPlaces = 5;

    /// <summary>Ways to lay a sentence over its sources that are tried.</summary>
    private const int MostTries = 2000;

    /// <summary>Whether the sentence, in plain spelling, is clipped from the sources.</summary>
    public bool IsClipped(string sentence, IReadOnlyList<SourceSentence> sources)
    {
        string[] said = [.. sentence.Split(['。', '!', ';', '\n', '?'], StringSplitOptions.TrimEntries).SelectMany(SourceSentence.Clauses).Select(clause => clause.Text)];
        if (said.Length > 0 && said.All(reader.IsOpening)) return true;
        said = [.. said.SkipWhile(reader.IsOpening)];
        if (said.Length == 0) return false;
        var tries = 0;
        var places = new Dictionary<string, SourceSentence.Stretch[]>();
        var isOrdered = HasOrder(reader.Read(string.Join(',', said)));
        return Lay(0, []);

        bool Lay(int at, List<(Clause Said, SourceSentence.Stretch Place)> laid)
        {
            if (at == said.Length) return Ends(laid[^1].Place, null) && (!isOrdered || HasSameOrder(laid));
            for (var count = 1; count <= 2 && at + count <= said.Length; count++)
            {
                var text = string.Concat(said[at..(at + count)]);
                if (!places.TryGetValue(text, out var found)) places[text] = found = Places(text, sources);
                foreach (var place in found)
                {
                    if (++tries > MostTries) return false;
                    if (!Begins(place, laid.Count > 0 ? laid[^1].Place : null, isOrdered) || (laid.Count > 0 && !Ends(laid[^1].Place, place))) continue;
                    laid.Add((reader.Read(text), place));
                    if (Lay(at + count, laid)) return true;
                    laid.RemoveAt(laid.Count - 1);
                }
            }

            return false;
        }
    }

    /// <summary>Where in the sources a clause stands, the places with the least left out first.</summary>
    private SourceSentence.Stretch[] Places(string text, IReadOnlyList<SourceSentence> sources)
    {
        var said = reader.Read(text);
        var characters = text.ToHashSet();
        return
        [
            .. sources.SelectMany(sentence => sentence.Stretches)
                .Where(place => characters.Count(c => place.Clause.Text.Contains(c, StringComparison.Ordinal)) >= LeastShared * characters.Count)
                .Select(place => (Place: place, Omitted: Omitted(said, place.Clause))).Where(place => place.Omitted is not null)
                .OrderBy(place => place.Omitted).Take(MostPlaces).Select(place => place.Place),
        ];
    }

    /// <summary>How many characters of the source a clause leaves out; null when it is not clipped from it.</summary>
    private int? Omitted(Clause said, Clause source)
    {
        if (said.Text == source.Text) return 0;
        if (!IsInOrder(said.Figures, source.Figures)) return null;
        if (source.IsSoft && !said.IsSoft) return null;
        if (!HasSameMarks(said, source) || !StartsSteps(said, source)) return null;
        var alignment = Alignment.Of(said.Text, source.Text);
        if (alignment.Matched < LeastMatched * said.Text.Count(c => c != '、')) return null;
        if (alignment.Gaps.Any(gap => gap.Added.Any(c => char.IsAsciiLetterOrDigit(c)))) return null;
        // A qualifier or a predicate left out makes another claim, as does a word put in.
        if (alignment.Gaps.Any(gap => reader.Content(gap.Added).Length > 0 || reader.Content(gap.Omitted).Length > 0)) return null;
        if (!HasSameRoles(said, source)) return null;
        return source.Text.Length - alignment.Matched;
    }

    private static bool HasSameMarks(Clause said, Clause source)
    {
        var (added, missing) = (Without(said.Marks, source.Marks), Without(source.Marks, said.Marks));
        // "You can" before what people advise is still their advice.
        if (added is [ClauseMark.Permits] && !source.IsDenied && StartsWithPermission(said.Text)) added = [];
        // One step's number for another's turns their order round.
        if (IsStep(added) && IsStep(missing)) return false;
        return added.All(mark => mark is ClauseMark.Conditions or ClauseMark.First or ClauseMark.Then or ClauseMark.Alternatives)
            && missing.All(mark => mark is ClauseMark.First or ClauseMark.Then || (mark == ClauseMark.Conditions && (said.Text.EndsWith('的') || said.Text.EndsWith("的话", StringComparison.Ordinal) || said.Text.EndsWith('时'))));
    }

    /// <summary>A "first" that the source has not may only stand at the start, and not beside the source's own steps.</summary>
    private bool StartsSteps(Clause said, Clause source)
    {
        if (!IsStep(Without(said.Marks, source.Marks))) return true;
        if (IsStep([.. source.Marks])) return false;
        return !said.Marks.Contains(ClauseMark.First) || reader.Content(said.Text[..said.Text.IndexOf('先', StringComparison.Ordinal)]).Length == 0;
    }

    private static bool IsStep(List<ClauseMark> marks) => marks.Exists(mark => mark is ClauseMark.First or ClauseMark.Then);

    private static bool StartsWithPermission(string text) => text.IndexOf("可以", StringComparison.Ordinal) is >= 0 and var at && text[..at].All(c => "你所以也就还都另外同时这时现在先".Contains(c, StringComparison.Ordinal));

    private static bool HasSameRoles(Clause said, Clause source)
    {
        if (Without(said.Roles, source.Roles).Count > 0 || Without(source.Roles, said.Roles).Any(role => role != "我")) return false;
        return IsInOrder(said.Roles, source.Roles);
    }

    /// <summary>Whether all of some words are among others, in the same order.</summary>
    private static bool IsInOrder(IReadOnlyList<string> some, IReadOnlyList<string> others)
    {
        var at = 0;
        foreach (var other in others)
            if (at < some.Count && some[at] == other) at++;
        return at == some.Count;
    }

    /// <summary>Whether a place may follow the one before it: nothing between them that it needs is left out, and no halves of two sentences are joined.</summary>
    private static bool Begins(SourceSentence.Stretch place, SourceSentence.Stretch? before, bool isOrdered)
    {
        if (before?.Sentence == place.Sentence)
        {
            // What a condition leans on may be the rest of the condition.
            return place.Start >= before.End && !place.Sentence.IsNeeded(before.End, place.Start)
                && (place.Start == before.End || !place.Sentence.HasLeaning(before.End - 1, before.End));
        }

        // What bounds the whole was said with its first part, or that one could not have begun.
        var start = before?.Sentence.IsPartWith(place.Sentence) == true ? place.Sentence.Bounds : 0;
        if (place.Start >= start && place.Sentence.HasLeaning(start, place.Start)) return false;
        return before is null || ((place.Start <= start || before.End == before.Sentence.Count) && !(isOrdered && IsBehind(before.Sentence, place.Sentence)));
    }

    /// <summary>Whether a place may be followed by that one, or by nothing: what it needs comes, and what takes it back is not left out.</summary>
    private static bool Ends(SourceSentence.Stretch place, SourceSentence.Stretch? next)
    {
        var goesOn = next?.Sentence == place.Sentence;
        if (!goesOn && place.End < place.Sentence.Count && place.Sentence.HasLeaning(place.End - 1, place.End)) return false;
        return !(place.Clause.IsDenied || place.Clause.Marks.Contains(ClauseMark.Permits)) || !place.Sentence.HasTurning(place.End, goesOn ? next!.Start : place.Sentence.Count);
    }

    private static bool IsBehind(SourceSentence sentence, SourceSentence other) => sentence.TextId == other.TextId && sentence.Index > other.Index;

    private static bool HasOrder(Clause clause) => clause.Marks.Any(mark => mark is ClauseMark.First or ClauseMark.Then or ClauseMark.Before or ClauseMark.After);

    /// <summary>Where both sentence and source number their steps, the same steps are numbered; where only the sentence does, none behind another comes first.</summary>
    private static bool HasSameOrder(List<(Clause Said, SourceSentence.Stretch Place)> laid) =>
        laid.Count == 1 || (laid.Any(part => HasOrder(part.Place.Clause))
            ? laid.All(part => HasOrder(part.Said) == HasOrder(part.Place.Clause))
            : !laid.Skip(1).Any(part => part.Said.Marks.Contains(ClauseMark.First)));

    private static List<T> Without<T>(IEnumerable<T> from, IEnumerable<T> what)
    {
        var left = from.ToList();
        foreach (var item in what) left.Remove(item);
        return left;
    }
}
