using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Retrieval;

/// <summary>The second step: finds the few passages that an answer may cite.</summary>
public sealed class Retriever(KnowledgeBase knowledge)
{
    /// <summary>Under this relevance a passage does not answer the question, and it is not cited: most out-of-scope examples stay below.</summary>
    public const double Floor = 0.15;

    private const int MostPassages = 5;
    private const int MostOfFirstArticle = 3;
    private const int Candidates = 60;

    /// <summary>What belonging to the question's likeliest topic is worth, as a share of the score.</summary>
    private const double TopicBoost = 0.3;

    /// <summary>Text that no person has reviewed ranks below reviewed text of the same worth.</summary>
    private const double UnreviewedFactor = 0.8;

    /// <summary>From other articles than the first only what scores at least this share of the best.</summary>
    private const double OtherArticleShare = 0.5;

    private readonly PassageIndex index = new(knowledge.Articles.Values.SelectMany(Passage.Of));

    /// <summary>
    /// The passages that answer the question, best first: up to three of the best article, one each of others; none when nothing
    /// answers it, or when it is not ours to answer.
    /// </summary>
    public IReadOnlyList<ScoredPassage> Retrieve(UnderstoodQuestion question)
    {
        if (question.Scope != Scope.InScope) return [];
        var ranked = index.Search(question.Normalised, Candidates)
            .Select(hit => hit with { Score = hit.Score * Prior(hit.Passage.Article, question) })
            .OrderByDescending(hit => hit.Score).ToArray();
        if (ranked.Length == 0 || ranked[0].Relevance < Floor) return [];

        var best = ranked[0];
        var first = ranked.Where(hit => hit.Passage.Article == best.Passage.Article).Take(MostOfFirstArticle);
        var others = ranked.Where(hit => hit.Passage.Article != best.Passage.Article && hit.Score >= OtherArticleShare * best.Score)
            .DistinctBy(hit => hit.Passage.Article);
        return [.. first.Concat(others).Take(MostPassages)];
    }

    private static double Prior(Article article, UnderstoodQuestion question)
    {
        var topic = question.Topics.Where(topic => article.Topics.Contains(topic.TopicId))
            .Select(topic => article.Topics[0] == topic.TopicId ? topic.Score : topic.Score / 2).DefaultIfEmpty().Max();
        return (1 + TopicBoost * topic) * (article.Reviewed is null ? UnreviewedFactor : 1);
    }
}
