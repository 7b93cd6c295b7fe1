using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>A call that came in.</summary>
/// <param name="At">When it came, by the clock of China.</param>
/// <param name="IsAnswered">Whether somebody picked up; null when the log does not say.</param>
/// <param name="DurationSeconds">How long was spoken; null when the log does not say.</param>
/// <param name="Callee">Whom it went to.</param>
/// <param name="From">The caller's number, as written.</param>
/// <param name="To">The number that was called; null for the one number that the callee has.</param>
/// <param name="Lender">For whom the caller collects; null when that is not known.</param>
/// <param name="Tags">What was said, as the borrower marked it.</param>
/// <param name="Text">What was said, in words.</param>
/// <param name="Consent">Whether the called person had agreed to be called; null when that is not known.</param>
public sealed record Call(
    DateTime At, bool? IsAnswered, int? DurationSeconds, Callee Callee, string? From, string? To, string? Lender,
    IReadOnlyList<CallTag> Tags, string? Text, bool? Consent)
{
    private const int LongestWords = 500;
    private const int LongestName = 60;
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <summary>Everything that is told of the call: rows with the same identity tell of one call, and calls of the same moment are put in its order.</summary>
    internal (DateTime At, Callee Callee, string? From, string? To, string? Lender, bool? IsAnswered, int? DurationSeconds, bool? Consent, string? Text, string Tags) Identity =>
        (At, Callee, From, To, Lender, IsAnswered, DurationSeconds, Consent, Text, string.Join(' ', Tags.Order()));

    /// <summary>The day of the call.</summary>
    public DateOnly Date => DateOnly.FromDateTime(At);

    /// <summary>What is wrong with the call; fields are named within the row.</summary>
    internal IEnumerable<CallLogFault> Faults(DateOnly today)
    {
        if (Date < Earliest || Date > today.AddDays(1)) yield return new CallLogFault("at", "日期要在 2000-01-01 到今天之间，请核对。");
        if (DurationSeconds is < 0 or > 86_400) yield return new CallLogFault("durationSeconds", "通话秒数写成 0 到 86400 的整数。");
        if (IsAnswered == false && DurationSeconds > 0) yield return new CallLogFault("answered", "没接通就没有通话时长，请核对这两项。");
        if (From?.Length > LongestName) yield return new CallLogFault("from", $"最多 {LongestName} 个字。");
        if (To?.Length > LongestName) yield return new CallLogFault("to", $"最多 {LongestName} 个字。");
        if (Lender?.Length > LongestName) yield return new CallLogFault("lender", $"最多 {LongestName} 个字。");
        if (Text?.Length > LongestWords) yield return new CallLogFault("text", $"一通电话最多写 {LongestWords} 个字，请留最要紧的话。");
        foreach (var (field, words) in new[] { ("from", From), ("to", To), ("lender", Lender), ("text", Text?.ReplaceLineEndings(" ").Replace('\t', ' ')) })
        {
            if (words?.Any(char.IsControl) == true) yield return new CallLogFault(field, "里面有不能显示的字符，请去掉。");
        }
    }
}

/// <summary>Hours of the day in which borrower and lender agreed on calls.</summary>
/// <param name="From">First minute.</param>
/// <param name="To">The minute after the last.</param>
public sealed record AgreedHours(TimeOnly From, TimeOnly To);

/// <summary>What is wrong with a call log as told.</summary>
/// <param name="Field">The field, as the HTTP contract names it.</param>
/// <param name="Message">What to do about it, in Chinese.</param>
public sealed record CallLogFault(string Field, string Message);

/// <summary>Collection calls as the borrower tells them.</summary>
/// <param name="Calls">The calls, in any order.</param>
/// <param name="LenderType">A value of the fact <c>lender-type</c>; null when not known.</param>
/// <param name="Lender">For whom all the calls are that name nobody themselves; null when not known.</param>
/// <param name="AgreedHours">Agreed hours; null when none are known.</param>
/// <param name="LostContact">Whether the borrower could not be reached; null when not known.</param>
public sealed record CallLog(IReadOnlyList<Call> Calls, string? LenderType, string? Lender, AgreedHours? AgreedHours, bool? LostContact)
{
    /// <summary>More calls than anybody has to show.</summary>
    public const int MostCalls = 10_000;

    /// <summary>Nobody mends more rows at once.</summary>
    private const int MostFaults = 20;

    /// <summary>The words for a log with too many calls.</summary>
    public static string TooMany { get; } = $"一次最多 {MostCalls} 通，请按月份分开来查。";

    /// <summary>Rows that tell of a call once more, word for word, each with the row that told of it first. A call counts once.</summary>
    internal IReadOnlyDictionary<int, int> Repeats()
    {
        var first = Calls.Index().GroupBy(row => row.Item.Identity, row => row.Index);
        return first.SelectMany(rows => rows.Skip(1).Select(index => KeyValuePair.Create(index, rows.First()))).ToDictionary();
    }

    /// <summary>What is wrong with the log; empty when it can be checked over that knowledge base.</summary>
    public IEnumerable<CallLogFault> Faults(KnowledgeBase knowledge, DateOnly today) =>
        HeadFaults(knowledge).Concat(Calls.Take(MostCalls).Index()
            .SelectMany(row => row.Item.Faults(today).Select(fault => fault with { Field = $"rows[{row.Index}].{fault.Field}" }))).Take(MostFaults);

    private IEnumerable<CallLogFault> HeadFaults(KnowledgeBase knowledge)
    {
        var lenders = knowledge.Facts.GetValueOrDefault(InterestRates.LenderFact)?.Options.Select(option => option.Value.ToString()).ToArray() ?? [];
        if (LenderType is not null && !lenders.Contains(LenderType)) yield return new CallLogFault("lenderType", $"放款方只能用：{string.Join("、", lenders)}；不知道就不填。");
        if (AgreedHours is { } hours && hours.From == hours.To) yield return new CallLogFault("agreedHours.to", "开始和结束不能是同一个时刻。");
        if (Calls.Count == 0) yield return new CallLogFault("rows", "请至少填一通电话。");
        if (Calls.Count > MostCalls) yield return new CallLogFault("rows", TooMany);
    }
}
