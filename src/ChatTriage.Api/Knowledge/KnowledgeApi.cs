using ChatTriage.Api.Questions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatTriage.Api.Knowledge;

/// <summary>The vocabulary, the law and the articles, for front ends and for reading.</summary>
internal static class KnowledgeApi
{
    public static IServiceCollection AddKnowledge(this IServiceCollection services)
    {
        services.AddOptions<KnowledgeOptions>().BindConfiguration("Knowledge");
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<LiveKnowledge>();
        return services;
    }

    public static IEndpointRouteBuilder MapKnowledge(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1").WithTags("知识 Knowledge");
        group.MapGet("/topics", Topics).WithSummary("话题 What a question can be about");
        group.MapGet("/facts", Facts).WithSummary("情况：类型、选项、问法 Facts: types, options, and the questions that ask for them");
        group.MapGet("/channels", Channels).WithSummary("求助与投诉的去处 Where to turn");
        group.MapGet("/laws/{id}", GetLaw).WithSummary("一部法律或规则，连同各个版本 An instrument with its dated versions").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/articles/{id}", GetArticle).WithSummary("一篇文章 An article").ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/articles/{id}", ReadArticle).WithTags("知识 Knowledge").WithSummary("一篇文章的网页 An article as a readable page")
            .Produces<string>(contentType: "text/html").ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    private static IEnumerable<TopicDescription> Topics(LiveKnowledge live) => live.Triage.Knowledge.Topics.Values
        .Select(topic => new TopicDescription { Id = topic.Id, Name = topic.Name, Description = topic.Description });

    private static IEnumerable<FactDescription> Facts(LiveKnowledge live) => live.Triage.Knowledge.Facts.Values.Select(fact => new FactDescription
    {
        Id = fact.Id,
        Type = fact.Type,
        Label = fact.Label,
        Unit = fact.Unit,
        Min = fact.Min,
        Max = fact.Max,
        Question = fact.Question,
        Options = [.. fact.Options.Select(option => new OptionResponse { Value = FactJson.Write(option.Value), Label = option.Label })],
    });

    private static IEnumerable<ChannelResponse> Channels(LiveKnowledge live) => live.Triage.Knowledge.Channels.Values.Select(AnswerMapping.ToResponse);

    /// <param name="id" example="public-security-administration-punishments-law">法律编号，来自 basis.law Id of the instrument, from basis.law</param>
    /// <param name="live">The knowledge that serves.</param>
    private static Results<Ok<LawResponse>, NotFound> GetLaw(string id, LiveKnowledge live) =>
        live.Triage.Knowledge.Laws.TryGetValue(id, out var law) ? TypedResults.Ok(LawResponse.From(law)) : TypedResults.NotFound();

    /// <param name="id" example="answering-the-call">文章编号，来自 citations.articleId Id of the article, from citations.articleId</param>
    /// <param name="live">The knowledge that serves.</param>
    private static Results<Ok<ArticleResponse>, NotFound> GetArticle(string id, LiveKnowledge live)
    {
        var knowledge = live.Triage.Knowledge;
        return knowledge.Articles.TryGetValue(id, out var article) ? TypedResults.Ok(ArticleResponse.From(article, knowledge)) : TypedResults.NotFound();
    }

    /// <param name="id" example="answering-the-call">文章编号 Id of the article</param>
    /// <param name="live">The knowledge that serves.</param>
    /// <param name="time">The clock.</param>
    private static Results<ContentHttpResult, NotFound> ReadArticle(string id, LiveKnowledge live, TimeProvider time)
    {
        var knowledge = live.Triage.Knowledge;
        return knowledge.Articles.TryGetValue(id, out var article)
            ? TypedResults.Content(ArticlePage.Render(article, knowledge, ChinaTime.Today(time)), "text/html; charset=utf-8")
            : TypedResults.NotFound();
    }
}
