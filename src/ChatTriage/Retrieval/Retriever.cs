using ChatTriage.Knowledge;
using ChatTriage.Retrieval.Dense;
using ChatTriage.Retrieval.Indexing;
using ChatTriage.Understanding;

namespace ChatTriage.Retrieval;

/// <summary>The second step: finds the few passages that an answer may cite.</summary>
public sealed class Retriever(KnowledgeBase knowledge)
{
    private const int MostPassages = 5;
    private const int MostOfFirstArticle = 3;
    private const int Candidates = 60;

    /// <summary>
    /// What belonging to the question's likeliest topic is worth, as a share of the score. This and the three weights below are near those of a
    /// log-linear model (conditional logit over a question's articles) fitted on one half of the development questions and judged on the other, both ways.
    /// </summary>
    private const double TopicBoost = 0.55;

    /// <summary>What a verdict of the article's own for a stated fact is worth, as a share of the score.</summary>
    private const double FactBoost = 0.6;

    /// <summary>The same where the question only speaks of the fact that the verdict hangs on: it asks, fears or supposes it.</summary>
    private const double MentionBoost = 0.25;

    /// <summary>The power of the likelihood of the article that counts: it and the words partly say the same.</summary>
    private const double LikelihoodPower = 0.3;

    /// <summary>The likelihood of an article of which nothing was learned: a page that users brought.</summary>
    private const double UnknownLikelihood = 0.1;

    /// <summary>No article is less likely than this: the examples do not show everything that people ask.</summary>
    private const double LeastLikelihood = 1e-3;

    /// <summary>Text that no person has reviewed ranks below reviewed text of the same worth.</summary>
    private const double UnreviewedFactor = 0.8;

    /// <summary>From other articles than the first only what scores at least this share of the best.</summary>
    private const double OtherArticleShare = 0.2;

    /// <summary>From articles off the question's topics only what is at least this likely.</summary>
    private const double OffTopicLikelihood = 0.01;

    /// <summary>Passages that share this much of their terms say the same.</summary>
    private const double DuplicateShare = 0.7;

    private readonly PassageIndex index = new(knowledge);
    private readonly LikelyArticles likelyArticles = new(knowledge);

    /// <summary>
    /// The passages that answer the question: up to three of the best article, in its order, then one each of others that come near it; none
    /// when nothing answers it, or when it is not ours to answer.
    /// </summary>
    public IReadOnlyList<ScoredPassage> Retrieve(UnderstoodQuestion question, Situation situation, DenseScores? dense = null)
    {
        if (question.Scope != Scope.InScope) return [];
        var found = index.Search(question.Asked, Candidates);
        var likely = likelyArticles.Of(question.Asked);
        var ranked = (dense?.Add(found) ?? found).Select(hit => Weigh(hit, WorthOf(hit.Passage.Article, question, situation, likely)))
            .OrderByDescending(hit => hit.Score).ToArray();
        if (ranked.All(hit => hit.Relevance < Relevance.Floor)) return [];

        // Vectors may put first what words alone would not.
        var enough = Math.Min(Relevance.Floor, ranked[0].Relevance);
        var best = ranked.FirstOrDefault(hit => hit.Passage.Article.IsReviewed && hit.Relevance >= enough) ?? ranked[0];
        var first = ranked.Where(hit => hit.Passage.Article == best.Passage.Article).Take(MostOfFirstArticle)
            .OrderBy(hit => best.Passage.Article.Sections.TakeWhile(section => section.Heading != hit.Passage.Heading).Count());
        var others = ranked.Where(hit => hit.Passage.Article != best.Passage.Article && hit.Score >= OtherArticleShare * best.Score
            && (situation.Topics.Any(hit.Passage.Article.Topics.Contains) || likely.GetValueOrDefault(hit.Passage.Article.Id) >= OffTopicLikelihood))
            .OrderByDescending(hit => hit.Passage.Article.IsReviewed).DistinctBy(hit => hit.Passage.Article);
        return [.. WithoutDuplicates(first.Concat(others)).Take(MostPassages)];
    }

