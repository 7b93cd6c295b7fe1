using ChatTriage.Api.Knowledge;

namespace ChatTriage.Api.SharedMemory;

/// <summary>
/// Tells the other nodes when a new knowledge base serves here, so that none waits for its own file events; and remembers what was
/// announced last, so that a node which cannot follow says so.
/// </summary>
internal sealed class KnowledgeAnnouncer(LiveKnowledge live, ISharedMemory memory) : IHostedService
{
    private const string Name = "announced knowledge version";

    /// <summary>A node that could not follow for so long has other troubles.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>The version that some node announced lately; null when none did.</summary>
    public static Task<string?> AnnouncedAsync(ISharedMemory memory) => memory.FindAsync(Name);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        live.Changed += Announce;
        await memory.ListenAsync(version =>
        {
            if (version != live.Triage.Knowledge.Version) live.ReloadSoon();
        });
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        live.Changed -= Announce;
        return Task.CompletedTask;
    }

    private void Announce(string version) => _ = AnnounceAsync(version);

    private async Task AnnounceAsync(string version)
    {
        await memory.KeepAsync(Name, version, Lifetime);
        await memory.AnnounceAsync(version);
    }
}
