using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Retrieval;

public sealed class PassageIndexTests
{
    private static readonly KnowledgeBase Real = KnowledgeBase.Load(Repository.KnowledgeDirectory);
    private static readonly PassageIndex Index = new(Real);

    [Fact]
    public void Each_article_is_first_for_nearly_all_of_its_own_questions_and_its_passages_carry_them()
    {
        var asked = Real.Articles.Values.SelectMany(article => article.Questions.Select(question => (article, question))).ToArray();
        var found = asked.Count(ask => Index.Search(ask.question, 1)[0].Passage.Article == ask.article);
        Assert.True(found >= 0.98 * asked.Length, $"{found} of {asked.Length}");
    }

    [Fact]
    public void Scores_fall_and_relevance_is_a_probability()
    {
        var hits = Index.Search("催收打电话给我家人", 20);
        Assert.Equal(hits.OrderByDescending(hit => hit.Score), hits);
        Assert.All(hits, hit => Assert.InRange(hit.Relevance, 0, 1));
    }

    [Fact]
    public void A_query_that_shares_no_term_finds_nothing()
    {
        Assert.Empty(Index.Search("", 10));
        Assert.Empty(Index.Search("……！？", 10));
        Assert.Empty(Index.Search("zzzzz qqqqq", 10));
    }

    [Fact]
    public void The_right_article_is_more_relevant_than_any_is_to_an_unrelated_question()
    {
        var ours = Index.Search("催收给我单位打电话了", 1)[0].Relevance;
        var other = Index.Search("番茄炒蛋要放多少糖", 1).Select(hit => hit.Relevance).DefaultIfEmpty().First();
        Assert.True(ours > Relevance.Floor);
        Assert.True(other < Relevance.Floor);
    }
}
