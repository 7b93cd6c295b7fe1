using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>A rule that a call breaks or may break.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Status">How surely.</param>
/// <param name="DependsOn">What is not known and would decide it, as fields of the HTTP contract; empty when nothing is missing.</param>
/// <param name="Basis">Its provisions in force on the day of the call.</param>
public sealed record CallFinding(CallRule Rule, CallRuleStatus Status, IReadOnlyList<string> DependsOn, IReadOnlyList<ProvisionInForce> Basis);

/// <summary>A rule that a call would break, had it been in force.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="From">Its first day.</param>
public sealed record LaterRule(CallRule Rule, DateOnly From);

/// <summary>A call with what it breaks.</summary>
/// <param name="Index">Its place in the log, from 0.</param>
/// <param name="Call">The call.</param>
/// <param name="RepeatOf">The place of the row that tells of the same call, word for word; this row then counts for nothing. Null for a call of its own.</param>
/// <param name="Tags">What was said: as marked, and as understood from the words.</param>
/// <param name="Findings">The rules that it breaks or may break, in the order of the rules.</param>
/// <param name="Later">The rules that came into force only later.</param>
public sealed record CheckedCall(int Index, Call Call, int? RepeatOf, IReadOnlyList<CallTag> Tags, IReadOnlyList<CallFinding> Findings, IReadOnlyList<LaterRule> Later);

/// <summary>The calls of one day. The figures are told apart as the rules count them.</summary>
/// <param name="Date">The day.</param>
/// <param name="Connected">Calls to the borrower that were answered.</param>
/// <param name="Unanswered">Calls to the borrower that were not.</param>
/// <param name="MostUnansweredToOneNumber">The most unanswered calls to one number of the borrower.</param>
/// <param name="ThirdPersons">Calls to others.</param>
/// <param name="Attempts">All calls of the day.</param>
/// <param name="WithFindings">Calls that break or may break something.</param>
public sealed record CallDay(
    DateOnly Date, int Connected, int Unanswered, int MostUnansweredToOneNumber, int ThirdPersons, int Attempts, int WithFindings);

/// <summary>How many calls break, and may break, a rule.</summary>
public sealed record RuleTally(CallRule Rule, Binding Binding, int Breaks, int MayBreak);

/// <summary>A call log held against the rules in force on the day of each call.</summary>
/// <param name="Log">The log.</param>
/// <param name="Calls">Its calls in the order of the log.</param>
/// <param name="Days">Its days, oldest first; calls told twice count once.</param>
/// <param name="Rules">The rules that something was found for, in their order.</param>
public sealed record CheckedCallLog(CallLog Log, IReadOnlyList<CheckedCall> Calls, IReadOnlyList<CallDay> Days, IReadOnlyList<RuleTally> Rules)
{
    /// <summary>Checks a log without faults.</summary>
    public static CheckedCallLog Of(CallLog log, KnowledgeBase knowledge)
    {
        var calls = new CallRuleJudge(log, knowledge).Judge();
        return new CheckedCallLog(
            log, calls,
            [.. calls.Where(call => call.RepeatOf is null).GroupBy(call => call.Call.Date).OrderBy(day => day.Key).Select(DayOf)],
            [.. knowledge.CallRules.Rules.Join(
                calls.SelectMany(call => call.Findings).GroupBy(finding => finding.Rule.Id), rule => rule.Id, found => found.Key,
                (rule, found) => new RuleTally(
                    rule, knowledge.Laws[rule.Basis[0].LawId].Binding,
                    found.Count(finding => finding.Status == CallRuleStatus.Breaks), found.Count(finding => finding.Status == CallRuleStatus.MayBreak)))]);
    }

    private static CallDay DayOf(IGrouping<DateOnly, CheckedCall> day)
    {
        var own = day.Select(checkedCall => checkedCall.Call).Where(call => call.Callee == Callee.Self).ToArray();
        var unanswered = own.Where(call => call.IsAnswered == false).ToArray();
        return new CallDay(
            day.Key, own.Count(call => call.IsAnswered == true), unanswered.Length,
            unanswered.CountBy(call => call.To ?? "").Select(number => number.Value).DefaultIfEmpty(0).Max(),
            day.Count() - own.Length, day.Count(), day.Count(call => call.Findings.Count > 0));
    }
}
