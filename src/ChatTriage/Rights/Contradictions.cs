using ChatTriage.Knowledge;

namespace ChatTriage.Rights;

/// <summary>
/// What was said now and does not go together with what was said before in the conversation. What was said last counts; the borrower is
/// asked which of the two holds.
/// </summary>
internal static class Contradictions
{
    private const string UnitOfPassingTime = "天";

    /// <summary>A question for each contradiction between the remembered facts and those of the question's words; it names both.</summary>
    public static IEnumerable<FollowUp> Between(IEnumerable<Fact> known, IReadOnlyList<Fact> said, KnowledgeBase knowledge) =>
        from before in known.Where(fact => fact.Source == FactSource.Conversation)
        join now in said on before.Id equals now.Id
        let definition = knowledge.Facts[now.Id]
        where Contradict(definition, before.Value, now.Value)
        let saidNow = definition.Say(now.Value, isExact: true)
        select new FollowUp(definition)
        {
            Question = $"关于「{definition.Label}」，你之前说的是「{definition.Say(before.Value)}」，这次说的是「{saidNow}」。现在以哪个为准？",
            Options = [new FactOption(now.Value, saidNow), new FactOption(before.Value, definition.Say(before.Value))],
        };

    /// <summary>What can have happened since is no contradiction: contacts who were called in the meantime, days that went by, one more person.</summary>
    private static bool Contradict(FactDefinition definition, FactValue before, FactValue now) => (before, now) switch
    {
        (FactValue.Flag was, FactValue.Flag isNow) => was.Value && !isNow.Value,
        (FactValue.Number was, FactValue.Number isNow) when definition.Unit == UnitOfPassingTime => isNow.Value < was.Value,
        (FactValue.Set, _) => false,
        _ => !before.Equals(now),
    };
}
