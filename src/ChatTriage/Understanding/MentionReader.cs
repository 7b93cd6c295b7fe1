using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>Finds what is said about facts, and how it is meant.</summary>
internal sealed class MentionReader(Lexicon lexicon, IReadOnlyDictionary<string, FactDefinition> facts)
{
    /// <summary>The mentions of a text in order of appearance.</summary>
    /// <param name="text">The normalised question.</param>
    /// <param name="isReal">It tells what has happened.</param>
    /// <param name="speaker">Who asks.</param>
    /// <param name="asOf">The day of asking.</param>
    /// <param name="heard">
    /// Facts that are asserted in other words. They count where the patterns find nothing about them, and nothing that is denied in the same
    /// words: who learned from words hears 「没来我家」 too. A danger is never left out.
    /// </param>
    public IReadOnlyList<Mention> Read(NormalisedText text, bool isReal, Speaker speaker, DateOnly asOf, IEnumerable<HeardFact> heard)
    {
        var found = new List<Found>();
        foreach (var pattern in lexicon.Mentions)
        {
            if (pattern.Follows is not null || (pattern.Speaker is { } only && only != speaker)) continue;
            foreach (var (start, length, value) in pattern.Quantity is null ? Words(pattern, text.Text) : Quantified(pattern, text.Text, asOf))
            {
                // A number that no situation can have is a misreading.
                if (facts[pattern.FactId].Fault(value) is not null) continue;
                var status = StatusOf(pattern, text.Text, start, length, isReal);
                if (value is FactValue.Flag { Value: false } && status == MentionStatus.Asserted) status = MentionStatus.Denied;
                found.Add(new Found(pattern.FactId, pattern.Rank, pattern.Quantity is not null, start, length, status == MentionStatus.Denied && value is FactValue.Flag ? new FactValue.Flag(false) : value, status));
            }
        }

        found.AddRange([.. heard.Where(fact => MayStand(fact, found)).Select(fact => new Found(fact.FactId, 0, false, fact.Start, fact.Length, new FactValue.Flag(true), MentionStatus.Asserted))]);

        foreach (var pattern in lexicon.Mentions.Where(pattern => pattern.Follows is not null && (pattern.Speaker is null || pattern.Speaker == speaker)))
        {
            // Whoever speaks for themselves says who they are anywhere; others are named with the deed.
            if (pattern.Speaker is not null && !pattern.Pattern!.Matches(text.Text)) continue;
            foreach (var leader in found.Where(mention => mention.FactId == pattern.Follows && mention.Status == MentionStatus.Asserted).ToArray())
            {
                var (from, to) = TextClauses.Around(text.Text, leader.Start, leader.Length);
                if (pattern.Speaker is not null || pattern.Pattern!.Matches(text.Text.AsSpan(from, to - from))) found.Add(leader with { FactId = pattern.FactId, Rank = pattern.Rank, Value = pattern.Value! });
            }
        }

        return [.. Strongest(found).OrderBy(mention => mention.Start).Select(mention =>
            text.MentionOf(mention.FactId, mention.Value, mention.Status, mention.Start, mention.Length))];
    }

    private bool MayStand(HeardFact heard, List<Found> found) => !found.Exists(mention => mention.FactId == heard.FactId
        || (mention.Status == MentionStatus.Denied && !facts[heard.FactId].IsMomentary && mention.Start >= heard.Start && mention.Start < heard.Start + heard.Length));

    /// <summary>Where a fact can have one value only, the words of the greatest rank count: 「高炮」 says more than 「网贷」.</summary>
    private static IEnumerable<Found> Strongest(List<Found> found) =>
        found.GroupBy(mention => mention.FactId).SelectMany(said =>
        {
            var rank = said.Max(mention => mention.Rank);
            var strongest = said.Where(mention => mention.Rank == rank);
            // Of several numbers the first is the one that people mean: 借了一千 只到账590.
            return said.First().IsQuantity ? strongest.OrderBy(mention => mention.Start).Take(1) : strongest;
        });

    private static IEnumerable<(int Start, int Length, FactValue Value)> Words(MentionPattern pattern, string text) =>
        pattern.Pattern!.Find(text).Select(match => (match.Start, match.Length, pattern.Value!));

    private static IEnumerable<(int Start, int Length, FactValue Value)> Quantified(MentionPattern pattern, string text, DateOnly asOf)
    {
        var found = pattern.Quantity == QuantityKind.Day
            ? CalendarDays.Find(text, asOf).Select(day => (day.Start, day.Length, Value: (FactValue)new FactValue.Date(day.Day)))
            : Quantities.Find(text, 0, text.Length, pattern.Quantity!.Value).Select(quantity => (quantity.Start, quantity.Length, Value: (FactValue)new FactValue.Number(quantity.Value)));
        foreach (var (start, length, value) in found)
        {
            var (from, to) = TextClauses.Around(text, start, length);
            var end = start + length;
            if (pattern.Before?.Matches(text.AsSpan(from, start - from)) == true || pattern.After?.Matches(text.AsSpan(end, to - end)) == true)
                yield return (start, length, value);
        }
    }

    private MentionStatus StatusOf(MentionPattern pattern, string text, int start, int length, bool isReal)
    {
        if (pattern.IsStanding) return isReal ? MentionStatus.Asserted : MentionStatus.Supposed;
        var (from, to) = TextClauses.Around(text, start, length);
        var clause = text.AsSpan(from, to - from);
        var before = text.AsSpan(from, start - from);
        foreach (var cue in lexicon.Status.InOrder)
        {
            if (!pattern.Cues.Contains(cue.Status)) continue;
            if (cue.Before?.Matches(before) == true || cue.Clause?.Matches(clause) == true) return cue.Status;
        }

        return pattern.IsCertain || isReal ? MentionStatus.Asserted : MentionStatus.Supposed;
    }

    private sealed record Found(string FactId, int Rank, bool IsQuantity, int Start, int Length, FactValue Value, MentionStatus Status);
}
