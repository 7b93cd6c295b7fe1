using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>A quantity in a text.</summary>
/// <param name="Kind">What it measures.</param>
/// <param name="Value">Its value in the kind's unit.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Length">How long it is.</param>
public readonly record struct Quantity(QuantityKind Kind, decimal Value, int Start, int Length);
