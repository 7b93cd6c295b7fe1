using ChatTriage.Knowledge;

namespace ChatTriage.Rights;

/// <summary>
/// What to ask next is computed: the unknown facts that would decide the most of what is still open, weighed by the rules that hang
/// on them, by the verdicts that they would sharpen, and by the order of offices that they would settle.
/// </summary>
internal static class FollowUpQuestions
{
    private const int MostQuestions = 3;
    private const double VerdictWeight = 4;
    private const double RouteWeight = 1.5;

    /// <summary>At most three questions, the most decisive first.</summary>
    public static IReadOnlyList<FollowUp> Choose(KnowledgeBase knowledge, Situation situation, IReadOnlyList<ChecklistItem> items, Article? article)
    {
        var decides = new Dictionary<string, double>();
        foreach (var item in items.Where(item => item.Status == ItemStatus.MayApply)) Add(item.DependsOn, item.Rule.Weight);
        foreach (var answer in (article?.Answers ?? []).TakeWhile(answer => situation.Judge(answer.When) != Truth.True)) AddUndecided(answer.When, VerdictWeight);
        foreach (var route in knowledge.Routes.Where(route => route.Topics.Intersect(situation.Topics).Any())) AddUndecided(route.When, RouteWeight);

        return [.. decides.Where(pair => knowledge.Facts[pair.Key].Question is not null)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostQuestions).Select(pair => new FollowUp(knowledge.Facts[pair.Key]))];

        void AddUndecided(Condition? condition, double weight)
        {
            if (situation.Judge(condition) == Truth.Unknown) Add(situation.Deciding(condition).Select(test => test.FactId).Distinct().ToArray(), weight);
        }

        void Add(IReadOnlyList<string> facts, double weight)
        {
            foreach (var fact in facts) decides[fact] = decides.GetValueOrDefault(fact) + weight / facts.Count;
        }
    }
}
