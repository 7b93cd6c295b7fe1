using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Operations;
using ChatTriage.Api.Questions;
using ChatTriage.Deadlines;
using ChatTriage.Loans;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace ChatTriage.Api.Calculators;

/// <summary>What a loan really costs, and until when somebody has to act.</summary>
internal static class CalculatorsApi
{
    /// <summary>The largest body in bytes: 10,000 payments fit several times.</summary>
    private const long LargestBody = 4 * 1024 * 1024;

    public static IServiceCollection AddCalculators(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<AnnualRateRequest>, AnnualRateRequestValidator>();
        services.AddSingleton<IValidator<DeadlineRequest>, DeadlineRequestValidator>();
        return services;
    }

    public static RouteGroupBuilder MapCalculators(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/calculators").WithTags("计算 Calculators");
        group.MapPost("/annual-rate", AnnualRate).Validate<AnnualRateRequest>().WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("真实年利率，对照合同那天的上限 The true annual rate, against the caps in force on the day of the contract")
            .WithDescription("按实际到账和每笔付款算，单利、复利都给。上限是法院适用的、法院政策还是监管口径，分开写明。 From what arrived and what is paid; simple and compounded. What a court applies, court policy and guidance are told apart.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapGet("/deadline", DeadlineKinds)
            .WithSummary("能算的期限：谁来办、从哪天起算、有多长 The deadlines: who has to act, what starts them, how long they run");
        group.MapPost("/deadline", CountDeadline).Validate<DeadlineRequest>()
            .WithSummary("期限的最后一天，按法律和放假安排算 The last day of a deadline, by the law and the official holidays")
            .WithDescription("从给出的那天算起，写明谁来办、怎么数、依据是什么；放假安排没有公布的年份只给大概的日子。期限过没过，由法院或者受理机关认定。 Counted from the day given; in a year without announced holidays the date is approximate. Courts and offices decide whether it was kept.");
        return group;
    }

    private static AnnualRateResponse AnnualRate(AnnualRateRequest request, LiveKnowledge live) =>
        AnnualRateResponse.From(LoanCost.Of(request.ToLoan(), live.Triage.Knowledge));

    private static IEnumerable<DeadlineKindResponse> DeadlineKinds(LiveKnowledge live, TimeProvider time)
    {
        var today = ChinaTime.Today(time);
        return live.Triage.Knowledge.Deadlines.Rules.Values.Select(rule => DeadlineKindResponse.From(rule, today));
    }

    private static DeadlineResponse CountDeadline(DeadlineRequest request, LiveKnowledge live, TimeProvider time) =>
        DeadlineResponse.From(Deadline.Of(request.Kind!, request.Date!.Value, request.AsOf ?? ChinaTime.Today(time), live.Triage.Knowledge));
}
