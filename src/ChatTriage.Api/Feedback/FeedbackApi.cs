using ChatTriage.Api.Operations;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Api.Feedback;

/// <summary>Whether an answer helped, and why not.</summary>
internal static class FeedbackApi
{
    public static IServiceCollection AddFeedback(this IServiceCollection services)
    {
        services.AddOptions<FeedbackOptions>().BindConfiguration("Feedback")
            .Validate(options => options.Days is >= 1 and <= 3650, "Feedback:Days must be from 1 to 3650.").ValidateOnStart();
        services.AddSingleton<FeedbackStore>();
        services.AddSingleton<IValidator<FeedbackRequest>, FeedbackRequestValidator>();
        return services;
    }

    public static RouteGroupBuilder MapFeedback(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/answers").WithTags("反馈 Feedback");
        group.MapPost("/{id}/feedback", Give).Validate<FeedbackRequest>().WithSummary("这个回答有没有帮助 Whether an answer helped")
            .WithDescription("意见会先遮住个人信息再保存，只跟回答编号、话题和知识库版本连在一起；再发一次会代替前一次。 The comment is masked before it is kept; a second one takes the place of the first.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return group;
    }

    /// <param name="id" example="0193a5c2-7c1e-7a10-9b53-1f0c2d3e4f50">回答编号 Id of the answer</param>
    /// <param name="request">What the reader says.</param>
    /// <param name="feedback">The store.</param>
    /// <param name="cancellationToken">Ends when the client leaves.</param>
    private static async Task<Results<NoContent, NotFound>> Give(string id, FeedbackRequest request, FeedbackStore feedback, CancellationToken cancellationToken) =>
        await feedback.KeepAsync(id, request.Helpful!.Value, request.Comment, cancellationToken) ? TypedResults.NoContent() : TypedResults.NotFound();
}

/// <summary>对一个回答的看法 What a reader says of an answer.</summary>
internal sealed record FeedbackRequest
{
    /// <summary>有没有帮助 Whether it helped.</summary>
    /// <example>true</example>
    public bool? Helpful { get; init; }

    /// <summary>意见，最多 500 字，可以不写；请不要写姓名和号码 A comment of at most 500 characters, or null; please no names or numbers.</summary>
    /// <example>没有说到分期的情况</example>
    public string? Comment { get; init; }
}

/// <summary>Checks feedback.</summary>
internal sealed class FeedbackRequestValidator : AbstractValidator<FeedbackRequest>
{
    private const int MostCharacters = 500;

    public FeedbackRequestValidator()
    {
        RuleFor(request => request.Helpful).NotNull().WithMessage("请说明有没有帮助：true 或 false。");
        RuleFor(request => request.Comment).MaximumLength(MostCharacters).WithMessage($"意见太长，最多 {MostCharacters} 字。")
            .Must(text => text is null || !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))).WithMessage("意见里有不能显示的控制字符，请去掉。");
    }
}
