using ChatTriage.Deadlines;
using ChatTriage.Knowledge;

namespace ChatTriage.Rights;

/// <summary>Turns rules into the checklist of one situation.</summary>
internal sealed class ChecklistBuilder(KnowledgeBase knowledge)
{
    /// <summary>At most so many items a group, so that the list can be read on a phone. Emergency items are never cut.</summary>
    private const int MostItemsInGroup = 4;

    /// <summary>At most so many of them undecided, unless the question itself raises what they hang on.</summary>
    private const int MostUndecidedInGroup = 2;

    /// <summary>Texts that share this much say the same for two topics; the lighter one is left out. Chosen by reading all pairs.</summary>
    private const double SameSaying = 0.31;

    /// <summary>The items that apply or may apply, by group, the weightiest of each group first.</summary>
    public IReadOnlyList<ChecklistItem> Build(Situation situation)
    {
        var items = knowledge.Rules.Select(rule => Judge(rule, situation)).OfType<ChecklistItem>().ToArray();
        var isEmergency = items.Any(item => item.Rule.Group == ChecklistGroup.Emergency);
        return [.. items.Where(item => !(isEmergency && IsRoutine(item.Rule)))
            .GroupBy(item => item.Rule.Group).OrderBy(group => group.Key)
            .SelectMany(group => group.Key == ChecklistGroup.Emergency
                ? group
                : Shortened(group.OrderByDescending(item => Importance(item, situation)), situation))];
    }

    /// <summary>What anyone may do about a debt; while somebody is in danger, only the steps that belong to it are told.</summary>
    private static bool IsRoutine(Rule rule) => rule.Group == ChecklistGroup.DoNow && rule.When is null;

    /// <summary>
    /// The rule's outcome; null when it does not apply, or speaks to somebody else. An undecided rule is shown only when the facts that
    /// it lacks are facts we ask for, or that the question raises: of the others the borrower would have spoken.
    /// </summary>
    private ChecklistItem? Judge(Rule rule, Situation situation)
    {
        if (!rule.Speakers.Contains(situation.Speaker) || !rule.IsAlive(situation.AsOf)) return null;
        var isOnTopic = rule.Topics.Intersect(situation.Topics).Any();
        var truth = situation.Judge(rule.When);
        if (truth == Truth.False || (!isOnTopic && !(truth == Truth.True && HangsOnDeed(rule, situation)))) return null;

        var deciding = situation.Deciding(rule.When).Select(test => test.FactId).Distinct().ToArray();
        if (truth == Truth.Unknown && (rule.Group == ChecklistGroup.Emergency || deciding.Any(id => knowledge.Facts[id].Question is null && !situation.Raised.Contains(id)))) return null;

        var basis = rule.Basis.Select(reference => knowledge.Laws[reference.LawId].Resolve(reference.Article, situation.AsOf))
            .OfType<ProvisionInForce>().ToArray();
        if (basis.Length == 0) return null;
        var deadline = rule.DeadlineId is { } id ? RunningDeadline.Of(knowledge.Deadlines.Rules[id], situation, knowledge) : null;
        return truth == Truth.True
            ? new ChecklistItem(rule, ItemStatus.Applies, Why(rule, deciding, situation), [], basis, deadline)
            : new ChecklistItem(rule, ItemStatus.MayApply, Why(rule, [], situation), deciding, basis, deadline);
    }

    /// <summary>Off its topics, a rule comes up only by something that is said to have happened; never by the kind of lender or an amount.</summary>
    private static bool HangsOnDeed(Rule rule, Situation situation) =>
        situation.Deciding(rule.When).Any(test => situation.Facts.GetValueOrDefault(test.FactId)?.Value is FactValue.Flag { Value: true });

    private string Why(Rule rule, IEnumerable<string> deciding, Situation situation)
    {
        var said = deciding.Select(id => situation.Facts.GetValueOrDefault(id)).OfType<Fact>()
            .Select(fact => fact.Quote is { } quote ? $"「{quote}」" : $"「{knowledge.Facts[fact.Id].Describe(fact.Value)}」").ToArray();
        return said.Length == 0 ? rule.Why : $"你说到{string.Join("、", said)}。{rule.Why}";
    }

    /// <summary>Weight first; then a deadline with a date; then what a stated fact brought up; then what the question raises; then the main topic; last what hangs on unknown facts.</summary>
    private static double Importance(ChecklistItem item, Situation situation)
    {
        var byFact = item.Status == ItemStatus.Applies && item.Rule.When is not null ? 2 : 0;
        var undecided = item.Status != ItemStatus.MayApply ? 0 : IsRaised(item, situation) ? 1 : -1.5;
        var deadline = item.Deadline?.Counted is not null ? 3 : 0;
        var topic = situation.Topics.Count > 0 && item.Rule.Topics.Contains(situation.Topics[0]) ? 1 : 0;
        return item.Rule.Weight + byFact + undecided + topic + deadline;
    }

    private static bool IsRaised(ChecklistItem item, Situation situation) => item.DependsOn.All(situation.Raised.Contains);

    private static IEnumerable<ChecklistItem> Shortened(IEnumerable<ChecklistItem> ranked, Situation situation)
    {
        var said = new List<HashSet<string>>();
        var undecided = 0;
        foreach (var item in ranked)
        {
            var pairs = item.Rule.Text.Zip(item.Rule.Text.Skip(1), (first, second) => $"{first}{second}").ToHashSet();
            if (said.Any(earlier => earlier.Count(pairs.Contains) >= SameSaying * Math.Min(earlier.Count, pairs.Count))) continue;
            if (item.Status == ItemStatus.MayApply && !IsRaised(item, situation) && ++undecided > MostUndecidedInGroup) continue;
            said.Add(pairs);
            yield return item;
            if (said.Count == MostItemsInGroup) yield break;
        }
    }
}
