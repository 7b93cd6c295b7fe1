namespace ChatTriage.Knowledge.Linting;

/// <summary>Articles answer something, stand on law in force, and do not claim each other's questions.</summary>
internal sealed class ArticleLint(KnowledgeBase knowledge)
{
    public IEnumerable<KnowledgeError> Check() => [.. knowledge.Articles.Values.SelectMany(CheckArticle), .. ClaimedTwice()];

    private IEnumerable<KnowledgeError> CheckArticle(Article article)
    {
        foreach (var topic in article.Topics.Where(topic => !knowledge.Topics.ContainsKey(topic)))
            yield return article.Source.Error($"unknown topic \"{topic}\"", "Use an id of topics.yaml");
        if (article.Topics.Count == 0) yield return article.Source.Error("the article has no topic", "Add topics: [ … ], the main one first");
        if (!article.IsBrought && article.Sections.Count == 0) yield return article.Source.Error("the article has no section", "Add \"## heading\" and text");
        if (article.Answers == Article.NoVerdict) yield break;
        if (article.Questions.Count == 0) yield return article.Source.Error("the article answers no question", "Add questions: as people ask them");
        if (article.Sources.Count == 0) yield return article.Source.Error("the article has no sources", "Add sources: [ { law: …, article: … } ]");

        foreach (var reference in article.Sources)
        {
            if (References.Fault(reference, knowledge) is { } fault) yield return fault;
            else if (article.Reviewed is { } reviewed && knowledge.Laws[reference.LawId].Resolve(reference.Article, reviewed) is null)
                yield return reference.Source.Error($"{reference.Article} was not in force on {reviewed:yyyy-MM-dd}, when the article was reviewed", "Cite the law in force, or review the article again");
        }

        foreach (var error in CheckAnswers(article)) yield return error;
    }

    private IEnumerable<KnowledgeError> CheckAnswers(Article article)
    {
        if (article.Answers.Count == 0 || article.Answers[^1].When is not null)
            yield return article.Source.Error("the article has no answer that always holds", "End answers: with one that has no condition");
        if (article.Answers.SkipLast(1).Any(answer => answer.When is null))
            yield return article.Source.Error("answers after one without a condition can never be given", "Move that one to the end");
        if (article.Answers.Any(answer => !Reachability.CanHold(answer.When, knowledge)))
            yield return article.Source.Error("the condition of an answer can never hold", "It contradicts itself; correct it");
    }

    private IEnumerable<KnowledgeError> ClaimedTwice() =>
        from claim in knowledge.Articles.Values.SelectMany(article => article.Questions.Select(question => (article, question)))
        group claim by string.Concat(claim.question.Where(char.IsLetterOrDigit)) into claims
        where claims.Count() > 1
        let last = claims.Last()
        select last.article.Source.Error($"the question \"{last.question}\" is also claimed by \"{claims.First().article.Id}\"", "Leave it to the article that answers it best");
}
