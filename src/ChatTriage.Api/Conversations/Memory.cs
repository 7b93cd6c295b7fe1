using ChatTriage.Knowledge;

namespace ChatTriage.Api.Conversations;

/// <summary>
/// How what is said joins what is known. The order is that of the times at which things were said, whatever the order in which they
/// arrive: turns may run at the same time, on several nodes.
/// </summary>
internal static class Memory
{
    /// <summary>
    /// What changes: the facts to keep as they are now, and the ids of those that mean nothing any more. A later fact takes the place of
    /// an earlier one; a denial is kept as false, and takes its details along.
    /// </summary>
    public static (IReadOnlyList<RememberedFact> Kept, IReadOnlyList<string> Gone) Join(IReadOnlyList<RememberedFact> known, IReadOnlyList<Fact> said, DateTimeOffset saidAt)
    {
        var before = known.ToDictionary(fact => fact.Id);
        var kept = said.Where(fact => !before.TryGetValue(fact.Id, out var earlier) || earlier.SaidAt <= saidAt)
            .Select(fact => before.TryGetValue(fact.Id, out var earlier) ? fact.After(earlier.Recalled) : fact)
            .Select(fact => new RememberedFact(fact.Id, fact.Value, fact.Source, saidAt)).ToArray();
        var after = known.Where(fact => kept.All(now => now.Id != fact.Id)).Concat(kept).ToArray();
        var denied = after.Where(fact => fact.Value is FactValue.Flag { Value: false }).ToArray();
        // Of what was said in one breath nothing takes the other away.
        var gone = after.Where(fact => denied.Any(denial => fact.Recalled.IsDetailOf(denial.Id) && fact.SaidAt < denial.SaidAt)).Select(fact => fact.Id).ToHashSet();
        return ([.. kept.Where(fact => !gone.Contains(fact.Id))], [.. gone]);
    }
}
