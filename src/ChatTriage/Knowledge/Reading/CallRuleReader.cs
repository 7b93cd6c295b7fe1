using System.Globalization;

namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads <c>call-log-rules.yaml</c>.</summary>
internal sealed class CallRuleReader(PatternReader patterns, IReadOnlyDictionary<string, FactDefinition> facts)
{
    private static readonly string[] Tests = ["hours", "connected-calls", "unanswered-attempts", "said", "call", "beyond"];

    /// <summary>An entry under <c>callees</c>.</summary>
    public CalleeWords ReadCallee(YamlValue entry)
    {
        entry.AllowKeys("callee", "label", "patterns", "unless");
        return new CalleeWords(entry.Require("callee")?.Enum(Callee.Self) ?? Callee.Self, entry.RequireText("label"), patterns.Read(entry, "patterns"));
    }

    /// <summary>An entry under <c>tags</c>.</summary>
    public CallTagWords ReadTag(YamlValue entry)
    {
        entry.AllowKeys("tag", "label", "fact", "patterns", "unless");
        var fact = entry.FindText("fact");
        if (fact is not null && facts.GetValueOrDefault(fact) is not { Type: FactType.Boolean })
            entry.Find("fact")!.Report($"\"{fact}\" is no fact that can be true or false", "Use an id of facts.yaml");
        return new CallTagWords(entry.Require("tag")?.Enum(CallTag.Threat) ?? CallTag.Threat, entry.RequireText("label"), fact, patterns.Read(entry, "patterns"));
    }

    /// <summary>An entry under <c>rules</c>; null, with a fault, when it has no usable test.</summary>
    public static CallRule? ReadRule(YamlValue entry)
    {
        entry.AllowKeys(["id", "title", "callees", "exceptions", "lenders", "maybe-lenders", "status", "text", "basis", .. Tests]);
        var tests = Tests.Where(test => entry.Find(test) is not null).ToArray();
        if (tests is not [var kind])
        {
            entry.Report("a rule has exactly one test", $"Add one of: {string.Join(", ", Tests)}");
            return null;
        }

        var test = ReadTest(kind, entry.Find(kind)!);
        var rule = new CallRule(
            entry.RequireId(), entry.RequireText("title"), test!,
            Values(entry, "callees", Callee.Self), Values(entry, "exceptions", CallException.Consent), entry.Texts("lenders"), entry.Texts("maybe-lenders"),
            entry.Require("status")?.Enum(CallRuleStatus.MayBreak) ?? CallRuleStatus.MayBreak, entry.RequireText("text"),
            LawReader.ReadReferences(entry, "basis"), entry.Source);
        return test is null ? null : rule;
    }

    private static CallTest? ReadTest(string kind, YamlValue value)
    {
        switch (kind)
        {
            case "hours":
                value.AllowKeys("from", "to");
                return (Time(value, "from"), Time(value, "to")) is ({ } from, { } to) ? new CallTest.Hours(from, to) : null;
            case "connected-calls":
                return new CallTest.ConnectedCalls(MoreThan(value));
            case "unanswered-attempts":
                return new CallTest.UnansweredAttempts(MoreThan(value));
            case "said":
                return new CallTest.Said([.. value.Items().Select(item => item.Enum(CallTag.Threat))]);
            case "call":
                return new CallTest.Happened(value.Enum(CallCircumstance.Any));
            default:
                value.AllowKeys("rules", "calls-a-day");
                return new CallTest.Beyond(value.Texts("rules"), value.FindInteger("calls-a-day", 1, 1, 1000));
        }
    }

    private static int MoreThan(YamlValue value)
    {
        value.AllowKeys("more-than");
        value.Require("more-than");
        return value.FindInteger("more-than", 1, 1, 1000);
    }

    private static TimeOnly? Time(YamlValue value, string key)
    {
        if (value.Require(key) is not { } written) return null;
        if (TimeOnly.TryParseExact(written.Text(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        written.Report($"\"{written.Text()}\" is no time of day", "Write it as \"22:00\", in quotes");
        return null;
    }

    private static T[] Values<T>(YamlValue entry, string key, T fallback) where T : struct, Enum =>
        entry.Find(key)?.Items().Select(item => item.Enum(fallback)).ToArray() ?? [];
}
