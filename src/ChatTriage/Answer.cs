using ChatTriage.Deadlines;
using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Retrieval.Dense;
using ChatTriage.Understanding;

namespace ChatTriage;

/// <summary>What the engine is asked.</summary>
/// <param name="Text">The borrower's own words.</param>
/// <param name="KnownFacts">Facts known beforehand (from the request or the conversation). A fact given with the request
/// outweighs the question's words; the question's words outweigh what is remembered.</param>
/// <param name="AsOf">The day whose law counts.</param>
/// <param name="Standalone">For a follow-up: what it asks when read without the conversation. Only topics and passages are found with
/// it; facts, dangers and who speaks come from <paramref name="Text"/>.</param>
/// <param name="Dense">How near the passages are to it by their vectors, where somebody has computed them; the engine itself asks nobody.</param>
public sealed record Question(string Text, IReadOnlyList<Fact> KnownFacts, DateOnly AsOf, string? Standalone = null, DenseScores? Dense = null)
{
    /// <summary>What the turn before was about, for a question that leans on it; null for the first.</summary>
    public EarlierTurn? Before { get; init; }
}

/// <summary>The whole answer: verdict, cited text, checklist, channels, and what to ask next.</summary>
/// <param name="AsOf">The day whose law counts.</param>
/// <param name="KnowledgeVersion">Hash of the knowledge base that answered.</param>
/// <param name="Understood">The question as understood: its scope, topics, mentions and speaker.</param>
/// <param name="Urgency">How soon something must be done.</param>
/// <param name="Signals">Why it is urgent.</param>
/// <param name="Facts">All facts that counted.</param>
/// <param name="Text">Verdict and reasons.</param>
/// <param name="IsCrisisCard">The answer is the emergency card alone; nothing else may be said beside it.</param>
/// <param name="Checklist">Rights and next steps, in the order of the groups.</param>
/// <param name="Citations">The passages that the text cites.</param>
/// <param name="FollowUps">At most three questions that would decide the most.</param>
/// <param name="Channels">Where to turn, in order.</param>
/// <param name="Letters">The letters that the situation calls for.</param>
/// <param name="RelatedQuestions">What others ask on this.</param>
/// <param name="Notices">What the borrower must know about the answer itself: that it is of another day, or stands on old figures.</param>
public sealed record Answer(
    DateOnly AsOf, string KnowledgeVersion, UnderstoodQuestion Understood,
    Urgency Urgency, IReadOnlyList<Signal> Signals, IReadOnlyList<Fact> Facts, WrittenAnswer Text, bool IsCrisisCard,
    IReadOnlyList<ChecklistItem> Checklist, IReadOnlyList<Citation> Citations, IReadOnlyList<FollowUp> FollowUps,
    IReadOnlyList<Channel> Channels, IReadOnlyList<LetterTemplate> Letters, IReadOnlyList<string> RelatedQuestions, IReadOnlyList<string> Notices);

/// <summary>One reason for the urgency.</summary>
public sealed record Signal(string Id, string Text);

/// <summary>The words of the answer.</summary>
/// <param name="Verdict">The direct answer.</param>
/// <param name="Text">Reasons and next steps, with <c>[n]</c> for citations.</param>
/// <param name="Confidence">How likely the passages answer the question, from 0 to 1.</param>
/// <param name="Label">The label of generated text, which also closes <paramref name="Text"/>; null where people wrote every sentence.</param>
public sealed record WrittenAnswer(string Verdict, string Text, double Confidence, string? Label = null);

/// <summary>Whether a checklist item holds.</summary>
public enum ItemStatus
{
    /// <summary>Its condition is true.</summary>
    Applies,

    /// <summary>Its condition hangs on facts that are not known.</summary>
    MayApply,
}

/// <summary>A rule's outcome for this borrower.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="Why">The reason, with the borrower's own words where they decided.</param>
/// <param name="DependsOn">The unknown facts that it hangs on; empty when it applies.</param>
/// <param name="Basis">Its legal basis in force on the day.</param>
/// <param name="Deadline">The deadline that it speaks of; null when it speaks of none.</param>
public sealed record ChecklistItem(
    Rule Rule, ItemStatus Status, string Why, IReadOnlyList<string> DependsOn, IReadOnlyList<ProvisionInForce> Basis, RunningDeadline? Deadline);

/// <summary>A passage as number <paramref name="N"/> of the answer.</summary>
public sealed record Citation(int N, Passage Passage, double Score);

/// <summary>A question whose answer would decide undecided rules, or which of two contradicting facts holds.</summary>
public sealed record FollowUp(FactDefinition Fact)
{
    /// <summary>The words to ask with.</summary>
    public string Question { get; init; } = Fact.Question ?? "";

    /// <summary>The values to choose from.</summary>
    public IReadOnlyList<FactOption> Options { get; init; } = Fact.Options;
}
