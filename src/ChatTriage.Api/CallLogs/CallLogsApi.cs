using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Operations;
using ChatTriage.Api.Questions;
using ChatTriage.CallLogs;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace ChatTriage.Api.CallLogs;

/// <summary>Which calls of a log break which rules.</summary>
internal static class CallLogsApi
{
    /// <summary>The largest body in bytes: 10,000 calls with a sentence each fit.</summary>
    private const long LargestBody = 8 * 1024 * 1024;

    public static IServiceCollection AddCallLogs(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<CallLogRequest>, CallLogRequestValidator>();
        return services;
    }

    public static RouteGroupBuilder MapCallLogs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/call-logs").WithTags("来电记录 Call logs");
        group.MapPost("/check", Check).Validate<CallLogRequest>().WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .WithSummary("查来电记录：哪些电话碰到哪些规则 Which calls break which rules, and how strongly each rule binds")
            .WithDescription("时段、接通次数、未接通次数、第三人、威胁、冒充，分开按规则查；每条规则写明是法律、规章、推荐性标准还是行业自律，从施行那天算起。 Hours, answered calls, unanswered attempts, third persons, threats, impersonation, each by its own rule from its first day; what is no law is not called so.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        return group;
    }

    private static CallLogResponse Check(CallLogRequest request, LiveKnowledge live, TimeProvider time)
    {
        var knowledge = live.Triage.Knowledge;
        var (log, read) = request.ToLog(knowledge, ChinaTime.Today(time));
        return CallLogResponse.From(CheckedCallLog.Of(log, knowledge), read, request.Collectors is { Count: > 0 }, knowledge);
    }
}
