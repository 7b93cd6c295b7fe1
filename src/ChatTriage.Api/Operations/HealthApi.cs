using ChatTriage.Api.Knowledge;

namespace ChatTriage.Api.Operations;

/// <summary>Probes for whatever runs the service.</summary>
internal static class HealthApi
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("运行 Operations");
        group.MapGet("/live", Live).WithSummary("进程在运行 The process runs");
        group.MapGet("/ready", Ready).WithSummary("可以回答 It can answer; tells the knowledge version and whether the last edit was refused");
        return routes;
    }

    private static HealthResponse Live() => new() { Status = "ok" };

    private static ReadyResponse Ready(LiveKnowledge knowledge)
    {
        var (triage, _, _, _, loadedAt, refused) = knowledge.State;
        return new ReadyResponse
        {
            Status = refused.Count == 0 ? "ok" : "degraded",
            KnowledgeVersion = triage.Knowledge.Version,
            KnowledgeLoadedAt = loadedAt,
            RefusedEdit = [.. refused.Select(error => error.ToString())],
        };
    }
}

/// <summary>存活 Liveness.</summary>
internal sealed record HealthResponse
{
    /// <summary>总是 ok Always ok.</summary>
    /// <example>ok</example>
    public required string Status { get; init; }
}

/// <summary>就绪 Readiness.</summary>
internal sealed record ReadyResponse
{
    /// <summary>ok;degraded = 最近一次修改知识库有错，仍用上一版 the last edit of the knowledge base was refused, the one before serves.</summary>
    /// <example>ok</example>
    public required string Status { get; init; }

    /// <summary>正在使用的知识库版本 The knowledge version that serves.</summary>
    /// <example>3f9c2a7be01d4c55</example>
    public required string KnowledgeVersion { get; init; }

    /// <summary>何时载入 When it was loaded.</summary>
    /// <example>2026-11-23T08:00:00+00:00</example>
    public required DateTimeOffset KnowledgeLoadedAt { get; init; }

    /// <summary>被拒绝的修改：文件、行、错误与改法 Faults of the refused edit: file, line, fault and cure.</summary>
    /// <example>[]</example>
    public required IReadOnlyList<string> RefusedEdit { get; init; }
}
