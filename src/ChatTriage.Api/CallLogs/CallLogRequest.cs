using System.Globalization;
using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Questions;
using ChatTriage.CallLogs;
using ChatTriage.Knowledge;
using FluentValidation;

namespace ChatTriage.Api.CallLogs;

/// <summary>一份来电记录，rows 和 text 填一样 A call log: rows or text.</summary>
internal sealed record CallLogRequest
{
    /// <summary>每一通打来的电话，最多 10000 通，顺序不限 The calls that came in, at most 10,000, in any order.</summary>
    public IReadOnlyList<CallRequest?>? Rows { get; init; }

    /// <summary>
    /// 粘贴的记录：运营商通话详单、手机导出的 CSV、SMS Backup &amp; Restore 的 XML，或一行一通的流水账 Pasted text: a carrier's itemised bill,
    /// a phone's CSV export, the XML of SMS Backup &amp; Restore, or notes, one call a line.
    /// </summary>
    /// <example>null</example>
    public string? Text { get; init; }

    /// <summary>text 里哪些号码是催收的；不填就全算 With text: the numbers that collect; all when left out.</summary>
    /// <example>null</example>
    public IReadOnlyList<string?>? Collectors { get; init; }

    /// <summary>和放款方约定过的催收时段；没约定就不填 Hours agreed with the lender; null when there are none.</summary>
    public AgreedHoursRequest? AgreedHours { get; init; }

    /// <summary>放款方是哪一类，值见 GET /api/v1/facts 的 lender-type；不知道就不填 Kind of lender; null when not known.</summary>
    /// <example>bank</example>
    public string? LenderType { get; init; }

    /// <summary>都是哪一家在催；不止一家就写在每一行 The lender of all rows that name none.</summary>
    /// <example>某银行信用卡</example>
    public string? Lender { get; init; }

    /// <summary>是不是一直联系不上你本人 Whether the borrower could not be reached; null when not known.</summary>
    /// <example>false</example>
    public bool? LostContact { get; init; }

    /// <summary>The log with how its text was read; only for a request without <see cref="ShapeFaults"/>.</summary>
    public (CallLog Log, ReadCalls? Read) ToLog(KnowledgeBase knowledge, DateOnly today)
    {
        var read = Text is null ? null : CallLogText.Read(Text, [.. (Collectors ?? []).OfType<string>()], today, knowledge);
        var calls = read?.Calls.Select(row => row.Call) ?? Rows!.Select(row => row!.ToCall(today));
        return (new CallLog([.. calls], LenderType, Lender, AgreedHours?.ToHours(), LostContact), read);
    }

    /// <summary>What is missing or not readable, with its field.</summary>
    public IEnumerable<(string Field, string Message)> ShapeFaults(DateOnly today)
    {
        if (Rows is null == Text is null) yield return ("rows", "请填 rows 或 text，只填一样。");
        if (Text is null && Collectors is not null) yield return ("collectors", "collectors 和 text 一起用；rows 里只放催收的电话就行。");
        if (Lender?.Length > 60) yield return ("lender", "最多 60 个字。");
        if (AgreedHours is not null && AgreedHours.ToHours() is null) yield return ("agreedHours", "from 和 to 写成 08:00 这样的时刻。");
        foreach (var (index, row) in (Rows ?? []).Take(CallLog.MostCalls).Index())
        {
            if (row?.At is null) yield return ($"rows[{index}].at", "这一项要填，写成 2026-10-01T22:30:00。");
            else if (CallTimes.Read(row.At, today) is null) yield return ($"rows[{index}].at", "没有读懂这个时间，请写成 2026-10-01T22:30:00。");
        }
    }
}

/// <summary>一通打来的电话 A call that came in.</summary>
internal sealed record CallRequest
{
    /// <summary>什么时候（北京时间，或者带时区） When; China's time unless it carries an offset.</summary>
    /// <example>2026-10-01T22:30:00</example>
    public string? At { get; init; }

