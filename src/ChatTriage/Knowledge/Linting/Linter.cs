namespace ChatTriage.Knowledge.Linting;

/// <summary>Checks what no single entry shows: that references resolve, dates fit, conditions can hold, and nothing is dead.</summary>
public static class Linter
{
    /// <summary>All faults of a knowledge base that was read without faults.</summary>
    public static IEnumerable<KnowledgeError> Check(KnowledgeBase knowledge) =>
    [
        .. knowledge.Laws.Values.SelectMany(LawLint.Check),
        .. new RuleLint(knowledge).Check(),
        .. new ArticleLint(knowledge).Check(),
        .. new LetterLint(knowledge).Check(),
        .. new RatesLint(knowledge).Check(),
        .. new CallRuleLint(knowledge).Check(),
        .. new DeadlineLint(knowledge).Check(),
        .. ChannelLint.Check(knowledge),
        .. LexiconLint.Check(knowledge),
        .. PhoneNumberLint.Check(knowledge),
    ];
}
