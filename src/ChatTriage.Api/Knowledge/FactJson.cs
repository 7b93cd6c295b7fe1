using System.Text.Json;
using ChatTriage.Api.Questions;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.Knowledge;

/// <summary>Fact values in JSON: true, 40, "bank", ["family", "friends"], "2026-11-20".</summary>
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
        (FactType.Date, JsonValueKind.String) => Dates.TryParse(value.GetString()!, out var day) ? new FactValue.Date(day) : null,
        _ => null,
    };

    /// <summary>The facts of a request that passed its validation; what the knowledge base does not know is left out.</summary>
    public static IEnumerable<Fact> ReadAll(Dictionary<string, JsonElement>? facts, KnowledgeBase knowledge) =>
        from fact in facts ?? []
        let definition = knowledge.Facts.GetValueOrDefault(fact.Key)
        where definition is not null
        let value = Read(fact.Value, definition)
        where value is not null
        select new Fact(fact.Key, value, FactSource.Request);

    /// <summary>The value as text for the storage; <see cref="Parse"/> reads it back without the fact's definition.</summary>
    public static string Serialise(FactValue value) => JsonSerializer.Serialize(Write(value));

    /// <summary>A stored value. A text is an option, which is no date, or a date.</summary>
    public static FactValue Parse(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => new FactValue.Flag(value.GetBoolean()),
        JsonValueKind.Number => new FactValue.Number(value.GetDecimal()),
        JsonValueKind.Array => new FactValue.Set([.. value.EnumerateArray().Select(item => item.GetString()!)]),
        _ => Dates.TryParse(value.GetString()!, out var day) ? new FactValue.Date(day) : new FactValue.Choice(value.GetString()!),
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
