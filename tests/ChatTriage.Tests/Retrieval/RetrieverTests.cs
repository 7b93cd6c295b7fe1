using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Retrieval;

/// <summary>Which passages an answer may cite.</summary>
public sealed class RetrieverTests : IDisposable
{
    private readonly FixtureKnowledge knowledge = new();

    public void Dispose() => knowledge.Dispose();

    [Fact]
    public void Reviewed_text_comes_before_the_same_text_unreviewed_and_nothing_is_said_twice()
    {
        var original = Path.Combine(knowledge.Directory, "articles", "calling.md");
        File.WriteAllText(
            Path.Combine(knowledge.Directory, "articles", "a-copy.md"),
            File.ReadAllText(original).Replace("id: calling", "id: a-copy", StringComparison.Ordinal)
                .Replace("怎么办\n", "怎么办呢\n", StringComparison.Ordinal).Replace("合法吗\n", "合法不合法\n", StringComparison.Ordinal).Replace("reviewed: 2026-11-23\n", "", StringComparison.Ordinal));

        var citations = Ask("催收一直打电话怎么办");
        Assert.All(citations, citation => Assert.Equal("calling", citation.Passage.Article.Id));
        Assert.Equal(citations.Count, citations.Select(citation => citation.Passage.Text).Distinct().Count());
    }

    [Fact]
    public void Its_score_is_a_probability_and_higher_for_the_question_that_an_article_was_written_for()
    {
        var own = Ask("催收一直打电话怎么办")[0].Score;
        var vague = Ask("被催收了，心里乱，也说不清，有没有人能讲讲以后会怎么样").Select(citation => citation.Score).DefaultIfEmpty().Max();
        Assert.InRange(own, 0.7, 1);
        Assert.True(vague < own);
    }

    private IReadOnlyList<Citation> Ask(string question) =>
        new Triage(KnowledgeBase.Load(knowledge.Directory)).Ask(new Question(question, [], new DateOnly(2026, 11, 23))).Citations;
}
