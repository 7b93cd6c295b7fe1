namespace ChatTriage.Api.Conversations;

/// <summary>Configuration <c>Conversations:*</c>.</summary>
internal sealed record ConversationOptions
{
    /// <summary>How many hours a conversation is remembered after its last turn, above 0 and at most 720. Default 24.</summary>
    public double Hours { get; init; } = 24;

    /// <summary>For how many hours the masked words of a question are kept, 0 to 72. Default 0: not at all.</summary>
    public double StoreQuestionsHours { get; init; }

    /// <summary>The time for which a conversation is remembered after its last turn.</summary>
    public TimeSpan Lifetime => TimeSpan.FromHours(Hours);
}
