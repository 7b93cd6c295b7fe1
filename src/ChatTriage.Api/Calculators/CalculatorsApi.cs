using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Operations;
using ChatTriage.Loans;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace ChatTriage.Api.Calculators;

/// <summary>What a loan really costs.</summary>
internal static class CalculatorsApi
{
    /// <summary>The largest body in bytes: 10,000 payments fit several times.</summary>
    private const long LargestBody = 4 * 1024 * 1024;

    public static IServiceCollection AddCalculators(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<AnnualRateRequest>, AnnualRateRequestValidator>();
        return services;
    }

    public static RouteGroupBuilder MapCalculators(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/calculators").WithTags("计算 Calculators");
        group.MapPost("/annual-rate", AnnualRate).Validate<AnnualRateRequest>().WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("真实年利率，对照合同那天的上限 The true annual rate, against the caps in force on the day of the contract")
            .WithDescription("按实际到账和每笔付款算，单利、复利都给。上限是法院适用的、法院政策还是监管口径，分开写明。 From what arrived and what is paid; simple and compounded. What a court applies, court policy and guidance are told apart.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        return group;
    }

    private static AnnualRateResponse AnnualRate(AnnualRateRequest request, LiveKnowledge live) =>
        AnnualRateResponse.From(LoanCost.Of(request.ToLoan(), live.Triage.Knowledge));
}
