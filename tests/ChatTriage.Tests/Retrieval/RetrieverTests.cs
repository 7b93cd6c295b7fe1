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

    [Theory]
    [InlineData("微粒贷逾期快一年，催收说明天上门，我爸有心脏病我好怕", "home-visits")]
    [InlineData("我叫王小明，手机13912345678，身份证11010519491231002X，卡号6222020000000001230。催收昨天给我妈打电话了，还说要上门，我该怎么办", "family-was-called")]
    [InlineData("我妈接到个电话说我欠钱，让她替我还，她一晚上没睡着", "relatives-asked-to-repay", "family-was-called")]
    public void What_happened_finds_its_article_however_much_else_is_told(string question, params string[] meant) =>
        Assert.Contains(new Triage(KnowledgeBase.Load(Repository.KnowledgeDirectory)).Ask(new Question(question, [], new DateOnly(2026, 11, 23))).Citations[0].Passage.Article.Id, meant);

    private IReadOnlyList<Citation> Ask(string question) =>
        new Triage(KnowledgeBase.Load(knowledge.Directory)).Ask(new Question(question, [], new DateOnly(2026, 11, 23))).Citations;
}
