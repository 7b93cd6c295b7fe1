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

    /// <summary>What belonging to the question's likeliest topic is worth, as a share of the score.</summary>
    private const double TopicBoost = 0.3;

    /// <summary>What a verdict of the article's own for a stated fact is worth, as a share of the score.</summary>
    private const double FactBoost = 0.4;

    /// <summary>The same where the question only speaks of the fact that the verdict hangs on: it asks, fears or supposes it.</summary>
    private const double MentionBoost = 0.25;

    /// <summary>Text that no person has reviewed ranks below reviewed text of the same worth.</summary>
    private const double UnreviewedFactor = 0.8;

    /// <summary>From other articles than the first only what scores at least this share of the best.</summary>
    private const double OtherArticleShare = 0.6;

    /// <summary>Passages that share this much of their terms say the same.</summary>
    private const double DuplicateShare = 0.7;

    private readonly PassageIndex index = new(knowledge);

    /// <summary>
    /// The passages that answer the question: up to three of the best article, in its order, then one each of others on the same topics; none
    /// when nothing answers it, or when it is not ours to answer.
    /// </summary>
    public IReadOnlyList<ScoredPassage> Retrieve(UnderstoodQuestion question, Situation situation, DenseScores? dense = null)
    {
        if (question.Scope != Scope.InScope) return [];
        var found = index.Search(question.Normalised, Candidates);
        var ranked = (dense?.Add(found) ?? found).Select(hit => Weigh(hit, question, situation))
            .OfType<ScoredPassage>().OrderByDescending(hit => hit.Score).ToArray();
        if (ranked.Length == 0) return [];

        var best = ranked.FirstOrDefault(hit => hit.Passage.Article.IsReviewed) ?? ranked[0];
        var first = ranked.Where(hit => hit.Passage.Article == best.Passage.Article).Take(MostOfFirstArticle)
            .OrderBy(hit => best.Passage.Article.Sections.TakeWhile(section => section.Heading != hit.Passage.Heading).Count());
        var others = ranked.Where(hit => hit.Passage.Article != best.Passage.Article && hit.Score >= OtherArticleShare * best.Score
            && situation.Topics.Contains(hit.Passage.Article.Topics[0])).DistinctBy(hit => hit.Passage.Article);
        return [.. WithoutDuplicates(first.Concat(others)).Take(MostPassages)];
    }

    /// <summary>Why a passage that was retrieved has its score: the numbers that multiply to it, and those that they are made of.</summary>
    public Explanation Explain(UnderstoodQuestion question, Situation situation, Passage passage, DenseScores? dense = null)
    {
        var found = index.Search(question.Normalised, Candidates);
        var words = found.First(hit => hit.Passage == passage);
        var hit = dense?.Add(found).First(hit => hit.Passage == passage) ?? words;
        var weighed = Weigh(hit, question, situation)!;
        var article = passage.Article;
        return new Explanation(
            $"《{article.Title}》{passage.Heading}: score = words × topic × facts × review", weighed.Score,
            hit.Score == words.Score ? index.Explain(question.Normalised, passage)
                : new Explanation("words and vectors, summed", hit.Score, index.Explain(question.Normalised, passage), new Explanation("nearness of the vectors", hit.Score - words.Score)),
            new Explanation("topic: 1, and more the likelier the article's topics are the question's", 1 + TopicBoost * TopicOf(article, question)),
            new Explanation("facts: 1, and more when the article has a verdict for what was told or mentioned", 1 + FactOf(article, question, situation)),
            new Explanation(article.IsReviewed ? "review: a person has checked it" : "review: nobody has checked it", ReviewOf(article)));
    }

    /// <summary>The titles of other articles near the question and on its topics: what people ask next.</summary>
    public IReadOnlyList<string> Neighbours(UnderstoodQuestion question, IReadOnlyList<Citation> cited, int count)
    {
        if (question.Scope != Scope.InScope || cited.Count == 0) return [];
        var answered = cited.Select(citation => citation.Passage.Article).ToHashSet();
        return [.. index.Search(question.Normalised, Candidates).Select(hit => hit.Passage.Article)
            .Where(article => article.IsReviewed && !answered.Contains(article) && question.Topics.Any(topic => article.Topics.Contains(topic.TopicId)))
            .Distinct().Take(count).Select(article => article.Title)];
    }

    /// <summary>The passage with its score and relevance in the light of topics and facts; null when it does not answer.</summary>
    private static ScoredPassage? Weigh(ScoredPassage hit, UnderstoodQuestion question, Situation situation)
    {
        var article = hit.Passage.Article;
        var (topic, fact) = (TopicOf(article, question), FactOf(article, question, situation));

        // A verdict for a fact that was stated answers even where the words differ; all else must reach the floor by its words.
        var isMeant = topic > 0 ? hit.Relevance >= Relevance.Floor || fact == FactBoost : hit.Relevance >= Relevance.OffTopicFloor;
        var worth = (1 + TopicBoost * topic) * (1 + fact) * ReviewOf(article);
        return !isMeant ? null : hit with { Score = hit.Score * worth, Relevance = Relevance.InContext(hit.Coverage * worth) };
    }

    /// <summary>How likely the question is about the article's topics, its main one counting twice as much.</summary>
    private static double TopicOf(Article article, UnderstoodQuestion question) => question.Topics.Where(topic => article.Topics.Contains(topic.TopicId))
        .Select(topic => article.Topics[0] == topic.TopicId ? topic.Score : topic.Score / 2).DefaultIfEmpty().Max();

    private static double FactOf(Article article, UnderstoodQuestion question, Situation situation) => article.Answers.Max(answer => BoostOf(answer.When, question, situation));

    private static double ReviewOf(Article article) => article.IsReviewed ? 1 : UnreviewedFactor;

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
