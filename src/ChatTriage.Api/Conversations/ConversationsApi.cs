using ChatTriage.Api.Questions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Api.Conversations;

/// <summary>What is remembered of a conversation, and how to have it forgotten.</summary>
internal static class ConversationsApi
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration("Conversations")
            .Validate(options => options.Hours is > 0 and <= 720, "Conversations:Hours must be above 0 and at most 720.")
            .Validate(options => options.Most is >= 1 and <= 10_000_000, "Conversations:Most must be from 1 to 10,000,000.")
            .ValidateOnStart();
        services.AddSingleton<ConversationStore>();
        return services;
    }

    public static RouteGroupBuilder MapConversations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/conversations").WithTags("会话 Conversations");
        group.MapGet("/{id}", Get).WithSummary("这个会话记住了什么：只有情况，没有原话 What is remembered: facts, never words").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", Forget).WithSummary("彻底忘记这个会话 Forget it for good");
        return group;
    }

    /// <param name="id" example="kZ0m2vXq3Yt8b1LwQ9sRfA">会话编号 The conversation id</param>
    /// <param name="conversations">The store.</param>
    private static Results<Ok<ConversationResponse>, NotFound> Get(string id, ConversationStore conversations) =>
        conversations.Find(id) is { } conversation ? TypedResults.Ok(ToResponse(conversation)) : TypedResults.NotFound();

    /// <param name="id" example="kZ0m2vXq3Yt8b1LwQ9sRfA">会话编号 The conversation id</param>
    /// <param name="conversations">The store.</param>
    private static NoContent Forget(string id, ConversationStore conversations)
    {
        conversations.Forget(id);
        return TypedResults.NoContent();
    }

    private static ConversationResponse ToResponse(Conversation conversation) => new()
    {
        Id = conversation.Id,
        Facts = [.. conversation.Facts.Select(AnswerMapping.ToResponse)],
        Topics = conversation.Topics,
        CreatedAt = conversation.CreatedAt,
        ExpiresAt = conversation.ExpiresAt,
    };
}

/// <summary>一个会话记住的内容 What is remembered of a conversation.</summary>
internal sealed record ConversationResponse
{
    /// <summary>会话编号 Conversation id.</summary>
    /// <example>kZ0m2vXq3Yt8b1LwQ9sRfA</example>
    public required string Id { get; init; }

    /// <summary>记住的情况 The facts.</summary>
    public required IReadOnlyList<FactResponse> Facts { get; init; }

    /// <summary>最近谈到的话题 The topics of the last turn.</summary>
    /// <example>["contact-harassment"]</example>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>何时开始 When it began.</summary>
    /// <example>2026-11-23T08:00:00+00:00</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>何时忘记 When it is forgotten.</summary>
    /// <example>2026-11-24T08:00:00+00:00</example>
    public required DateTimeOffset ExpiresAt { get; init; }
}
