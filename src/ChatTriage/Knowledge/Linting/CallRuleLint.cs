namespace ChatTriage.Knowledge.Linting;

/// <summary>Call-log rules name lenders and rules that exist, stand on provisions that bind alike, and call only law the law.</summary>
internal sealed class CallRuleLint(KnowledgeBase knowledge)
{
    private const string File = "call-log-rules.yaml";
    private static readonly string[] WordsOfLaw = ["违法", "犯法", "非法", "法律规定"];

    public IEnumerable<KnowledgeError> Check() =>
    [
        .. Missing(knowledge.CallRules.Callees.Select(words => words.Callee), "callee"),
        .. Missing(knowledge.CallRules.Tags.Select(words => words.Tag), "tag"),
        .. knowledge.CallRules.Rules.SelectMany(CheckRule),
    ];

    /// <summary>Tables name each value, so that each has one label.</summary>
    private static IEnumerable<KnowledgeError> Missing<T>(IEnumerable<T> listed, string kind) where T : struct, Enum
    {
        var counts = listed.CountBy(value => value).ToDictionary();
        return Enum.GetValues<T>().Where(value => counts.GetValueOrDefault(value) != 1)
            .Select(value => new KnowledgeError(File, 1, $"the {kind} \"{KebabCase.Name(value)}\" is listed {counts.GetValueOrDefault(value)} times", "List it once, with its label"));
    }

    private IEnumerable<KnowledgeError> CheckRule(CallRule rule)
    {
        var lenders = knowledge.Facts.GetValueOrDefault(InterestRates.LenderFact)?.Options.Select(option => option.Value.ToString()).ToArray() ?? [];
        foreach (var lender in rule.Lenders.Concat(rule.MaybeLenders).Except(lenders))
            yield return rule.Source.Error($"\"{lender}\" is no kind of lender", $"Use one of: {string.Join(", ", lenders)}");
        foreach (var lender in rule.Lenders.Intersect(rule.MaybeLenders))
            yield return rule.Source.Error($"\"{lender}\" stands under lenders and maybe-lenders", "Leave it under one of them");
        if (rule.Test is CallTest.Hours hours && hours.From == hours.To)
            yield return rule.Source.Error($"the hours of \"{rule.Id}\" are empty", "Correct from or to");
        if (rule.Test is CallTest.Beyond beyond)
        {
            foreach (var id in beyond.RuleIds.Where(id => knowledge.CallRules.Rules.FirstOrDefault(other => other.Id == id) is not { Test: not CallTest.Beyond }))
                yield return rule.Source.Error($"\"{id}\" is no rule with a test of its own", $"Use the id of another rule of {File}");
        }

        foreach (var error in CheckBasis(rule)) yield return error;
    }

    private IEnumerable<KnowledgeError> CheckBasis(CallRule rule)
    {
        if (rule.Basis.Count == 0) yield return rule.Source.Error($"\"{rule.Id}\" has no legal basis", "Add basis: [ { law: …, article: … } ]");
        foreach (var fault in rule.Basis.Select(reference => References.Fault(reference, knowledge)).OfType<KnowledgeError>()) yield return fault;
        var bindings = rule.Basis.Select(reference => knowledge.Laws.GetValueOrDefault(reference.LawId)?.Binding).OfType<Binding>().Distinct().ToArray();
        if (bindings.Length > 1)
            yield return rule.Source.Error($"the provisions of \"{rule.Id}\" bind differently", "Make one rule of each binding");
        if (bindings is [Binding.RecommendedStandard or Binding.SelfRegulation] && WordsOfLaw.FirstOrDefault(rule.Text.Contains) is { } word)
            yield return rule.Source.Error($"\"{word}\" is said of what is no law", "Say that it is a recommended standard or an industry convention");
    }
}
