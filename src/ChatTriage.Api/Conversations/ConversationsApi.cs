using ChatTriage.Api.SharedMemory;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Api.Conversations;

/// <summary>What is remembered of a conversation, and how to have it forgotten.</summary>
internal static class ConversationsApi
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddOptions<ConversationOptions>().BindConfiguration("Conversations")
            .Validate(options => options.Hours is > 0 and <= 720, "Conversations:Hours must be above 0 and at most 720.")
            .Validate(options => options.StoreQuestionsHours is >= 0 and <= 72, "Conversations:StoreQuestionsHours must be from 0 (questions are not kept) to 72.")
            .ValidateOnStart();
        services.AddSingleton<ConversationStore>();
        services.AddHostedService<ConversationSweeper>();
        return services;
    }

    public static RouteGroupBuilder MapConversations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/conversations").WithTags("会话 Conversations").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{id}", Get).WithSummary("这个会话记住了什么：只有情况，没有原话 What is remembered: facts, never words").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", Forget).WithSummary("彻底忘记这个会话 Forget it for good");
        return group;
    }

    /// <param name="id" example="kZ0m2vXq3Yt8b1LwQ9sRfA">会话编号 The conversation id</param>
    /// <param name="conversations">The store.</param>
    /// <param name="cancellationToken">Ends when the client leaves.</param>
    private static async Task<Results<Ok<ConversationResponse>, NotFound>> Get(string id, ConversationStore conversations, CancellationToken cancellationToken) =>
        await conversations.FindAsync(id, cancellationToken) is { } conversation ? TypedResults.Ok(ConversationResponse.From(conversation)) : TypedResults.NotFound();

    /// <param name="id" example="kZ0m2vXq3Yt8b1LwQ9sRfA">会话编号 The conversation id</param>
    /// <param name="conversations">The store.</param>
    /// <param name="memory">What nodes share.</param>
    /// <param name="cancellationToken">Ends when the client leaves.</param>
    private static async Task<NoContent> Forget(string id, ConversationStore conversations, ISharedMemory memory, CancellationToken cancellationToken)
    {
        await memory.ForgetAsync(id);
        await conversations.ForgetAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }
}
