using System.Diagnostics;
using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>Holds each call against each rule: its test, what lifts it, whom it is made for, and the day.</summary>
internal sealed class CallRuleJudge
{
    /// <summary>The option of <c>lender-type</c> for whoever lends through an app; where nobody has told the lender, what holds for these may hold.</summary>
    private const string UnknownLender = "platform";

    private readonly CallLog log;
    private readonly IReadOnlyDictionary<int, int> repeats;
    private readonly IReadOnlyList<CallRule> rules;
    private readonly CallStanding[] standings;
    private readonly Dictionary<string, HashSet<int>> hits = [];
    private readonly Dictionary<(CallRule Rule, DateOnly Day), ProvisionInForce[]> bases = [];
    private readonly IReadOnlyDictionary<string, Law> laws;

    public CallRuleJudge(CallLog log, KnowledgeBase knowledge)
    {
        this.log = log;
        laws = knowledge.Laws;
        rules = knowledge.CallRules.Rules;
        repeats = log.Repeats();
        standings = new CallTally(log, repeats, new SpokenWords(knowledge)).Measure();
        // Rules that look at the hits of others come after those.
        foreach (var rule in rules.OrderBy(rule => rule.Test is CallTest.Beyond)) hits[rule.Id] = Hits(rule);
    }

    /// <summary>The calls in the order of the log, each with what it breaks.</summary>
    public IReadOnlyList<CheckedCall> Judge() => [.. log.Calls.Index().Select(row => Judge(row.Index, row.Item))];

    private CheckedCall Judge(int index, Call call)
    {
        var findings = new List<CallFinding>();
        var later = new List<LaterRule>();
        foreach (var rule in rules)
        {
            if (!hits[rule.Id].Contains(index) || !IsMadeFor(rule, out var isSure)) continue;
            var basis = BasisOf(rule, call.Date);
            if (basis.Length > 0)
            {
                var doubts = Doubts(rule, call, standings[index], isSure).ToArray();
                var isClear = isSure && doubts.Length == 0 && !(rule.Test is CallTest.Hours hours && !StartsIn(hours, call));
                findings.Add(new CallFinding(rule, isClear ? rule.Status : CallRuleStatus.MayBreak, doubts, basis));
            }
            else if (FirstDay(rule) is { } from && call.Date < from)
            {
                later.Add(new LaterRule(rule, from));
            }
        }

        return new CheckedCall(index, call, repeats.TryGetValue(index, out var first) ? first : null, [.. standings[index].Tags.Order()], findings, later);
    }

    private HashSet<int> Hits(CallRule rule)
    {
        if (rule.Test is not CallTest.Beyond beyond)
            return [.. log.Calls.Index().Where(row => !repeats.ContainsKey(row.Index) && IsHit(rule, row.Item, standings[row.Index])).Select(row => row.Index)];
        // Everybody has a peace of their own: two relatives who were called once each were not called twice.
        return [.. beyond.RuleIds.SelectMany(id => hits[id]).Distinct()
            .GroupBy(index => DayOfPerson(log.Calls[index]))
            .Where(day => day.Count() >= beyond.CallsADay)
            .SelectMany(day => day).Where(index => !IsLifted(rule, log.Calls[index]))];
    }

    private bool IsHit(CallRule rule, Call call, CallStanding standing) =>
        (rule.Callees.Count == 0 || rule.Callees.Contains(call.Callee)) && !IsLifted(rule, call) && rule.Test switch
        {
            CallTest.Hours hours => StartsIn(hours, call) || RunsInto(hours, call),
            CallTest.ConnectedCalls connected => standing.Connected.OfLender > connected.MoreThan,
            CallTest.UnansweredAttempts attempts => standing.Unanswered.OfLender > attempts.MoreThan,
            CallTest.Said said => said.Tags.Any(standing.Tags.Contains),
            CallTest.Happened happened => happened.Circumstance switch
            {
                CallCircumstance.Any => true,
                CallCircumstance.AfterStop => standing.IsAfterStop,
                CallCircumstance.Refused => call.Consent == false,
                CallCircumstance.OutsideAgreedHours => log.AgreedHours is not null && !IsAgreedHour(call),
            },
            _ => throw new UnreachableException(),
        };

