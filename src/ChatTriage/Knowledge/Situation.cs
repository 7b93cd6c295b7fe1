using System.Collections.Frozen;
using System.Diagnostics;

namespace ChatTriage.Knowledge;

/// <summary>Three-valued logic (Kleene 1952): the order False, Unknown, True makes "and" the least and "or" the greatest.</summary>
public enum Truth
{
    /// <summary>It is not so.</summary>
    False,

    /// <summary>Nobody has told us.</summary>
    Unknown,

    /// <summary>It is so.</summary>
    True,
}

/// <summary>What conditions are judged over.</summary>
/// <param name="Facts">The known facts by id.</param>
/// <param name="Topics">The topics of the question.</param>
/// <param name="Speaker">Who asks.</param>
/// <param name="IsReal">The text tells what has happened, and is no general question.</param>
/// <param name="AsOf">The day whose law counts.</param>
public sealed record Situation(
    IReadOnlyDictionary<string, Fact> Facts, IReadOnlyList<string> Topics, Speaker Speaker, bool IsReal, DateOnly AsOf)
{
    /// <summary>Facts that are asked about, feared, supposed or announced: nothing to judge by, but what the question turns on.</summary>
    public IReadOnlySet<string> Raised { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Whether the condition holds; no condition always does.</summary>
    public Truth Judge(Condition? condition) => condition switch
    {
        null => Truth.True,
        Condition.All all => all.Parts.Select(Judge).DefaultIfEmpty(Truth.True).Min(),
        Condition.Any any => any.Parts.Select(Judge).DefaultIfEmpty(Truth.False).Max(),
        Condition.Not not => Truth.True - (int)Judge(not.Part),
        Condition.FactTest test => Facts.TryGetValue(test.FactId, out var fact) ? Is(Passes(test, fact.Value)) : Truth.Unknown,
        Condition.AboutTopic about => Is(Topics.Contains(about.TopicId)),
        Condition.SpokenBy spoken => Is(spoken.Speaker == Speaker),
        Condition.RealSituation => Is(IsReal),
        Condition.Since since => Is(AsOf >= since.Date),
        _ => throw new UnreachableException(),
    };

    /// <summary>The fact tests that decide the condition: the unknown ones while it is unknown, else those that made it what it is.</summary>
    public IEnumerable<Condition.FactTest> Deciding(Condition? condition)
    {
        var truth = Judge(condition);
        return condition switch
        {
            Condition.FactTest test => [test],
            Condition.Not not => Deciding(not.Part),
            Condition.All all => all.Parts.Where(part => Judge(part) == truth).SelectMany(Deciding),
            Condition.Any any => any.Parts.Where(part => Judge(part) == truth).SelectMany(Deciding),
            _ => [],
        };
    }

    private static Truth Is(bool value) => value ? Truth.True : Truth.False;

    private static bool Passes(Condition.FactTest test, FactValue value) => test.Comparison switch
    {
        Comparison.Is or Comparison.In => test.Operands.Contains(value),
        Comparison.Includes => value is FactValue.Set set && set.Values.Contains(test.Operands[0].ToString()),
        Comparison.AtLeast => Number(value) >= Number(test.Operands[0]),
        Comparison.AtMost => Number(value) <= Number(test.Operands[0]),
        Comparison.MoreThan => Number(value) > Number(test.Operands[0]),
        Comparison.LessThan => Number(value) < Number(test.Operands[0]),
    };

    private static decimal? Number(FactValue value) => (value as FactValue.Number)?.Value;
}
