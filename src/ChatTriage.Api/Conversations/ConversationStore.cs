using System.Buffers.Text;
using System.Security.Cryptography;
using ChatTriage.Knowledge;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Conversations;

/// <summary>What is remembered of a conversation: facts and topics, never the words of a question.</summary>
internal sealed record Conversation(string Id, IReadOnlyList<Fact> Facts, IReadOnlyList<string> Topics, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The facts that still mean something: the knowledge base may have been edited since they were remembered.</summary>
    public IEnumerable<Fact> FactsIn(KnowledgeBase knowledge) =>
        Facts.Where(fact => knowledge.Facts.TryGetValue(fact.Id, out var definition) && definition.Fault(fact.Value) is null);
}

/// <summary>Configuration <c>Conversations:*</c>.</summary>
internal sealed record ConversationOptions
{
    /// <summary>How many hours a conversation is remembered after its last turn. Default 24.</summary>
    public double Hours { get; init; } = 24;

    /// <summary>How many conversations are kept at most; beyond that the least recently used go first. Default 50,000.</summary>
    public int Most { get; init; } = 50_000;
}

/// <summary>Conversations in this process's memory. Ids are 128 random bits; nothing survives a restart.</summary>
internal sealed class ConversationStore(IOptions<ConversationOptions> options, TimeProvider time) : IDisposable
{
    private const double RoomToMake = 0.05;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = options.Value.Most });

    /// <summary>The conversation with that id, or a new one when it is unknown or has expired.</summary>
    public Conversation Open(string? id)
    {
        if (Find(id) is { } known) return known;
        var now = time.GetUtcNow();
        return new Conversation(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), [], [], now, now + Lifetime);
    }

    /// <summary>The conversation with that id; null when it is unknown or has expired.</summary>
    public Conversation? Find(string? id) =>
        id is not null && cache.TryGetValue(id, out Conversation? known) && known!.ExpiresAt > time.GetUtcNow() ? known : null;

    /// <summary>Begins a conversation under an id that the caller derives and that nobody else can guess, unless it is under way.</summary>
    public void Reserve(string id)
    {
        var now = time.GetUtcNow();
        if (Find(id) is null) Set(new Conversation(id, [], [], now, now + Lifetime));
    }

    /// <summary>Keeps what the answer established. Facts about a moment of danger are not kept: the next question is answered anew.</summary>
    public void Remember(Conversation conversation, Answer answer, KnowledgeBase knowledge)
    {
        var facts = answer.Facts.Where(fact => !knowledge.Facts[fact.Id].IsMomentary)
            .Select(fact => fact with { Source = FactSource.Conversation, Quote = null }).ToArray();
        var topics = answer.Understood.Topics.Select(topic => topic.TopicId).DefaultIfEmpty().OfType<string>().ToArray();
        var kept = conversation with
        {
            Facts = facts,
            Topics = topics.Length > 0 ? topics : conversation.Topics,
            ExpiresAt = time.GetUtcNow() + Lifetime,
        };
        Set(kept);
        // A full cache refuses the new entry: make room by the least recently used, then try again.
        if (cache.TryGetValue(kept.Id, out _)) return;
        cache.Compact(RoomToMake);
        Set(kept);
    }

    /// <summary>Forgets the conversation for good.</summary>
    public void Forget(string id) => cache.Remove(id);

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    private void Set(Conversation kept) =>
        cache.Set(kept.Id, kept, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });

    private TimeSpan Lifetime => TimeSpan.FromHours(options.Value.Hours);
}
