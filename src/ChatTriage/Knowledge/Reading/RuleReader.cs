namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads the files that hang texts on conditions: <c>rights/</c>, <c>urgency.yaml</c> and <c>channels.yaml</c>.</summary>
internal sealed class RuleReader(ConditionReader conditions)
{
    private static readonly Speaker[] DefaultSpeakers = [Speaker.Borrower, Speaker.Guarantor];

    /// <summary>An entry of a file of <c>rights/</c>.</summary>
    public Rule ReadRule(YamlValue entry)
    {
        entry.AllowKeys("id", "group", "weight", "topics", "speakers", "when", "text", "why", "basis", "from", "to", "deadline");
        return new Rule(
            entry.RequireId(), entry.Require("group")?.Enum(ChecklistGroup.Rights) ?? ChecklistGroup.Rights, entry.FindInteger("weight", 3, 1, 5),
            entry.Texts("topics"), entry.Find("speakers")?.Items().Select(item => item.Enum(Speaker.Borrower)).ToArray() ?? DefaultSpeakers,
            conditions.ReadWhen(entry), entry.RequireText("text"), entry.RequireText("why"),
            LawReader.ReadReferences(entry, "basis"), entry.FindDate("from"), entry.FindDate("to"), entry.FindText("deadline"), entry.Source);
    }

    /// <summary>An entry of <c>urgency.yaml</c>.</summary>
    public UrgencyRule? ReadUrgency(YamlValue entry)
    {
        entry.AllowKeys("id", "level", "when", "signal", "channels", "card");
        entry.Require("when");
        var when = conditions.ReadWhen(entry);
        var card = entry.Find("card");
        card?.AllowKeys("verdict", "text", "alone");
        var rule = new UrgencyRule(
            entry.RequireId(), entry.Require("level")?.Enum(Urgency.Normal) ?? Urgency.Normal, when!, entry.RequireText("signal"), entry.Texts("channels"),
            card is null ? null : new EmergencyCard(card.RequireText("verdict"), card.RequireText("text"), card.FindBoolean("alone")),
            entry.Source);
        return when is null ? null : rule;
    }

    /// <summary>An entry under <c>channels</c> of <c>channels.yaml</c>.</summary>
    public static Channel ReadChannel(YamlValue entry)
    {
        entry.AllowKeys("id", "name", "operator", "phone", "url", "hours", "when", "not-for", "prepare", "time-limit", "checked");
        return new Channel(
            entry.RequireId(), entry.RequireText("name"), entry.RequireText("operator"), entry.FindText("phone"), entry.FindText("url"),
            entry.FindText("hours"), entry.RequireText("when"), entry.Texts("not-for"), entry.Texts("prepare"), entry.FindText("time-limit"),
            entry.RequireDate("checked"), entry.Source);
    }

    /// <summary>An entry under <c>routes</c> of <c>channels.yaml</c>.</summary>
    public Route ReadRoute(YamlValue entry)
    {
        entry.AllowKeys("id", "when", "topics", "channels");
        return new Route(entry.RequireId(), conditions.ReadWhen(entry), entry.Texts("topics"), entry.Texts("channels"), entry.Source);
    }
}
