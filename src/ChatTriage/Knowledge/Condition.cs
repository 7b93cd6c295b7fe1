using System.Diagnostics;

namespace ChatTriage.Knowledge;

/// <summary>
/// What a rule, an urgency rule, a conditional answer or a route hangs on. A closed set of kinds, so that each evaluation
/// is one exhaustive switch.
/// </summary>
public abstract record Condition
{
    private Condition() { }

    /// <summary>Holds when all parts hold.</summary>
    public sealed record All(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>Holds when one part holds.</summary>
    public sealed record Any(IReadOnlyList<Condition> Parts) : Condition;

    /// <summary>Holds when the part does not.</summary>
    public sealed record Not(Condition Part) : Condition;

    /// <summary>Holds when the fact's value passes the test; unknown while the fact is unknown.</summary>
    public sealed record FactTest(string FactId, Comparison Comparison, IReadOnlyList<FactValue> Operands, SourceLine Source) : Condition;

    /// <summary>Holds when the question is about the topic.</summary>
    public sealed record AboutTopic(string TopicId, SourceLine Source) : Condition;

    /// <summary>Holds when this person asks.</summary>
    public sealed record SpokenBy(Speaker Speaker) : Condition;

    /// <summary>Holds when the text tells what has happened, and is no general question.</summary>
    public sealed record RealSituation : Condition;

    /// <summary>Holds when the date asked about is this day or later.</summary>
    public sealed record Since(DateOnly Date) : Condition;

    /// <summary>This condition and all conditions inside it.</summary>
    public IEnumerable<Condition> Flatten() => this switch
    {
        All all => all.Parts.SelectMany(part => part.Flatten()).Prepend(this),
        Any any => any.Parts.SelectMany(part => part.Flatten()).Prepend(this),
        Not not => not.Part.Flatten().Prepend(this),
        FactTest or AboutTopic or SpokenBy or RealSituation or Since => [this],
        _ => throw new UnreachableException(),
    };
}

/// <summary>How a fact's value is compared.</summary>
public enum Comparison
{
    /// <summary>Equals the operand.</summary>
    Is,

    /// <summary>Equals one of the operands.</summary>
    In,

    /// <summary>The set contains the operand.</summary>
    Includes,

    /// <summary>Number, at least the operand.</summary>
    AtLeast,

    /// <summary>Number, at most the operand.</summary>
    AtMost,

    /// <summary>Number, above the operand.</summary>
    MoreThan,

    /// <summary>Number, below the operand.</summary>
    LessThan,
}

/// <summary>Who asks.</summary>
public enum Speaker
{
    /// <summary>The person who owes.</summary>
    Borrower,

    /// <summary>A relative, friend or colleague who is called, or who asks on a borrower's behalf.</summary>
    Contact,

    /// <summary>Somebody who guarantees the debt.</summary>
    Guarantor,

    /// <summary>Somebody who is owed money; not ours to answer.</summary>
    Creditor,

    /// <summary>Somebody who collects; not ours to answer.</summary>
    Collector,
}
