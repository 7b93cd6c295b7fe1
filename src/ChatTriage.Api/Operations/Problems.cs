using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace ChatTriage.Api.Operations;

/// <summary>Errors as problem details (RFC 9457): a stable type, words for people, the trace id, and never what went on inside.</summary>
internal static class Problems
{
    /// <summary>The largest body that is read, in bytes: a question of 4,000 characters with all facts fits many times.</summary>
    private const long LargestBody = 64 * 1024;

    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        // First in line, so that an error is said in JSON whatever the client accepts.
        services.AddSingleton<IProblemDetailsWriter, JsonProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<BadRequestHandler>();
        // A body that cannot be read becomes an exception that the handler turns into a problem naming the field.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static void LimitRequests(this IWebHostBuilder host) => host.ConfigureKestrel(kestrel =>
    {
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.AddServerHeader = false;
    });

    /// <summary>The problem of an error inside, for a response that has begun already.</summary>
    public static ProblemDetails Internal(HttpContext context)
    {
        var problem = new ProblemDetails { Status = StatusCodes.Status500InternalServerError };
        Complete(problem, context);
        return problem;
    }

    private static void Complete(ProblemDetails problem, HttpContext context)
    {
        var status = problem.Status ?? context.Response.StatusCode;
        problem.Type = $"urn:chattriage:problem:{Name(status)}";
        problem.Title = Title(status);
        if (status == StatusCodes.Status413PayloadTooLarge) problem.Detail = $"这里一次最多收 {Limit(context) / 1024} KB，请分几次发。";
        problem.Extensions["traceId"] = Activity.Current?.Id ?? context.TraceIdentifier;
    }

    private static long Limit(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? LargestBody;

    private static string Name(int status) => status switch
    {
        400 => "invalid-request",
        404 => "not-found",
        405 => "method-not-allowed",
        413 => "too-large",
        415 => "not-json",
        429 => "too-many-requests",
        503 => "unavailable",
        _ => status >= 500 ? "internal" : "rejected",
    };

    private static string Title(int status) => status switch
    {
        400 => "请求的内容有误，请按 errors 里的说明修改。",
        404 => "没有找到。",
        405 => "这个地址不接受这种方法。",
        413 => "请求太大。",
        415 => "请用 application/json 发送。",
        429 => "问得太密了，请等一会儿再试。急事请打 110。",
        503 => "服务暂时忙不过来，请过一会儿再试。急事请打 110。",
        _ => status >= 500 ? "服务暂时出错了，请稍后再试。急事请打 110。" : "请求没有被接受。",
    };

    /// <summary>Says which field of an unreadable body is at fault.</summary>
    private sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            if (exception is not BadHttpRequestException bad) return false;
            context.Response.StatusCode = bad.StatusCode;
            var problem = bad.StatusCode == StatusCodes.Status400BadRequest
                ? new HttpValidationProblemDetails(Fault(bad.InnerException as JsonException)) { Status = bad.StatusCode }
                : new ProblemDetails { Status = bad.StatusCode };
            await problems.WriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem });
            return true;
        }

        private static Dictionary<string, string[]> Fault(JsonException? fault)
        {
            // $.facts or $.rows[0].tags[1], or $['as of'] where the name is no plain word.
            var field = fault?.Path switch
            {
                { Length: > 5 } path when path.StartsWith("$['", StringComparison.Ordinal) => path[3..].TrimEnd(']', '\''),
                { Length: > 2 } path => path[1..].TrimStart('.'),
                _ => "body",
            };
            return new Dictionary<string, string[]>
            {
                [field] = [field == "body" ? "请求体要是一个 JSON 对象，各项的写法见 /swagger。" : "这一项不认识，或者类型、写法不对；日期写成 yyyy-MM-dd，而且要真有这一天。"],
            };
        }
    }

    private sealed class JsonProblemWriter : IProblemDetailsWriter
    {
        public bool CanWrite(ProblemDetailsContext context) => true;

        public async ValueTask WriteAsync(ProblemDetailsContext context)
        {
            Complete(context.ProblemDetails, context.HttpContext);
            await context.HttpContext.Response.WriteAsJsonAsync(
                context.ProblemDetails, context.ProblemDetails.GetType(), options: null, "application/problem+json", context.HttpContext.RequestAborted);
        }
    }
}
