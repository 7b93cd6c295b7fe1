using ChatTriage.Api.Conversations;
using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Operations;
using ChatTriage.Knowledge;
using FluentValidation;

namespace ChatTriage.Api.Questions;

/// <summary>The main job: a question goes in, an answer comes out.</summary>
internal static class QuestionsApi
{
    public static IServiceCollection AddQuestions(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<QuestionRequest>, QuestionRequestValidator>();
        return services;
    }

    public static RouteGroupBuilder MapQuestions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/questions").WithTags("提问 Questions");
        group.MapPost("/", Ask).Validate<QuestionRequest>()
            .WithSummary("提问，得到带出处的回答和权利清单 Ask a question, get a cited answer wrapped in a rights checklist")
            .WithDescription("不需要模型，也不需要密钥。问到范围以外的事也回 200，说明原因和该去哪里。 Needs no model and no key. What is out of scope is answered with 200 too: the reason, and where to go.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        return group;
    }

    private static AnswerResponse Ask(QuestionRequest request, LiveKnowledge live, ConversationStore conversations, TimeProvider time)
    {
        var triage = live.Triage;
        var conversation = conversations.Open(request.ConversationId);
        var answer = triage.Ask(new Question(
            request.Question!, [.. conversation.Facts.Where(fact => IsStillDefined(fact, triage.Knowledge)), .. FactsOf(request, triage.Knowledge)],
            request.AsOf is { } day && Dates.TryParse(day, out var asOf) ? asOf : ChinaTime.Today(time)));
        conversations.Remember(conversation, answer, triage.Knowledge);
        return AnswerMapping.ToResponse(answer, conversation.Id, triage.Knowledge);
    }

    /// <summary>The knowledge base may have been edited since the fact was remembered.</summary>
    private static bool IsStillDefined(Fact fact, KnowledgeBase knowledge) =>
        knowledge.Facts.TryGetValue(fact.Id, out var definition) && definition.Fault(fact.Value) is null;

    private static IEnumerable<Fact> FactsOf(QuestionRequest request, KnowledgeBase knowledge) =>
        from fact in request.Facts ?? []
        let definition = knowledge.Facts.GetValueOrDefault(fact.Key)
        where definition is not null
        let value = FactJson.Read(fact.Value, definition)
        where value is not null
        select new Fact(fact.Key, value, FactSource.Request);
}
