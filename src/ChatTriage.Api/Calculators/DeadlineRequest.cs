using ChatTriage.Api.Knowledge;
using ChatTriage.Deadlines;
using FluentValidation;

namespace ChatTriage.Api.Calculators;

/// <summary>一个期限从哪天起算 A deadline and the day that starts it.</summary>
internal sealed record DeadlineRequest
{
    /// <summary>哪一种期限，值见 GET /api/v1/calculators/deadline Which deadline; the values are in GET /api/v1/calculators/deadline.</summary>
    /// <example>payment-order-objection</example>
    public string? Kind { get; init; }

    /// <summary>起算的那一天，例如收到文书那天 The day of the event, for example of service.</summary>
    /// <example>2026-11-20</example>
    public DateOnly? Date { get; init; }

    /// <summary>从哪一天看还剩几天，默认今天（北京时间） The day from which the days left are counted; default today in Asia/Shanghai.</summary>
    /// <example>2026-11-25</example>
    public DateOnly? AsOf { get; init; }
}

/// <summary>Checks that the fields are there, then lets the engine look at them.</summary>
internal sealed class DeadlineRequestValidator : AbstractValidator<DeadlineRequest>
{
    public DeadlineRequestValidator(LiveKnowledge live) => RuleFor(request => request).Custom((request, context) =>
    {
        if (request.AsOf is { Year: < 1990 or > 2100 }) context.AddFailure("asOf", "日期要在 1990-01-01 到 2100-12-31 之间。");
        if (string.IsNullOrEmpty(request.Kind)) context.AddFailure("kind", "这一项要填，可用的见 GET /api/v1/calculators/deadline。");
        if (request.Date is null) context.AddFailure("date", "这一项要填，写成 yyyy-MM-dd，例如 2026-11-20。");
        if (request is not { Kind.Length: > 0, Date: { } date }) return;
        foreach (var fault in Deadline.Faults(request.Kind, date, live.Triage.Knowledge)) context.AddFailure(fault.Field, fault.Message);
    });
}
