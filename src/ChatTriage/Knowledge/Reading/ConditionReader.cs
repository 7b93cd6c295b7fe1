namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads the condition language described in <c>knowledge/README.md</c>.</summary>
internal sealed class ConditionReader(IReadOnlyDictionary<string, FactDefinition> facts, IReadOnlyDictionary<string, Topic> topics)
{
    private static readonly string[] Kinds = ["all", "any", "not", "fact", "topic", "speaker", "situation", "since"];

    /// <summary>The condition under a key; null when there is none, or (with a fault) when it is wrong.</summary>
    public Condition? ReadWhen(YamlValue owner, string key = "when")
    {
        if (owner.Find(key) is { } when) return Read(when);
        if (owner.Has(key)) owner.Report($"\"{key}\" is empty", "Give a condition, or leave the key out");
        return null;
    }

    private Condition? Read(YamlValue value)
    {
        var kind = Kinds.FirstOrDefault(kind => value.Find(kind) is not null);
        if (kind is null)
        {
            value.Report("this is no condition", $"Start it with one of: {string.Join(", ", Kinds)}");
            return null;
        }

        if (kind != "fact") value.AllowKeys(kind);
        var operand = value.Find(kind)!;
        return kind switch
        {
            "all" => ReadParts(operand) is { } parts ? new Condition.All(parts) : null,
            "any" => ReadParts(operand) is { } parts ? new Condition.Any(parts) : null,
            "not" => Read(operand) is { } part ? new Condition.Not(part) : null,
            "fact" => ReadFactTest(value, operand),
            "topic" => ReadTopic(operand),
            "speaker" => new Condition.SpokenBy(operand.Enum(Speaker.Borrower)),
            "situation" => ReadSituation(operand),
            _ => value.FindDate(kind) is { } date ? new Condition.Since(date) : null,
        };
    }

    private List<Condition>? ReadParts(YamlValue list)
    {
        var parts = list.Items().Select(Read).ToList();
        if (parts.Count == 0) list.Report("an empty list decides nothing", "List at least one condition");
        return parts.Count == 0 || parts.Contains(null) ? null : [.. parts.OfType<Condition>()];
    }

    private static Condition.RealSituation? ReadSituation(YamlValue operand)
    {
        if (operand.Text() == "real") return new Condition.RealSituation();
        operand.Report("a situation can only be tested for \"real\"", "Write { situation: real } or { not: { situation: real } }");
        return null;
    }

    private Condition.AboutTopic? ReadTopic(YamlValue operand)
    {
        var id = operand.Text() ?? "";
        if (topics.ContainsKey(id)) return new Condition.AboutTopic(id, operand.Source);
        operand.Report($"unknown topic \"{id}\"", "Use an id of topics.yaml");
        return null;
    }

    private Condition.FactTest? ReadFactTest(YamlValue value, YamlValue operand)
    {
        var id = operand.Text() ?? "";
        if (!facts.TryGetValue(id, out var fact))
        {
            operand.Report($"unknown fact \"{id}\"", "Use an id of facts.yaml, or define it there");
            return null;
        }

        if (fact.Type == FactType.Date)
        {
            operand.Report($"\"{id}\" is a date, which no condition tests", "Test another fact; a deadline may start on this one");
            return null;
        }

        Comparison[] allowed = fact.Type switch
        {
            FactType.Boolean => [Comparison.Is],
            FactType.Choice => [Comparison.Is, Comparison.In],
            FactType.Set => [Comparison.Includes],
            FactType.Number => [Comparison.Is, Comparison.AtLeast, Comparison.AtMost, Comparison.MoreThan, Comparison.LessThan],
            FactType.Date => [],
        };
        var names = allowed.Select(KebabCase.Name).ToArray();
        value.AllowKeys(["fact", .. names]);
        var comparisons = allowed.Where(comparison => value.Find(KebabCase.Name(comparison)) is not null).ToArray();
        if (comparisons is not [var only])
        {
            value.Report($"the test of \"{id}\" needs exactly one comparison", $"Add one of: {string.Join(", ", names)}");
            return null;
        }

        var given = value.Find(KebabCase.Name(only))!;
        var operands = only == Comparison.In ? given.Items().ToArray() : [given];
        var values = operands.Select(item => ReadValue(item, fact)).ToArray();
        return values.Contains(null) ? null : new Condition.FactTest(id, only, values!, value.Source);
    }

    /// <summary>A value as an operand: for a set, one of its options.</summary>
    private static FactValue? ReadValue(YamlValue value, FactDefinition fact)
    {
        FactValue? read = fact.Type switch
        {
            FactType.Boolean => value.AsBoolean() is { } flag ? new FactValue.Flag(flag) : null,
            FactType.Number => value.AsNumber() is { } number ? new FactValue.Number(number) : null,
            FactType.Choice or FactType.Set => value.Text() is { } text ? new FactValue.Choice(text) : null,
            FactType.Date => null,
        };
        var fault = read is null ? "has the wrong type" : fact.Fault(fact.Type == FactType.Set ? new FactValue.Set([read.ToString()!]) : read);
        if (fault is null) return read;
        value.Report($"\"{value.Text()}\" is no value of \"{fact.Id}\": it {fault}", "Use a value that facts.yaml allows");
        return null;
    }
}
