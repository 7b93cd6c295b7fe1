using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Api.Conversations;

/// <summary>What is remembered of a conversation: facts, topics and which answers it got, never the words of a question.</summary>
/// <param name="Id">128 random bits, or what nobody else can derive. Only its hash is stored.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="ExpiresAt">When it is forgotten, if no turn follows.</param>
internal sealed record Conversation(string Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The facts, each as it was said last.</summary>
    public IReadOnlyList<RememberedFact> Facts { get; init; } = [];

    /// <summary>The topics of the last turn that had any.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The article that answered last; null when none did.</summary>
    public string? ArticleId { get; init; }

    /// <summary>Who asked in that turn.</summary>
    public Speaker Speaker { get; init; }

    /// <summary>The last answers, the newest first.</summary>
    public IReadOnlyList<GivenAnswer> Answers { get; init; } = [];

    /// <summary>The masked questions, where the deployer keeps them for hours; the newest first.</summary>
    public IReadOnlyList<KeptQuestion> Questions { get; init; } = [];

    /// <summary>Nothing of it is stored yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>What stands for the conversation in the storage: whoever reads that cannot open the conversation.</summary>
    public string Key => KeyOf(Id);

    /// <summary>What a question may lean on; null for the first.</summary>
    public EarlierTurn? Before => Topics.Count == 0 && ArticleId is null ? null : new EarlierTurn(Topics, ArticleId, Speaker);

    /// <summary>An id that nobody can guess.</summary>
    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>SHA-256 of an id.</summary>
    public static string KeyOf(string id) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    /// <summary>The facts that still mean something: the knowledge base may have been edited since they were remembered.</summary>
    public IEnumerable<Fact> FactsIn(KnowledgeBase knowledge) => Facts.Select(fact => fact.Recalled)
        .Where(fact => knowledge.Facts.TryGetValue(fact.Id, out var definition) && definition.Fault(fact.Value) is null);
}

/// <summary>A fact, where it came from (the question's words or the request), and when.</summary>
internal sealed record RememberedFact(string Id, FactValue Value, FactSource Source, DateTimeOffset SaidAt)
{
    /// <summary>The fact as a later turn knows it.</summary>
    public Fact Recalled => new(Id, Value, FactSource.Conversation);
}

/// <summary>An answer that the conversation got, and what its reader said of it, masked.</summary>
internal sealed record GivenAnswer(string Id, DateTimeOffset At, bool? Helpful, string? Comment);

/// <summary>A question's masked words, and when they are deleted.</summary>
internal sealed record KeptQuestion(string Text, DateTimeOffset ExpiresAt);
