using ChatTriage.CallLogs;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.CallLogs;

/// <summary>Short ways to write calls and to check them over the real rules.</summary>
internal static class Calls
{
    public static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(Repository.KnowledgeDirectory);

    public static readonly DateOnly Today = new(2026, 11, 23);

    /// <summary>An answered call to the borrower.</summary>
    public static Call At(string time) => new(DateTime.Parse(time), true, 30, Callee.Self, null, null, null, [], null, null);

    public static Call Missed(this Call call) => call with { IsAnswered = false, DurationSeconds = null };

    public static Call To(this Call call, Callee callee, bool? consent = null) => call with { Callee = callee, Consent = consent };

    public static Call Saying(this Call call, params CallTag[] tags) => call with { Tags = tags };

    public static Call InWords(this Call call, string text) => call with { Text = text };

    public static CheckedCallLog Check(params Call[] calls) => Check("bank", calls);

    public static CheckedCallLog Check(string? lenderType, params Call[] calls) => Check(new CallLog(calls, lenderType, null, null, null));

    public static CheckedCallLog Check(CallLog log)
    {
        Assert.Empty(log.Faults(Knowledge, Today));
        return CheckedCallLog.Of(log, Knowledge);
    }

    /// <summary>What is found for the last call, as <c>rule status</c>.</summary>
    public static IReadOnlyList<string> Last(this CheckedCallLog log) =>
        [.. log.Calls[^1].Findings.Select(finding => $"{finding.Rule.Id} {KebabCase.Name(finding.Status)}")];

    /// <summary>The finding of that rule for the last call.</summary>
    public static CallFinding LastOf(this CheckedCallLog log, string rule) => log.Calls[^1].Findings.Single(finding => finding.Rule.Id == rule);
}
