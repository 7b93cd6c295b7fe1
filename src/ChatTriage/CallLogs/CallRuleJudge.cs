using System.Diagnostics;
using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>Holds each call against each rule: its test, what lifts it, whom it is made for, and the day.</summary>
internal sealed class CallRuleJudge
{
    /// <summary>The option of <c>lender-type</c> for a lender that is not known; rules treat an unknown lender like it.</summary>
    private const string UnknownLender = "platform";

    private readonly CallLog log;
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
        standings = new CallTally(log, new SpokenWords(knowledge)).Measure();
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
                findings.Add(new CallFinding(rule, isSure && doubts.Length == 0 ? rule.Status : CallRuleStatus.MayBreak, doubts, basis));
            }
            else if (FirstDay(rule) is { } from && call.Date < from)
            {
                later.Add(new LaterRule(rule, from));
            }
        }

        return new CheckedCall(index, call, [.. standings[index].Tags.Order()], findings, later);
    }

    private HashSet<int> Hits(CallRule rule)
    {
        if (rule.Test is not CallTest.Beyond beyond)
            return [.. log.Calls.Index().Where(row => IsHit(rule, row.Item, standings[row.Index])).Select(row => row.Index)];
        return [.. beyond.RuleIds.SelectMany(id => hits[id]).Distinct()
            .GroupBy(index => log.Calls[index].Date).Where(day => day.Count() >= beyond.CallsADay)
            .SelectMany(day => day).Where(index => !IsLifted(rule, log.Calls[index]))];
    }

    private bool IsHit(CallRule rule, Call call, CallStanding standing) =>
        (rule.Callees.Count == 0 || rule.Callees.Contains(call.Callee)) && !IsLifted(rule, call) && rule.Test switch
        {
            CallTest.Hours hours => TimeOnly.FromDateTime(call.At).IsBetween(hours.From, hours.To),
            CallTest.ConnectedCalls connected => standing.Connected.OfLender > connected.MoreThan,
            CallTest.UnansweredAttempts attempts => standing.Unanswered.OfLender > attempts.MoreThan,
            CallTest.Said said => said.Tags.Any(standing.Tags.Contains),
            CallTest.Happened happened => happened.Circumstance switch
            {
                CallCircumstance.Any => true,
                CallCircumstance.AfterStop => standing.IsAfterStop,
                CallCircumstance.Refused => call.Consent == false,
            },
            _ => throw new UnreachableException(),
        };

    private bool IsLifted(CallRule rule, Call call) => rule.Exceptions.Any(exception => exception switch
    {
        // An agreement with the borrower does not bind anybody else.
        CallException.AgreedHours => call.Callee == Callee.Self && log.AgreedHours is { } hours && TimeOnly.FromDateTime(call.At).IsBetween(hours.From, hours.To),
        CallException.Consent => call.Consent == true,
        CallException.LostContact => log.LostContact == true,
    });

    /// <summary>Whether the rule is made for this kind of lender; not surely, where the kind does not tell.</summary>
    private bool IsMadeFor(CallRule rule, out bool isSure)
    {
        var lender = log.LenderType ?? UnknownLender;
        isSure = rule.Lenders.Contains(lender) || (rule.Lenders.Count == 0 && rule.MaybeLenders.Count == 0);
        return isSure || rule.MaybeLenders.Contains(lender);
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
