using ChatTriage.Api.Knowledge;
using ChatTriage.Api.SharedMemory;
using ChatTriage.Api.Storage;

namespace ChatTriage.Api.Operations;

/// <summary>Probes for whatever runs the service.</summary>
internal static class HealthApi
{
    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("运行 Operations");
        group.MapGet("/live", Live).WithSummary("进程在运行 The process runs");
        group.MapGet("/ready", Ready).WithSummary("可以回答 It can answer; tells the knowledge version, and what is not as it should be");
        return routes;
    }

    private static HealthResponse Live() => new() { Status = "ok" };

    /// <summary>Always 200: a node whose storage is away still answers emergencies, and taking all nodes out would end even that.</summary>
    private static async Task<ReadyResponse> Ready(LiveKnowledge knowledge, Database database, ISharedMemory memory, CancellationToken cancellationToken)
    {
        var (triage, _, _, _, loadedAt, refused) = knowledge.State;
        var isStored = await database.IsReachableAsync(cancellationToken);
        var announced = await KnowledgeAnnouncer.AnnouncedAsync(memory);
        var isCurrent = announced is null || announced == triage.Knowledge.Version;
        return new ReadyResponse
        {
            Status = refused.Count == 0 && isStored && isCurrent && memory.State != MemoryState.Unavailable ? "ok" : "degraded",
            KnowledgeVersion = triage.Knowledge.Version,
            KnowledgeLoadedAt = loadedAt,
            RefusedEdit = [.. refused.Select(error => error.ToString())],
            AnnouncedKnowledgeVersion = announced,
            Storage = isStored ? "ok" : "unavailable",
            SharedMemory = memory.State,
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
    /// <summary>ok；degraded = 能回答，但下面有一项不正常 ok, or degraded: it answers, but something below is not as it should be.</summary>
    /// <example>ok</example>
    public required string Status { get; init; }

    /// <summary>正在使用的知识库版本 The knowledge version that serves.</summary>
    /// <example>3f9c2a7be01d4c55</example>
    public required string KnowledgeVersion { get; init; }

    /// <summary>何时载入 When it was loaded.</summary>
    /// <example>2026-11-23T08:00:00+00:00</example>
    public required DateTimeOffset KnowledgeLoadedAt { get; init; }

    /// <summary>被拒绝的修改：文件、行、错误与改法，仍用上一版 Faults of the refused edit: file, line, fault and cure; the one before serves.</summary>
    /// <example>[]</example>
    public required IReadOnlyList<string> RefusedEdit { get; init; }

    /// <summary>别的节点最近公布的知识库版本 The version that a node announced lately; null when none did.</summary>
    /// <example>null</example>
    public required string? AnnouncedKnowledgeVersion { get; init; }

    /// <summary>存储：ok 或 unavailable（此时只回答紧急情况） The storage: ok, or unavailable (then only emergencies are answered).</summary>
    /// <example>ok</example>
    public required string Storage { get; init; }

    /// <summary>共享内存：local 单机，shared 正常，unavailable = Redis 连不上，各节点各记各的 local: one node; shared; unavailable: Redis is away, and each node keeps its own.</summary>
    /// <example>local</example>
    public required MemoryState SharedMemory { get; init; }
}
