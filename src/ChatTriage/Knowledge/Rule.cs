namespace ChatTriage.Knowledge;

/// <summary>The groups of the checklist, in the order in which a borrower needs them.</summary>
public enum ChecklistGroup
{
    /// <summary>Life and body first.</summary>
    Emergency,

    /// <summary>What the reader may rely on.</summary>
    Rights,

    /// <summary>What lenders and collectors may not do.</summary>
    CollectorsMustNot,

    /// <summary>The next steps.</summary>
    DoNow,

    /// <summary>What to keep as evidence.</summary>
    Evidence,

    /// <summary>Where and how to complain.</summary>
    Complain,

    /// <summary>What backfires.</summary>
    Caution,
}

/// <summary>A condition with the checklist text that it yields.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Group">Its place in the checklist.</param>
/// <param name="Weight">1 to 5: how much it matters to somebody in this situation.</param>
/// <param name="Topics">The topics for which it is considered.</param>
/// <param name="Speakers">To whom the text speaks.</param>
/// <param name="When">What it hangs on; null when it always holds.</param>
/// <param name="Text">What it means for the reader.</param>
/// <param name="Why">The reason, in one sentence.</param>
/// <param name="Basis">Its legal basis, at least one reference.</param>
/// <param name="From">First day of the rule; null from the first day that the knowledge base answers for.</param>
/// <param name="To">Last day of the rule.</param>
/// <param name="DeadlineId">The deadline that it speaks of; null when it speaks of none.</param>
/// <param name="Source">Where it is written.</param>
public sealed record Rule(
    string Id, ChecklistGroup Group, int Weight, IReadOnlyList<string> Topics, IReadOnlyList<Speaker> Speakers, Condition? When,
    string Text, string Why, IReadOnlyList<ProvisionReference> Basis, DateOnly? From, DateOnly? To, string? DeadlineId, SourceLine Source)
{
    /// <summary>Whether the rule lives on that day.</summary>
    public bool IsAlive(DateOnly date) => (From is null || From <= date) && (To is null || date <= To);
}

/// <summary>How soon something must be done.</summary>
public enum Urgency
{
    /// <summary>A general question.</summary>
    Info,

    /// <summary>A real situation without a running harm.</summary>
    Normal,

    /// <summary>Harm under way, or a deadline is running.</summary>
    Urgent,

    /// <summary>Danger to life or body.</summary>
    Emergency,
}

/// <summary>A condition that makes a situation urgent.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Level">How urgent it is.</param>
/// <param name="When">What it hangs on.</param>
/// <param name="Signal">One sentence for the reader.</param>
/// <param name="Channels">Whom to turn to, in order.</param>
/// <param name="Card">What is said first (and alone, if it says so).</param>
/// <param name="Source">Where it is written.</param>
public sealed record UrgencyRule(
    string Id, Urgency Level, Condition When, string Signal, IReadOnlyList<string> Channels, EmergencyCard? Card, SourceLine Source);

/// <summary>Fixed words for somebody in danger, written by people and never by a model.</summary>
/// <param name="Verdict">The first lines.</param>
/// <param name="Text">The steps.</param>
/// <param name="Alone">Nothing else is said beside the card.</param>
public sealed record EmergencyCard(string Verdict, string Text, bool Alone);
