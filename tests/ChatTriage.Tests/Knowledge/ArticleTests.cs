using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Knowledge;

/// <summary>What every article of the knowledge base keeps to, so that it can be found and read on a phone.</summary>
public sealed class ArticleTests
{
    private static readonly KnowledgeBase Knowledge = KnowledgeBase.Load(Repository.KnowledgeDirectory);

    [Fact]
    public void Every_section_has_150_to_400_characters() =>
        Assert.DoesNotContain(
            Knowledge.Articles.Values.SelectMany(article => article.Sections.Select(section => (article.Id, section.Heading, section.Text.Trim().Length))),
            section => section.Length is < 150 or > 400);

    [Fact]
    public void Every_article_carries_4_to_24_questions_as_people_ask_them() =>
        Assert.DoesNotContain(Knowledge.Articles.Values.Select(article => (article.Id, article.Questions.Count)), article => article.Count is < 4 or > 24);

    [Fact]
    public void Every_direct_answer_fits_on_a_phone_screen() =>
        Assert.DoesNotContain(Knowledge.Articles.Values.SelectMany(article => article.Answers.Select(answer => (article.Id, answer.Text.Length))), answer => answer.Length > 120);

    [Fact]
    public void Every_topic_has_articles_rules_and_channels() =>
        Assert.All(Knowledge.Topics.Keys, topic =>
        {
            Assert.Contains(Knowledge.Articles.Values, article => article.Topics[0] == topic);
            Assert.Contains(Knowledge.Rules, rule => rule.Topics.Contains(topic));
            Assert.Contains(Knowledge.Routes, route => route.Topics.Contains(topic));
        });

    [Theory]
    [InlineData(Speaker.Contact)]
    [InlineData(Speaker.Guarantor)]
    public void Relatives_friends_and_guarantors_have_rules_of_their_own(Speaker speaker) =>
        Assert.True(Knowledge.Rules.Count(rule => rule.Speakers.Contains(speaker) && !rule.Speakers.Contains(Speaker.Borrower)) >= 5);
}
