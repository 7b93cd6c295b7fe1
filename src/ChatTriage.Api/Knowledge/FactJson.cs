using System.Text.Json;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.Knowledge;

/// <summary>Fact values in JSON: true, 40, "bank", ["family", "friends"].</summary>
internal static class FactJson
{
    /// <summary>The value; null when its JSON kind does not fit the fact's type.</summary>
    public static FactValue? Read(JsonElement value, FactDefinition definition) => (definition.Type, value.ValueKind) switch
    {
        (FactType.Boolean, JsonValueKind.True or JsonValueKind.False) => new FactValue.Flag(value.GetBoolean()),
        (FactType.Number, JsonValueKind.Number) => value.TryGetDecimal(out var number) ? new FactValue.Number(number) : null,
        (FactType.Choice, JsonValueKind.String) => new FactValue.Choice(value.GetString()!),
        (FactType.Set, JsonValueKind.Array) when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
            new FactValue.Set([.. value.EnumerateArray().Select(item => item.GetString()!).Distinct()]),
        _ => null,
    };

    /// <summary>The value as an object that serialises to its JSON.</summary>
    public static object Write(FactValue value) => value switch
    {
        FactValue.Flag flag => flag.Value,
        FactValue.Number number => number.Value,
        FactValue.Set set => set.Values,
        _ => value.ToString()!,
    };
}
