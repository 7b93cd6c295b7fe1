using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>Which of its kind a call is on its day: of one lender, and of those the ones from one number.</summary>
/// <param name="OfLender">Counted from 1; 0 when the call does not count.</param>
/// <param name="FromSameNumber">The same among calls from its own number.</param>
internal readonly record struct Ordinal(int OfLender, int FromSameNumber);

/// <summary>What the rules ask of a call that the call alone does not show.</summary>
/// <param name="Tags">What was said.</param>
/// <param name="Connected">Its place among the day's answered calls to the borrower.</param>
/// <param name="Unanswered">Its place among the day's unanswered calls to one number of the borrower.</param>
/// <param name="IsAfterStop">The called person had asked before not to be called again.</param>
/// <param name="IsBorrowerReached">The borrower answered a call of that day.</param>
internal sealed record CallStanding(IReadOnlySet<CallTag> Tags, Ordinal Connected, Ordinal Unanswered, bool IsAfterStop, bool IsBorrowerReached);

/// <summary>
/// Goes once through the calls in the order of time. Answered and unanswered calls are counted apart and never added up; a call that is
/// told again does not count again.
/// </summary>
internal sealed class CallTally(CallLog log, IReadOnlyDictionary<int, int> repeats, SpokenWords words)
{
    private readonly Dictionary<(DateOnly Day, string? Lender, string? From, string? To, bool IsAnswered), int> counts = [];
    private readonly Dictionary<(Callee Callee, string? To), DateTime> stopped = [];

    /// <summary>The standing of each call, in the order of the log.</summary>
    public CallStanding[] Measure()
    {
        var standings = new CallStanding[log.Calls.Count];
        var reached = log.Calls.Where(call => call is { Callee: Callee.Self, IsAnswered: true }).Select(call => call.Date).ToHashSet();
        foreach (var (index, call) in log.Calls.Index().OrderBy(row => row.Item.Identity))
        {
            var tags = words.TagsOf(call.Text).Union(call.Tags).ToHashSet();
            var counts = !repeats.ContainsKey(index);
            standings[index] = new CallStanding(
                tags, counts ? Count(call, isAnswered: true) : default, counts ? Count(call, isAnswered: false) : default,
                stopped.TryGetValue((call.Callee, call.To), out var since) && since < call.At, reached.Contains(call.Date));
            if (tags.Contains(CallTag.AskedToStop)) stopped.TryAdd((call.Callee, call.To), call.At);
        }

        return standings;
    }

    private Ordinal Count(Call call, bool isAnswered)
    {
        if (call.Callee != Callee.Self || call.IsAnswered != isAnswered) return default;
        // The standard counts answered calls to the debtor; the guideline counts unanswered calls to one number of his.
        var to = isAnswered ? null : call.To ?? "";
        var lender = call.Lender ?? log.Lender;
        return new Ordinal(Next((call.Date, lender, null, to, isAnswered)), call.From is null ? 0 : Next((call.Date, lender, call.From, to, isAnswered)));
    }

    private int Next((DateOnly, string?, string?, string?, bool) key) => counts[key] = counts.GetValueOrDefault(key) + 1;
}
