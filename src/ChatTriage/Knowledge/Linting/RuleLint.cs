namespace ChatTriage.Knowledge.Linting;

/// <summary>Rules can come to apply, know their topics, and stand on law in force on every day of their life.</summary>
internal sealed class RuleLint(KnowledgeBase knowledge)
{
    public IEnumerable<KnowledgeError> Check() =>
    [
        .. knowledge.Rules.SelectMany(CheckRule),
        .. knowledge.UrgencyRules.Where(rule => !Reachability.CanHold(rule.When, knowledge)).Select(rule => Unreachable(rule.Id, rule.Source)),
        .. knowledge.Routes.Where(route => !Reachability.CanHold(route.When, knowledge)).Select(route => Unreachable(route.Id, route.Source)),
    ];

    private IEnumerable<KnowledgeError> CheckRule(Rule rule)
    {
        foreach (var topic in rule.Topics.Where(topic => !knowledge.Topics.ContainsKey(topic)))
            yield return rule.Source.Error($"unknown topic \"{topic}\"", "Use an id of topics.yaml");
        if (rule.Topics.Count == 0 && rule.When is null)
            yield return rule.Source.Error($"nothing brings up \"{rule.Id}\"", "Give it topics, a condition, or both");
        if (rule.Speakers.Count == 0)
            yield return rule.Source.Error($"\"{rule.Id}\" speaks to nobody", "List its speakers, or leave the key out");
        if (!Reachability.CanHold(rule.When, knowledge, rule.Speakers) || rule.To < (rule.From ?? KnowledgeBase.FirstDay))
            yield return Unreachable(rule.Id, rule.Source);
        if (rule.Basis.Count == 0)
            yield return rule.Source.Error($"\"{rule.Id}\" has no legal basis", "Add basis: [ { law: …, article: … } ]");
        if (rule.DeadlineId is { } deadline && !knowledge.Deadlines.Rules.ContainsKey(deadline))
            yield return rule.Source.Error($"unknown deadline \"{deadline}\"", "Use an id of deadlines.yaml");

        var resolved = rule.Basis.Select(reference => (Reference: reference, Fault: References.Fault(reference, knowledge))).ToArray();
        foreach (var (_, fault) in resolved.Where(basis => basis.Fault is not null)) yield return fault!;
        if (rule.Basis.Count > 0 && resolved.All(basis => basis.Fault is null) && FirstDayWithoutBasis(rule) is { } day)
            yield return rule.Source.Error($"\"{rule.Id}\" has no basis in force on {day:yyyy-MM-dd}", "Add a basis for that day, or limit the rule with from and to");
    }

    /// <summary>Law changes only on version boundaries, so it is enough to look at those, and at the rule's own first day.</summary>
    private DateOnly? FirstDayWithoutBasis(Rule rule)
    {
        var first = rule.From ?? KnowledgeBase.FirstDay;
        return References.Changes(rule.Basis, knowledge).Append(first).Where(day => day >= first && rule.IsAlive(day)).Order()
            .Where(day => rule.Basis.All(reference => knowledge.Laws[reference.LawId].Resolve(reference.Article, day) is null))
            .Select(day => (DateOnly?)day).FirstOrDefault();
    }

    private static KnowledgeError Unreachable(string id, SourceLine source) =>
        source.Error($"\"{id}\" can never apply", "Its condition contradicts itself, or its dates exclude each other; correct it");
}

/// <summary>References to provisions.</summary>
internal static class References
{
    /// <summary>Null when some version carries the article under today's number.</summary>
    public static KnowledgeError? Fault(ProvisionReference reference, KnowledgeBase knowledge)
    {
        if (!knowledge.Laws.TryGetValue(reference.LawId, out var law))
            return reference.Source.Error($"unknown law \"{reference.LawId}\"", "Use the id of a file of laws/, or add that file");
        return law.Carries(reference.Article)
            ? null
            : reference.Source.Error($"\"{law.ShortTitle}\" has no {reference.Article} here", $"Add the provision to {law.Source.File}, or cite it by today's number");
    }

    /// <summary>The days on which a version of one of these instruments comes into force or ends; between them nothing changes.</summary>
    public static IEnumerable<DateOnly> Changes(IEnumerable<ProvisionReference> references, KnowledgeBase knowledge) =>
        references.SelectMany(reference => knowledge.Laws[reference.LawId].Versions)
            .SelectMany(version => version.To is { } to ? [version.From, to.AddDays(1)] : new[] { version.From });
}
