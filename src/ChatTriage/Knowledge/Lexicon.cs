namespace ChatTriage.Knowledge;

/// <summary>How people say things: everything under <c>lexicon/</c>, compiled and frozen.</summary>
/// <param name="Spelling">Disguises and character tables.</param>
/// <param name="Mentions">How facts are spoken of.</param>
/// <param name="Status">What tells asserted from denied, asked, feared, supposed and reported.</param>
/// <param name="SituationCues">What tells a real situation from a general question.</param>
/// <param name="Speakers">Who asks; the first that matches decides.</param>
/// <param name="TopicCues">What points to a topic.</param>
/// <param name="ScopeReasons">Why a question may not be ours, by id, in order; the last needs no words.</param>
/// <param name="Ours">Words that make a question ours although a reason against it matches.</param>
/// <param name="Unclear">Greetings and bare words: the answer asks back.</param>
/// <param name="Examples">Questions with their topic, to learn from.</param>
/// <param name="Guard">What a model may not say, and what it may say without a source.</param>
public sealed record Lexicon(
    Spelling Spelling, IReadOnlyList<MentionPattern> Mentions, StatusCues Status, IReadOnlyList<LabelCue> SituationCues, IReadOnlyList<SpeakerCue> Speakers,
    IReadOnlyList<LabelCue> TopicCues, IReadOnlyDictionary<string, ScopeReason> ScopeReasons, TextPattern Ours, TextPattern Unclear,
    IReadOnlyList<LabelledQuestion> Examples, GuardWords Guard)
{
    /// <summary>Messages with the danger that speaks from them, to learn from.</summary>
    public IReadOnlyList<DangerExample> Dangers { get; init; } = [];

    /// <summary>How a question begins or ends that leans on the one before.</summary>
    public TextPattern Leaning { get; init; } = TextPattern.Nothing;

    /// <summary>How a question is put that means something else after another one than alone.</summary>
    public TextPattern MayLean { get; init; } = TextPattern.Nothing;

    /// <summary>How somebody begins who takes back what they said.</summary>
    public TextPattern Correcting { get; init; } = TextPattern.Nothing;

    /// <summary>Kinds of debt: whoever names one asks about that, whatever was talked about.</summary>
    public TextPattern KindsOfDebt { get; init; } = TextPattern.Nothing;

    /// <summary>Words of everyday matters: a question that holds one does not lean.</summary>
    public TextPattern Elsewhere { get; init; } = TextPattern.Nothing;

    /// <summary>The words that are counted when a question found no good answer.</summary>
    public TextPattern Terms { get; init; } = TextPattern.Nothing;
}

/// <summary>What a model's sentences are held against.</summary>
/// <param name="Never">What is not shown to a borrower.</param>
/// <param name="Denials">Up to a match, in its clause: words that turn it into a warning.</param>
/// <param name="Comfort">Words of sentences that only comfort; they need no source.</param>
/// <param name="Clipping">In what a clipped clause may differ from its source.</param>
public sealed record GuardWords(IReadOnlyList<ForbiddenWords> Never, TextPattern Denials, TextPattern Comfort, ClippingWords Clipping);

/// <summary>In what a clause that a model clips from a source may differ from it.</summary>
/// <param name="Same">Words said in either way: the word and the one that stands for it.</param>
/// <param name="Readers">What a text calls its reader in the third person.</param>
/// <param name="Openings">Clauses that claim nothing and may open a sentence.</param>
/// <param name="Fillers">Words that may be added or left out without changing what is claimed.</param>
/// <param name="Roles">Who does what.</param>
/// <param name="Softeners">Words that make a sentence cautious.</param>
/// <param name="Marks">Words by which a clause means what it means, by kind.</param>
/// <param name="Idle">Words that hold a mark and mean something else.</param>
/// <param name="LeaningEnds">How a clause ends that means nothing without the next.</param>
/// <param name="LeaningWords">What such a clause holds.</param>
/// <param name="Announces">What a clause holds that only announces what follows its colon, and bounds nothing.</param>
/// <param name="LeaningBeforeColon">What it holds when a colon follows.</param>
/// <param name="Turns">How a clause begins that takes back some of the one before.</param>
public sealed record ClippingWords(
    IReadOnlyList<(string Written, string Stands)> Same, IReadOnlyList<string> Readers, IReadOnlyList<string> Openings, IReadOnlyList<string> Fillers, IReadOnlyList<string> Roles, IReadOnlyList<string> Softeners,
    IReadOnlyList<(string Word, ClauseMark Mark)> Marks, IReadOnlyList<string> Idle, IReadOnlyList<string> LeaningEnds,
    IReadOnlyList<string> LeaningWords, IReadOnlyList<string> Announces, IReadOnlyList<string> LeaningBeforeColon, IReadOnlyList<string> Turns)
{
    /// <summary>No words: a clause must be its source to the letter.</summary>
    public static ClippingWords None { get; } = new([], [], [], [], [], [], [], [], [], [], [], [], []);
}