    private bool IsLifted(CallRule rule, Call call) => rule.Exceptions.Any(exception => exception switch
    {
        // An agreement with the borrower does not bind anybody else.
        CallException.AgreedHours => call.Callee == Callee.Self && IsAgreedHour(call),
        CallException.Consent => call.Consent == true,
        CallException.LostContact => log.LostContact == true,
    });

    private static (DateOnly Day, Callee Callee, string? To) DayOfPerson(Call call) => (call.Date, call.Callee, call.Callee == Callee.Self ? null : call.To);

    private bool IsAgreedHour(Call call) => log.AgreedHours is { } hours && TimeOnly.FromDateTime(call.At).IsBetween(hours.From, hours.To);

    private static bool StartsIn(CallTest.Hours hours, Call call) => TimeOnly.FromDateTime(call.At).IsBetween(hours.From, hours.To);

    /// <summary>Whether the talk was still going on when the hours began. Who kept it going the log does not say, so this alone is no clear case.</summary>
    private static bool RunsInto(CallTest.Hours hours, Call call) => (hours.From - TimeOnly.FromDateTime(call.At)).TotalSeconds < call.DurationSeconds;

    /// <summary>Whether the rule is made for this kind of lender; not surely, where nobody told the kind or the kind does not tell.</summary>
    private bool IsMadeFor(CallRule rule, out bool isSure)
    {
        isSure = rule.Lenders.Count == 0 && rule.MaybeLenders.Count == 0;
        if (isSure) return true;
        var lender = log.LenderType ?? UnknownLender;
        isSure = log.LenderType is not null && rule.Lenders.Contains(lender);
        return rule.Lenders.Contains(lender) || rule.MaybeLenders.Contains(lender);
    }

    /// <summary>What nobody has told and would decide the finding.</summary>
    private IEnumerable<string> Doubts(CallRule rule, Call call, CallStanding standing, bool isSure)
    {
        if (!isSure && log.LenderType is null or UnknownLender) yield return "lenderType";
        if (rule.Exceptions.Contains(CallException.LostContact) && log.LostContact is null && !standing.IsBorrowerReached) yield return "lostContact";
        var isOneLender = (call.Lender ?? log.Lender ?? log.LenderType) is not null;
        var (ordinal, most) = rule.Test switch
        {
            CallTest.ConnectedCalls connected => (standing.Connected, connected.MoreThan),
            CallTest.UnansweredAttempts attempts => (standing.Unanswered, attempts.MoreThan),
            _ => (default, 0),
        };
        // Who refused is known by the number that was called; a second friend has refused nothing.
        if (rule.Test is CallTest.Happened { Circumstance: CallCircumstance.AfterStop } && call.To is null) yield return "to";
        // Calls from several numbers may be of several lenders, each of which has a count of its own.
        if (most > 0 && !isOneLender && ordinal.FromSameNumber <= most) yield return "lender";
    }

    private ProvisionInForce[] BasisOf(CallRule rule, DateOnly day)
    {
        if (bases.TryGetValue((rule, day), out var known)) return known;
        return bases[(rule, day)] = [.. rule.Basis.Select(reference => laws[reference.LawId].Resolve(reference.Article, day)).OfType<ProvisionInForce>()];
    }

    /// <summary>The first day of a rule that is still in force; null for one that has ended.</summary>
    private DateOnly? FirstDay(CallRule rule) =>
        rule.Basis.Select(reference => laws[reference.LawId].Versions).Where(versions => versions[^1].To is null).Select(versions => (DateOnly?)versions[0].From).Min();
}
