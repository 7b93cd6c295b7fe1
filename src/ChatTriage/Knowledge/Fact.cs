using System.Diagnostics;
using System.Globalization;

namespace ChatTriage.Knowledge;

/// <summary>The kinds of value that a fact can have.</summary>
public enum FactType
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A number with a unit and limits.</summary>
    Number,

    /// <summary>One of the fact's options.</summary>
    Choice,

    /// <summary>Any of the fact's options.</summary>
    Set,

    /// <summary>A day. No condition tests it; a deadline may start on it.</summary>
    Date,
}

/// <summary>A thing about a situation that rules may depend on, as <c>facts.yaml</c> defines it.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Type">Kind of value.</param>
/// <param name="Label">Words that stand for the fact in an explanation.</param>
/// <param name="Unit">Unit of a number, for display.</param>
/// <param name="Min">Least allowed number.</param>
/// <param name="Max">Greatest allowed number.</param>
/// <param name="Question">What to ask when the fact is unknown; null when it is never asked.</param>
/// <param name="Options">The values of a choice or set; what a follow-up question offers.</param>
/// <param name="IsMomentary">It holds for the question that says it, and is not remembered.</param>
/// <param name="Source">Where it is defined.</param>
public sealed record FactDefinition(
    string Id, FactType Type, string Label, string? Unit, decimal? Min, decimal? Max,
    string? Question, IReadOnlyList<FactOption> Options, bool IsMomentary, SourceLine Source)
{
    /// <summary>Null when the value is allowed for this fact, otherwise what is wrong with it.</summary>
    public string? Fault(FactValue value) => (Type, value) switch
    {
        (FactType.Boolean, FactValue.Flag) => null,
        (FactType.Number, FactValue.Number n) when n.Value < Min || n.Value > Max => $"must be from {Min} to {Max}",
        (FactType.Number, FactValue.Number) => null,
        (FactType.Choice, FactValue.Choice c) => Offers(c.Value) ? null : $"must be one of {OptionList}",
        (FactType.Set, FactValue.Set s) => s.Values.All(Offers) ? null : $"may contain only {OptionList}",
        (FactType.Date, FactValue.Date) => null,
        (FactType.Boolean, _) => "must be true or false",
        (FactType.Number, _) => "must be a number",
        (FactType.Choice, _) => $"must be one of {OptionList}",
        (FactType.Set, _) => $"must be a list of {OptionList}",
        (FactType.Date, _) => "must be a date, yyyy-mm-dd",
    };

    /// <summary>The fact with its value, in words that can be shown.</summary>
    public string Describe(FactValue value) => value switch
    {
        FactValue.Flag { Value: true } => Label,
        FactValue.Flag => "没有:" + Label,
        FactValue.Number n => $"{Label} {n.Value.ToString("0.####", CultureInfo.InvariantCulture)} {Unit}".TrimEnd(),
        FactValue.Choice c => $"{Label}:{LabelOf(c.Value)}",
        FactValue.Set s => $"{Label}:{string.Join("、", s.Values.Select(LabelOf))}",
        FactValue.Date d => $"{Label}:{d.Value.ToString("yyyy年M月d日", CultureInfo.InvariantCulture)}",
        _ => throw new UnreachableException(),
    };

    /// <summary>The value alone, in words that can stand in a sentence.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isExact">A number was said as such; otherwise one that an option stands for is told as that option.</param>
    public string Say(FactValue value, bool isExact = false) => value switch
    {
        FactValue.Flag flag => flag.Value ? "是" : "否",
        FactValue.Number n => (isExact ? null : Options.FirstOrDefault(option => option.Value.Equals(n))?.Label) ?? string.Create(CultureInfo.InvariantCulture, $"{n.Value:#,0.####}{Unit}"),
        FactValue.Set s => string.Join("、", s.Values.Select(LabelOf)),
        _ => LabelOf(value.ToString()!),
    };

    private string OptionList => string.Join(", ", Options.Select(option => option.Value));

    private bool Offers(string value) => Options.Any(option => option.Value.ToString() == value);

    private string LabelOf(string value) => Options.FirstOrDefault(option => option.Value.ToString() == value)?.Label ?? value;
}

/// <summary>A value that a follow-up question offers, with the words on the button.</summary>
public sealed record FactOption(FactValue Value, string Label);

/// <summary>The value of a fact. A closed set of kinds, one for each <see cref="FactType"/>.</summary>
public abstract record FactValue
{
    private FactValue() { }

    /// <summary>True or false.</summary>
    public sealed record Flag(bool Value) : FactValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>A number in the fact's unit.</summary>
    public sealed record Number(decimal Value) : FactValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("0.####", CultureInfo.InvariantCulture);
    }

    /// <summary>One option.</summary>
    public sealed record Choice(string Value) : FactValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value;
    }

    /// <summary>A day.</summary>
    public sealed record Date(DateOnly Value) : FactValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Several options, without order.</summary>
    public sealed record Set(IReadOnlyList<string> Values) : FactValue
    {
        /// <inheritdoc/>
        public bool Equals(Set? other) => other is not null && Values.ToHashSet().SetEquals(other.Values);

        /// <inheritdoc/>
        public override int GetHashCode() => Values.Aggregate(0, (hash, value) => hash ^ value.GetHashCode(StringComparison.Ordinal));

        /// <inheritdoc/>
        public override string ToString() => string.Join(", ", Values);
    }
}

/// <summary>Where a fact came from.</summary>
public enum FactSource
{
    /// <summary>Understood from the question's words.</summary>
    Question,

    /// <summary>Given with the request, for example by tapping an option.</summary>
    Request,

    /// <summary>Remembered from an earlier turn.</summary>
    Conversation,
}

/// <summary>One fact known about a situation.</summary>
/// <param name="Id">Which fact.</param>
/// <param name="Value">Its value; a denied boolean is false.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="Quote">The user's own characters that say it; null when it was not said in the question.</param>
public sealed record Fact(string Id, FactValue Value, FactSource Source, string? Quote = null)
{
    /// <summary>It corrects what was said before, and adds nothing to it.</summary>
    public bool TakesPlace { get; init; }

    /// <summary>
    /// Whether it tells more of a flag, as <c>contacts-called-who</c> does of <c>contacts-called</c>; then it means nothing once that is denied.
    /// </summary>
    public bool IsDetailOf(string flagId) => Id.StartsWith($"{flagId}-", StringComparison.Ordinal);

    /// <summary>The fact when an earlier one of the same id is known: words that name one more of several add to it, all else takes its place.</summary>
    public Fact After(Fact earlier) => (this, earlier) switch
    {
        ({ Source: FactSource.Question, TakesPlace: false, Value: FactValue.Set said }, { Source: FactSource.Conversation, Value: FactValue.Set known }) =>
            this with { Value = new FactValue.Set([.. known.Values.Union(said.Values)]) },
        _ => this,
    };
}