    /// <summary>Why a passage that was retrieved has its score: the numbers that multiply to it, and those that they are made of.</summary>
    public Explanation Explain(UnderstoodQuestion question, Situation situation, Passage passage, DenseScores? dense = null)
    {
        var found = index.Search(question.Asked, Candidates);
        var words = found.First(hit => hit.Passage == passage);
        var hit = dense?.Add(found).First(hit => hit.Passage == passage) ?? words;
        var article = passage.Article;
        var worth = WorthOf(article, question, situation, likelyArticles.Of(question.Asked));
        var byWords = index.Explain(question.Asked, passage);
        var byExamples = new Explanation($"examples: how likely the article answers such a question, to the power {LikelihoodPower}", worth.Examples);
        IEnumerable<Explanation> told = hit.Score == words.Score ? [byWords, byExamples] :
        [
            new Explanation(
                "words × examples and vectors, summed", words.Score * worth.Examples + hit.Score - words.Score,
                new Explanation("words × examples", words.Score * worth.Examples, byWords, byExamples), new Explanation("nearness of the vectors", hit.Score - words.Score)),
        ];
        return new Explanation($"《{article.Title}》{passage.Heading}: score = words × examples × topic × facts × review", Weigh(hit, worth).Score,
        [
            .. told,
            new Explanation("topic: 1, and more the likelier the article's topics are the question's", worth.Topic),
            new Explanation("facts: 1, and more when the article has a verdict for what was told or mentioned", worth.Facts),
            new Explanation(article.IsReviewed ? "review: a person has checked it" : "review: nobody has checked it", worth.Review),
        ]);
    }

    /// <summary>The titles of other articles near the question and on its topics: what people ask next.</summary>
    public IReadOnlyList<string> Neighbours(UnderstoodQuestion question, IReadOnlyList<Citation> cited, int count)
    {
        if (question.Scope != Scope.InScope || cited.Count == 0) return [];
        var answered = cited.Select(citation => citation.Passage.Article).ToHashSet();
        return [.. index.Search(question.Asked, Candidates).Select(hit => hit.Passage.Article)
            .Where(article => article.IsReviewed && !answered.Contains(article) && question.Topics.Any(topic => article.Topics.Contains(topic.TopicId)))
            .Distinct().Take(count).Select(article => article.Title)];
    }

    /// <summary>The passage with its score and relevance in the light of what its article is worth. What the vectors add is no matter of words.</summary>
    private static ScoredPassage Weigh(ScoredPassage hit, Worth worth)
    {
        var (words, context) = (hit.Coverage * worth.Examples, worth.Topic * worth.Facts * worth.Review);
        return hit with { Score = (words + hit.Score - hit.Coverage) * context, Relevance = Relevance.InContext(words * context) };
    }

    private static Worth WorthOf(Article article, UnderstoodQuestion question, Situation situation, IReadOnlyDictionary<string, double> likely) => new(
        1 + TopicBoost * TopicOf(article, question),
        1 + article.Answers.Max(answer => BoostOf(answer.When, question, situation)),
        Math.Pow(Math.Max(LeastLikelihood, likely.GetValueOrDefault(article.Id, UnknownLikelihood)), LikelihoodPower),
        article.IsReviewed ? 1 : UnreviewedFactor);

    /// <summary>The factors by which the score of an article's passages is multiplied.</summary>
    private readonly record struct Worth(double Topic, double Facts, double Examples, double Review);

    /// <summary>How likely the question is about the article's topics, its main one counting twice as much.</summary>
    private static double TopicOf(Article article, UnderstoodQuestion question) => question.Topics.Where(topic => article.Topics.Contains(topic.TopicId))
        .Select(topic => article.Topics[0] == topic.TopicId ? topic.Score : topic.Score / 2).DefaultIfEmpty().Max();

    /// <summary>Leaves out what says the same as a passage before it.</summary>
    private static IEnumerable<ScoredPassage> WithoutDuplicates(IEnumerable<ScoredPassage> hits)
    {
        var kept = new List<HashSet<uint>>();
        foreach (var hit in hits)
        {
            var terms = new HashSet<uint>();
            foreach (var term in Terms.Of(hit.Passage.Text)) terms.Add(term.Key);
            if (kept.Any(before => before.Count(terms.Contains) >= DuplicateShare * Math.Max(before.Count, terms.Count))) continue;
            kept.Add(terms);
            yield return hit;
        }
    }

    private static double BoostOf(Condition? condition, UnderstoodQuestion question, Situation situation)
    {
        var tested = condition?.Flatten().OfType<Condition.FactTest>().Select(test => test.FactId).ToHashSet();
        if (tested is null or { Count: 0 }) return 0;
        if (situation.Judge(condition) == Truth.True && situation.Deciding(condition).Any(test => situation.Facts.ContainsKey(test.FactId))) return FactBoost;
        return question.Mentions.Any(mention => tested.Contains(mention.FactId)) ? MentionBoost : 0;
    }
}
