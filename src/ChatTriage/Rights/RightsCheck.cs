using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Rights;

/// <summary>What the rules decide about a situation: the result of the third step. No later step may change it.</summary>
/// <param name="Situation">The facts, topics, speaker and date over which they were judged.</param>
/// <param name="Urgency">How soon something must be done.</param>
/// <param name="Urgent">The urgency rules that hold, most urgent first.</param>
/// <param name="Checklist">The items, in the order of the groups.</param>
/// <param name="FollowUps">What to ask next.</param>
/// <param name="Channels">Where to turn, in order.</param>
/// <param name="Letters">The letters that the situation calls for, the weightiest first.</param>
public sealed record Findings(
    Situation Situation, Urgency Urgency, IReadOnlyList<UrgencyRule> Urgent, IReadOnlyList<ChecklistItem> Checklist,
    IReadOnlyList<FollowUp> FollowUps, IReadOnlyList<Channel> Channels, IReadOnlyList<LetterTemplate> Letters)
{
    /// <summary>The card of the most urgent rule that has one.</summary>
    public EmergencyCard? Card { get; } = Urgent.Select(rule => rule.Card).FirstOrDefault(card => card is not null);

    /// <summary>Why it is urgent, in words for the reader.</summary>
    public IReadOnlyList<Signal> Signals { get; } =
        [.. Urgent.Where(rule => rule.Level >= Urgency.Urgent).Select(rule => new Signal(rule.Id, rule.Signal))];
}

/// <summary>The third step: judges the rules over the facts on the date.</summary>
public sealed class RightsCheck(KnowledgeBase knowledge)
{
    /// <summary>At most so many channels; more would be a directory, not help.</summary>
    private const int MostChannels = 6;

    /// <summary>At most so many letters; somebody who has to write writes one or two.</summary>
    private const int MostLetters = 4;

    private readonly ChecklistBuilder checklist = new(knowledge);

    /// <summary>Judges the rules. <paramref name="article"/> is the one whose verdict will be given, if any.</summary>
    public Findings Check(Situation situation, Scope scope, Article? article)
    {
        var urgent = knowledge.UrgencyRules.Where(rule => situation.Judge(rule.When) == Truth.True).ToArray();
        var urgency = urgent.Select(rule => rule.Level).DefaultIfEmpty(Urgency.Info).Max();
        if (scope != Scope.InScope && urgency < Urgency.Emergency)
            return new Findings(situation, urgency, [], [], [], [], []);

        var items = checklist.Build(situation);
        return urgent.FirstOrDefault(rule => rule.Card is not null) is { Card.Alone: true } alone
            ? new Findings(situation, urgency, [alone], [.. items.Where(item => item.Rule.Group == ChecklistGroup.Emergency)], [], ChannelsOf([alone]), [])
            : new Findings(
                situation, urgency, urgent, items, FollowUpQuestions.Choose(knowledge, situation, items, article),
                [.. ChannelsOf(urgent).Union(RoutesOf(situation)).Take(MostChannels)], [.. LettersFor(situation)]);
    }

    private IEnumerable<LetterTemplate> LettersFor(Situation situation) =>
        knowledge.Letters.Values.Where(letter => letter.IsCalledFor(situation)).OrderByDescending(letter => letter.Weight).Take(MostLetters);

    private Channel[] ChannelsOf(IEnumerable<UrgencyRule> urgent) => [.. urgent.SelectMany(rule => rule.Channels).Distinct().Select(id => knowledge.Channels[id])];

    private IEnumerable<Channel> RoutesOf(Situation situation) => knowledge.Routes
        .Where(route => (route.Topics.Count == 0 || route.Topics.Intersect(situation.Topics).Any()) && situation.Judge(route.When) == Truth.True)
        .SelectMany(route => route.Channels).Distinct().Select(id => knowledge.Channels[id]);
}