    /// <summary>通话多少秒；没接通就不填 Seconds spoken; null when it was not answered.</summary>
    /// <example>35</example>
    public int? DurationSeconds { get; init; }

    /// <summary>接通没有；不填就看通话秒数 Whether it was answered; when left out, a duration above 0 says so.</summary>
    /// <example>true</example>
    public bool? Answered { get; init; }

    /// <summary>打给谁，默认本人 Whom it went to; default the borrower.</summary>
    /// <example>self</example>
    public Callee Callee { get; init; }

    /// <summary>来电号码 The caller's number.</summary>
    /// <example>95000</example>
    public string? From { get; init; }

    /// <summary>打的是哪个号码；有几个号码时才要分开 Which number was called, where there are several.</summary>
    /// <example>null</example>
    public string? To { get; init; }

    /// <summary>替哪一家催；不知道就不填 For whom the caller collects; null when not known.</summary>
    /// <example>某银行信用卡</example>
    public string? Lender { get; init; }

    /// <summary>说了什么（勾选） What was said, marked.</summary>
    /// <example>["threat"]</example>
    public IReadOnlyList<CallTag>? Tags { get; init; }

    /// <summary>说了什么（原话或转述），最多 500 字 What was said, in words.</summary>
    /// <example>再不还就去你单位闹</example>
    public string? Text { get; init; }

    /// <summary>被打的人事先同意过没有 Whether the called person had agreed; null when not known.</summary>
    /// <example>false</example>
    public bool? Consent { get; init; }

    /// <summary>The call; only for a row whose time can be read.</summary>
    public Call ToCall(DateOnly today) => new(
        CallTimes.Read(At!, today)!.Value, Answered ?? (DurationSeconds is { } seconds ? seconds > 0 : null), DurationSeconds, Callee, Visible(From), Visible(To), Lender, Tags ?? [], Text, Consent);

    /// <summary>Without the marks of direction that phones copy along with a number.</summary>
    private static string? Visible(string? number) => number is null ? null : string.Concat(number.Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim();
}

/// <summary>约定的时段 Agreed hours.</summary>
internal sealed record AgreedHoursRequest
{
    /// <summary>从几点 From.</summary>
    /// <example>08:00</example>
    public string? From { get; init; }

    /// <summary>到几点 To.</summary>
    /// <example>21:00</example>
    public string? To { get; init; }

    /// <summary>The hours; null when one of them is no time of day.</summary>
    public AgreedHours? ToHours() => TimeOf(From) is { } from && TimeOf(To) is { } to ? new AgreedHours(from, to) : null;

    private static TimeOnly? TimeOf(string? written) =>
        TimeOnly.TryParseExact(written == "24:00" ? "00:00" : written, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}

/// <summary>Checks the shape of a request, then lets the engine look at the log.</summary>
internal sealed class CallLogRequestValidator : AbstractValidator<CallLogRequest>
{
    private const int MostFaults = 20;

    public CallLogRequestValidator(LiveKnowledge live, TimeProvider time) => RuleFor(request => request).Custom((request, context) =>
    {
        var today = ChinaTime.Today(time);
        var shape = request.ShapeFaults(today).Take(MostFaults).ToArray();
        foreach (var (field, message) in shape) context.AddFailure(field, message);
        if (shape.Length > 0) return;
        var (log, read) = request.ToLog(live.Triage.Knowledge, today);
        foreach (var fault in log.Faults(live.Triage.Knowledge, today)) context.AddFailure(read is not null && fault.Field == "rows" ? "text" : fault.Field, Message(fault, read));
        if (read is { IsTooLong: true }) context.AddFailure("text", CallLog.TooMany);
    });

    private static string Message(CallLogFault fault, ReadCalls? read) =>
        read is not { Calls.Count: 0 } ? fault.Message
        : read.Unread.FirstOrDefault() is { } first ? $"没有读到打进来的电话；第 {first.Line} 行：{first.Reason}"
        : "没有读到打进来的电话：要有表头（时间、号码、类型、时长），或者一行写一通。";
}
