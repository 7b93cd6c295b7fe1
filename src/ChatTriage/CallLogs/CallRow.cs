using System.Text.RegularExpressions;
using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>Makes a call of the cells of a row, or of a note.</summary>
internal sealed partial class CallRow(KnowledgeBase knowledge, DateOnly today)
{
    public static readonly Result TooLong = new(null, "这一行太长，请只留这一通电话的话。", false);

    private const int LongestText = 500;
    private static readonly char[] TagSeparators = [',', '，', '、', ';', '；', '|', ' '];

    private readonly SpokenWords words = new(knowledge);

    /// <summary>A call, or why there is none; an outgoing call is neither.</summary>
    public sealed record Result(Call? Call, string? Fault, bool IsOutgoing);

    /// <summary>The call of a row of a table.</summary>
    public Result Read(IReadOnlyList<string> cells, IReadOnlyDictionary<CallColumn, int> columns)
    {
        string? Cell(CallColumn column) => columns.TryGetValue(column, out var index) && index < cells.Count && cells[index].Length > 0 ? cells[index] : null;

        var kind = Cell(CallColumn.Kind) ?? "";
        if (Outgoing().IsMatch(kind)) return new Result(null, null, true);
        var time = Cell(CallColumn.Time) ?? "";
        if ((CallTimes.Read(time, today) ?? CallTimes.Read($"{Cell(CallColumn.Day)} {time}", today)) is not { } at)
            return new Result(null, "没有读懂这一行的时间，请写成 2026-10-01 22:30:00。", false);

        var duration = Cell(CallColumn.Duration) is { } spoken ? CallTimes.ReadDuration(spoken) : null;
        var answered = Missed().IsMatch(kind) ? false : IsYes(Cell(CallColumn.Answered)) ?? (duration is { } seconds ? seconds > 0 : Incoming().IsMatch(kind) ? true : null);
        return Checked(new Call(
            at, answered, answered == false ? null : duration, CalleeOf(Cell(CallColumn.Callee)), Number(Cell(CallColumn.Number)), Number(Cell(CallColumn.To)),
            Cell(CallColumn.Lender), TagsOf(Cell(CallColumn.Tags)), Cell(CallColumn.Text), IsYes(Cell(CallColumn.Consent))));
    }

    /// <summary>The call of a note without its time.</summary>
    public Result ReadNote(DateTime at, string note)
    {
        if (OutgoingNote().IsMatch(note)) return new Result(null, null, true);
        var number = PhoneNumber().Match(note);
        var rest = number.Success ? note.Remove(number.Index, number.Length).Insert(number.Index, " ") : note;
        int? seconds = null;
        if (CallTimes.FindDuration(rest) is { } duration && SpokenFor().IsMatch(rest.AsSpan(0, duration.Start)))
        {
            seconds = duration.Seconds;
            rest = rest.Remove(duration.Start, duration.Length);
        }

        rest = Blanks().Replace(Punctuation().Replace(rest, ""), " ");
        bool? answered = MissedNote().IsMatch(rest) ? false : seconds > 0 || AnsweredNote().IsMatch(rest) || words.TagsOf(rest).Count > 0 ? true : null;
        return Checked(new Call(
            at, answered, answered == false ? null : seconds, words.CalleeOf(rest) ?? Callee.Self, number.Success ? number.Value : null, null, null, [],
            OnlyAnswered().IsMatch(rest) ? null : rest, null));
    }

    /// <summary>The call with another line of its note; null when that makes it too long.</summary>
    public Call? Continue(Call call, string line)
    {
        var text = call.Text is null ? line : $"{call.Text} {line}";
        if (text.Length > LongestText) return null;
        return call with { Text = text, IsAnswered = call.IsAnswered ?? (MissedNote().IsMatch(line) ? false : words.TagsOf(text).Count > 0 ? true : null) };
    }

    private Result Checked(Call call) => call.Faults(today).FirstOrDefault() is { } fault ? new Result(null, fault.Message, false) : new Result(call, null, false);

    private Callee CalleeOf(string? cell) =>
        cell is null ? Callee.Self
        : KebabCase.TryParse<Callee>(cell, out var named) ? named
        : knowledge.CallRules.Callees.FirstOrDefault(callee => callee.Label == cell)?.Callee ?? words.CalleeOf($"打给{cell}") ?? Callee.Self;

    private CallTag[] TagsOf(string? cell) =>
    [
        .. (cell ?? "").Split(TagSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(written => knowledge.CallRules.Tags.FirstOrDefault(tag => tag.Label == written || KebabCase.Name(tag.Tag) == written)?.Tag).OfType<CallTag>(),
    ];

    /// <summary>Spreadsheets protect numbers with ="…" or an apostrophe.</summary>
    private static string? Number(string? cell) => cell?.Trim('=', '"', '\'', ' ', '\t');

    private static bool? IsYes(string? cell) => cell switch
    {
        null => null,
        _ when No().IsMatch(cell) => false,
        _ when Yes().IsMatch(cell) => true,
        _ => null,
    };

    [GeneratedRegex("主叫|呼出|去电|拨出|已拨|拨打|外呼|outgoing|dialed|^2$", RegexOptions.IgnoreCase)]
    private static partial Regex Outgoing();

    [GeneratedRegex("未接|没接|拒接|拒绝|拦截|未通|未应答|无应答|missed|reject|declin|blocked|voicemail|cancel|^[3456]$", RegexOptions.IgnoreCase)]
    private static partial Regex Missed();

    [GeneratedRegex("被叫|呼入|来电|已接|接听|接通|incoming|received|answered|^[17]$", RegexOptions.IgnoreCase)]
    private static partial Regex Incoming();

    [GeneratedRegex("^(否|没|未|不|无|拒|false|no|n|0|missed)", RegexOptions.IgnoreCase)]
    private static partial Regex No();

    [GeneratedRegex("^(是|已|接|有|同意|true|yes|y|1|answered)", RegexOptions.IgnoreCase)]
    private static partial Regex Yes();

    [GeneratedRegex("我(打|拨|回)(过去|给(他|她|对方|平台|客服|银行|催收))|主叫|呼出|拨出")]
    private static partial Regex OutgoingNote();

    [GeneratedRegex("未接|没接|没有接|不接|没接到|拒接|按掉|挂掉|响(了)?一(声|下)|无人接听|未接通")]
    private static partial Regex MissedNote();

    [GeneratedRegex("接了|接通|已接|接听|接起|通话|说|讲|骂|聊|问|叫我|让我|要求")]
    private static partial Regex AnsweredNote();

    [GeneratedRegex(@"(?<!\d)(\+?86[ -]?)?(1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}-?\d{7,8}|400-?\d{3}-?\d{4}|\d{5,12})(?!\d)", RegexOptions.ExplicitCapture)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"(通话|接通|接了|聊了|讲了|说了|打了|时长|^|[\s,，;；])[:：]?\s*$")]
    private static partial Regex SpokenFor();

    /// <summary>Nothing was said beyond whether it was answered.</summary>
    [GeneratedRegex(@"^(没接|未接|没有接|接了|接通|已接|未接通|接听|通话|打来|来电|[\s,，;；、:：])*$")]
    private static partial Regex OnlyAnswered();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[\s,，;；、:：。]+|[\s,，;；、:：]+$")]
    private static partial Regex Punctuation();
}
