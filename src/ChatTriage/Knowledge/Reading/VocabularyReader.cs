namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads <c>topics.yaml</c> and <c>facts.yaml</c>.</summary>
internal static class VocabularyReader
{
    /// <summary>An entry of <c>topics.yaml</c>.</summary>
    public static Topic ReadTopic(YamlValue entry)
    {
        entry.AllowKeys("id", "name", "description");
        return new Topic(entry.RequireId(), entry.RequireText("name"), entry.RequireText("description"));
    }

    /// <summary>An entry of <c>facts.yaml</c>.</summary>
    public static FactDefinition ReadFact(YamlValue entry)
    {
        entry.AllowKeys("id", "type", "label", "unit", "min", "max", "question", "options", "momentary");
        var type = entry.Require("type")?.Enum(FactType.Boolean) ?? FactType.Boolean;
        var definition = new FactDefinition(
            entry.RequireId(), type, entry.RequireText("label"), entry.FindText("unit"), entry.FindNumber("min"), entry.FindNumber("max"),
            entry.FindText("question"), entry.Find("options")?.Items().Select(option => ReadOption(option, type)).ToArray() ?? [], entry.FindBoolean("momentary"), entry.Source);
        if (type is FactType.Choice or FactType.Set && definition.Options.Count == 0)
            entry.Report($"\"{definition.Id}\" has no options", "List its options: [ { value: …, label: … } ]");
        if (definition.Question is not null && definition.Options.Count == 0)
            entry.Report($"\"{definition.Id}\" has a question without options", "List what can be answered: [ { value: …, label: … } ]");
        if (type == FactType.Number && (definition.Min is null || definition.Max is null || definition.Min > definition.Max))
            entry.Report($"\"{definition.Id}\" has no range", "Give min and max, min not above max");
        return definition;
    }

    private static FactOption ReadOption(YamlValue option, FactType type)
    {
        option.AllowKeys("value", "label");
        var value = option.Require("value");
        FactValue? read = type switch
        {
            FactType.Boolean => value?.AsBoolean() is { } flag ? new FactValue.Flag(flag) : null,
            FactType.Number => value?.AsNumber() is { } number ? new FactValue.Number(number) : null,
            FactType.Choice or FactType.Set => new FactValue.Choice(value?.Text() ?? ""),
            FactType.Date => null,
        };
        if (read is null) value?.Report($"\"{value.Text()}\" is no {KebabCase.Name(type)}", "Write a value of the fact's type");
        return new FactOption(read ?? new FactValue.Choice(""), option.RequireText("label"));
    }
}
