namespace ChatTriage.Knowledge.Linting;

/// <summary>
/// Whether a condition can hold at all. It tries every combination of values that the condition can tell apart, which for
/// hand-written conditions are few.
/// </summary>
internal static class Reachability
{
    /// <summary>Beyond so many combinations a condition is believed.</summary>
    private const int MostCombinations = 100_000;

    private static readonly Speaker[] AnySpeaker = [Speaker.Borrower, Speaker.Contact, Speaker.Guarantor];

    public static bool CanHold(Condition? condition, KnowledgeBase knowledge, IReadOnlyList<Speaker>? speakers = null)
    {
        if (condition is null) return true;
        var parts = condition.Flatten().ToArray();
        var tests = parts.OfType<Condition.FactTest>().GroupBy(test => test.FactId).ToArray();
        var topics = parts.OfType<Condition.AboutTopic>().Select(about => about.TopicId).Distinct().ToArray();
        var dates = parts.OfType<Condition.Since>().SelectMany(since => new[] { since.Date.AddDays(-1), since.Date }).Append(KnowledgeBase.FirstDay).Distinct();

        var choices = tests.Select(group => Distinguishable(knowledge.Facts[group.Key], group).ToArray()).ToArray();
        var others = Math.Min(topics.Length, 20);
        if (choices.Aggregate(1L << others, (product, values) => Math.Min(product * values.Length, MostCombinations + 1)) > MostCombinations) return true;

        var factIds = tests.Select(group => group.Key).ToArray();
        var situations =
            from facts in Combinations(factIds, choices)
            from subset in Enumerable.Range(0, 1 << topics.Length)
            from speaker in speakers ?? AnySpeaker
            from real in new[] { true, false }
            from date in dates
            select new Situation(facts, topics.Where((_, i) => (subset >> i & 1) == 1).ToArray(), speaker, real, date);
        return situations.Any(situation => situation.Judge(condition) == Truth.True);
    }

    /// <summary>One value from each range of values that the tests treat alike.</summary>
    private static IEnumerable<FactValue> Distinguishable(FactDefinition fact, IEnumerable<Condition.FactTest> tests) => fact.Type switch
    {
        FactType.Boolean => [new FactValue.Flag(true), new FactValue.Flag(false)],
        FactType.Choice => fact.Options.Select(option => option.Value),
        FactType.Set => Subsets([.. tests.SelectMany(test => test.Operands).Select(operand => operand.ToString()!).Distinct()]),
        FactType.Number => tests.SelectMany(test => test.Operands).Cast<FactValue.Number>()
            .SelectMany(operand => new[] { operand.Value - 0.5m, operand.Value, operand.Value + 0.5m })
            .Where(value => value >= fact.Min && value <= fact.Max).Distinct().Select(value => new FactValue.Number(value)),
        FactType.Date => [],
    };

    private static IEnumerable<FactValue> Subsets(string[] options) => Enumerable.Range(0, 1 << options.Length)
        .Select(members => new FactValue.Set([.. options.Where((_, i) => (members >> i & 1) == 1)]));

    private static IEnumerable<IReadOnlyDictionary<string, Fact>> Combinations(string[] ids, FactValue[][] choices)
    {
        IEnumerable<Dictionary<string, Fact>> combinations = [new()];
        foreach (var (id, values) in ids.Zip(choices))
        {
            combinations = combinations.SelectMany(known => values
                .Select(value => new Dictionary<string, Fact>(known) { [id] = new Fact(id, value, FactSource.Request) }));
        }

        return combinations;
    }
}
