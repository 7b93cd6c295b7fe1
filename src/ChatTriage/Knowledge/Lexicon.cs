namespace ChatTriage.Knowledge;

/// <summary>How people say things: everything under <c>lexicon/</c>, compiled and frozen.</summary>
/// <param name="Spelling">Disguises and character tables.</param>
/// <param name="Mentions">How facts are spoken of.</param>
/// <param name="Status">What tells asserted from denied, asked, feared, supposed and reported.</param>
/// <param name="Situation">What tells a real situation from a general question.</param>
/// <param name="Speakers">Who asks; the first that matches decides.</param>
/// <param name="TopicCues">What points to a topic.</param>
/// <param name="ScopeReasons">Why a question may not be ours, by id, in order; the last needs no words.</param>
/// <param name="Ours">Words that make a question ours although a reason against it matches.</param>
/// <param name="Unclear">Greetings and bare words: the answer asks back.</param>
/// <param name="Examples">Questions with their topic, to learn from.</param>
/// <param name="Guard">What a model may not say, and what it may say without a source.</param>
public sealed record Lexicon(
    Spelling Spelling, IReadOnlyList<MentionPattern> Mentions, StatusCues Status, SituationCues Situation, IReadOnlyList<SpeakerCue> Speakers,
    IReadOnlyList<TopicCue> TopicCues, IReadOnlyDictionary<string, ScopeReason> ScopeReasons, TextPattern Ours, TextPattern Unclear,
    IReadOnlyList<LabelledQuestion> Examples, GuardWords Guard);

/// <summary>What a model's sentences are held against.</summary>
/// <param name="Never">What is not shown to a borrower.</param>
/// <param name="Denials">Up to a match, in its clause: words that turn it into a warning.</param>
/// <param name="Comfort">Words of sentences that only comfort; they need no source.</param>
public sealed record GuardWords(IReadOnlyList<ForbiddenWords> Never, TextPattern Denials, TextPattern Comfort);

/// <summary>A kind of thing that a model may not say.</summary>
/// <param name="Id">Kebab-case name that never changes; it is counted in logs and metrics.</param>
/// <param name="Pattern">The words.</param>
/// <param name="UnlessDenied">It may be said where the clause rejects it.</param>
public sealed record ForbiddenWords(string Id, TextPattern Pattern, bool UnlessDenied);

/// <summary>A way to speak of a fact.</summary>
/// <param name="FactId">Which fact.</param>
/// <param name="Value">The value that is spoken of; null when a quantity gives it.</param>
/// <param name="Quantity">The kind of quantity that gives the value.</param>
/// <param name="Pattern">The words; null for a quantity.</param>
/// <param name="Before">For a quantity: the words up to it.</param>
/// <param name="After">For a quantity: the words from its end.</param>
/// <param name="IsCertain">The words alone say that it has happened, even when somebody is only quoted.</param>
/// <param name="Cues">The statuses that cue words may give it.</param>
/// <param name="Speaker">It counts only when this person asks; null for anybody.</param>
/// <param name="IsStanding">It is no event, as the kind of lender: no cue changes it, but a general question states nothing.</param>
/// <param name="Follows">It is said of another fact's mention, in the same sentence, and shares its status.</param>
/// <param name="Rank">Among several values of one fact the greatest rank counts.</param>
public sealed record MentionPattern(
    string FactId, FactValue? Value, QuantityKind? Quantity, TextPattern? Pattern, TextPattern? Before, TextPattern? After,
    bool IsCertain, IReadOnlyList<MentionStatus> Cues, Speaker? Speaker, bool IsStanding, string? Follows, int Rank);

/// <summary>Words that give a mention its status: up to the mention, or anywhere in its clause.</summary>
public sealed record StatusCues(IReadOnlyList<StatusCue> InOrder);

/// <summary>The words of one status.</summary>
public sealed record StatusCue(MentionStatus Status, TextPattern? Before, TextPattern? Clause);

/// <summary>What tells a real situation from a general question.</summary>
/// <param name="Real">Somebody tells what has happened.</param>
/// <param name="General">A title or a question about the rules; it wins.</param>
public sealed record SituationCues(TextPattern Real, TextPattern General);

/// <summary>Words that tell who asks.</summary>
public sealed record SpeakerCue(Speaker Speaker, TextPattern Pattern);

/// <summary>Words or facts that point to a topic, with their weight in logits.</summary>
public sealed record TopicCue(string TopicId, double Weight, TextPattern? Pattern, IReadOnlyList<string> Facts);

/// <summary>Why a question is not ours.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Text">One kind sentence that says why.</param>
/// <param name="Instead">Where to go.</param>
/// <param name="Pattern">The words that show it; null for the last resort.</param>
/// <param name="Speakers">Who asks such a thing.</param>
/// <param name="IsDecisive">It decides by itself, whatever the classifier says.</param>
/// <param name="YieldsToOurs">It decides only where no word of debt is there.</param>
public sealed record ScopeReason(
    string Id, string Text, string Instead, TextPattern? Pattern, IReadOnlyList<Speaker> Speakers, bool IsDecisive, bool YieldsToOurs);

/// <summary>A question with what it is about: a topic, or <see cref="OutOfScope"/>.</summary>
public sealed record LabelledQuestion(string Text, string TopicId)
{
    /// <summary>The label of questions that are not ours.</summary>
    public const string OutOfScope = "out-of-scope";
}
