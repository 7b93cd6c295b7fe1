using ChatTriage.Knowledge;

namespace ChatTriage.Deadlines;

/// <summary>The deadline of a checklist item, as far as the situation tells when it started.</summary>
/// <param name="Rule">The deadline.</param>
/// <param name="Period">How long it runs when it starts on the day asked about.</param>
/// <param name="Counted">The deadline with its last day; null while nobody has told the day that starts it.</param>
public sealed record RunningDeadline(DeadlineRule Rule, DeadlinePeriod Period, Deadline? Counted)
{
    /// <summary>The deadline in a situation: counted when its start is a known fact, not after the day asked about, of a day that our law reaches.</summary>
    public static RunningDeadline Of(DeadlineRule rule, Situation situation, KnowledgeBase knowledge)
    {
        var start = rule.StartFact is { } id && situation.Facts.GetValueOrDefault(id)?.Value is FactValue.Date told ? told.Value : (DateOnly?)null;
        var isCountable = start <= situation.AsOf && !Deadline.Faults(rule.Id, start.Value, knowledge).Any();
        return new RunningDeadline(rule, rule.PeriodOn(situation.AsOf), isCountable ? Deadline.Of(rule.Id, start!.Value, situation.AsOf, knowledge) : null);
    }
}
