using System.Text;
using ChatTriage.Api.Conversations;
using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Operations;
using ChatTriage.Api.Questions;
using ChatTriage.Knowledge;
using ChatTriage.Letters;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ChatTriage.Api.Letters;

/// <summary>Letters that the borrower can send: which there are, and one filled in.</summary>
internal static class LettersApi
{
    public static IServiceCollection AddLetters(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<LetterRequest>, LetterRequestValidator>();
        return services;
    }

    public static RouteGroupBuilder MapLetters(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/letters").WithTags("信函 Letters");
        group.MapGet("/", List).WithSummary("有哪些信，各要填什么 Which letters there are, and what each asks for");
        group.MapPost("/{id}", Write).Validate<LetterRequest>()
            .WithSummary("填一封信：文字、Markdown 或 Word 文档 A letter filled in: text, Markdown or a Word document")
            .WithDescription("没填的留成看得见的空格，不替人编。只写那一天有效的条文。 What is not filled in stays a visible blank; only provisions in force on the day are cited. No model writes here.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain", "text/markdown").Produces(StatusCodes.Status200OK, contentType: LetterDocument.MediaType)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        return group;
    }

    private static IEnumerable<LetterDescription> List(LiveKnowledge live) => live.Triage.Knowledge.Letters.Values.Select(LetterDescription.From);

    /// <param name="id" example="stop-contacting-third-parties">信的编号，来自 letters.id Id of the letter, from letters.id</param>
    /// <param name="request">What to fill in.</param>
    /// <param name="accept">What the client reads.</param>
    /// <param name="live">The knowledge that serves.</param>
    /// <param name="conversations">The store.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends when the client leaves.</param>
    private static async Task<Results<Ok<FilledLetterResponse>, ContentHttpResult, FileContentHttpResult, NotFound, ValidationProblem>> Write(
        string id, LetterRequest request, [FromHeader(Name = "Accept")] string? accept, LiveKnowledge live, ConversationStore conversations, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var knowledge = live.Triage.Knowledge;
        if (!knowledge.Letters.TryGetValue(id, out var template)) return TypedResults.NotFound();
        var writer = new LetterWriter(knowledge);
        var values = request.ReadValues();
        var situation = SituationOf(request, await conversations.FindAsync(request.ConversationId, cancellationToken), knowledge, time);
        if (writer.Faults(template, values, situation.AsOf).ToArray() is { Length: > 0 } faults)
            return TypedResults.ValidationProblem(faults.GroupBy(fault => fault.Field).ToDictionary(field => field.Key, field => field.Select(fault => fault.Message).ToArray()));

        var letter = writer.Write(template, values, situation);
        return (request.Format ?? FormatOf(accept)) switch
        {
            LetterFormat.Json => TypedResults.Ok(FilledLetterResponse.From(letter)),
            LetterFormat.Text => TypedResults.Text(LetterText.Plain(letter), "text/plain", Encoding.UTF8),
            LetterFormat.Markdown => TypedResults.Text(LetterText.Markdown(letter), "text/markdown", Encoding.UTF8),
            LetterFormat.Docx => TypedResults.File(LetterDocument.Write(letter), LetterDocument.MediaType, $"{letter.Title}.docx"),
        };
    }

    /// <summary>What is remembered of the conversation, then what the request says.</summary>
    private static Situation SituationOf(LetterRequest request, Conversation? conversation, KnowledgeBase knowledge, TimeProvider time)
    {
        var facts = new Dictionary<string, Fact>();
        foreach (var fact in (conversation?.FactsIn(knowledge) ?? []).Concat(FactJson.ReadAll(request.Facts, knowledge))) facts[fact.Id] = fact;
        return new Situation(
            facts, conversation?.Topics ?? [], Speaker.Borrower, IsReal: true,
            request.AsOf is { } day && Dates.TryParse(day, out var asOf) ? asOf : ChinaTime.Today(time));
    }

    private static LetterFormat FormatOf(string? accept) => accept switch
    {
        not null when accept.Contains(LetterDocument.MediaType, StringComparison.OrdinalIgnoreCase) => LetterFormat.Docx,
        not null when accept.Contains("text/markdown", StringComparison.OrdinalIgnoreCase) => LetterFormat.Markdown,
        not null when accept.Contains("text/plain", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase) => LetterFormat.Text,
        _ => LetterFormat.Json,
    };
}