/// <summary>What a word does to the meaning of its clause.</summary>
public enum ClauseMark
{
    /// <summary>不得, 不能.</summary>
    Forbids,

    /// <summary>不用.</summary>
    Needless,

    /// <summary>不要.</summary>
    Warns,

    /// <summary>不一定, 不等于.</summary>
    Doubts,

    /// <summary>没有.</summary>
    Lacks,

    /// <summary>不.</summary>
    Denies,

    /// <summary>应当, 必须.</summary>
    Obliges,

    /// <summary>可以, 有权.</summary>
    Permits,

    /// <summary>只, 才.</summary>
    Limits,

    /// <summary>如果, 除非.</summary>
    Conditions,

    /// <summary>先.</summary>
    First,

    /// <summary>再, 然后.</summary>
    Then,

    /// <summary>之前.</summary>
    Before,

    /// <summary>之后.</summary>
    After,

    /// <summary>最多, 不超过.</summary>
    Bounds,

    /// <summary>任何, 一律.</summary>
    Universal,

    /// <summary>或者.</summary>
    Alternatives,
}

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

/// <summary>Words that tell who asks.</summary>
public sealed record SpeakerCue(Speaker Speaker, TextPattern Pattern);

/// <summary>Words or facts that point to a label (or away from it), with their weight in logits; they add to what the examples teach.</summary>
public sealed record LabelCue(string Label, double Weight, TextPattern? Pattern, IReadOnlyList<string> Facts);

/// <summary>Why a question is not ours.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Text">One kind sentence that says why.</param>
/// <param name="Instead">Where to go.</param>
/// <param name="Pattern">The words that show it; null for the last resort.</param>
/// <param name="Speakers">Who asks such a thing.</param>
/// <param name="IsDecisive">It decides by itself, whatever the classifier says.</param>
/// <param name="YieldsToOurs">It decides only where no word of debt is there.</param>
/// <param name="IsInstruction">A sentence that shows it tells this service what to do, and is no part of the question.</param>
public sealed record ScopeReason(
    string Id, string Text, string Instead, TextPattern? Pattern, IReadOnlyList<Speaker> Speakers, bool IsDecisive, bool YieldsToOurs, bool IsInstruction);

/// <summary>A message and the danger that speaks from it.</summary>
/// <param name="Text">What somebody writes.</param>
/// <param name="FactId">The momentary fact that it tells; null when it only sounds like one.</param>
public sealed record DangerExample(string Text, string? FactId);

/// <summary>An example to learn from.</summary>
/// <param name="Text">A question as people ask it.</param>
/// <param name="TopicId">What it is about: a topic, or <see cref="OutOfScope"/>.</param>
/// <param name="IsReal">It tells what has happened to somebody, and is no general question.</param>
/// <param name="Facts">The flags that it says are true; of a general question none.</param>
/// <param name="ArticleId">The article that answers it; null where none does, or nobody has said.</param>
public sealed record LabelledQuestion(string Text, string TopicId, bool IsReal, IReadOnlyList<string> Facts, string? ArticleId)
{
    /// <summary>The label of questions that are not ours.</summary>
    public const string OutOfScope = "out-of-scope";
}
