using FsCheck.Xunit;

namespace ChatTriage.Tests.Understanding;

/// <summary>Disguised, traditional and split writing is read like plain writing, and shown as the user wrote it.</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData("催收昨天打电话给我媽媽了", "催收昨天打电话给我妈妈了")]
    [InlineData("網貸逾期，催收打電話騷擾我家人了", "网贷逾期，催收打电话骚扰我家人了")]
    [InlineData("cui收昨天给我妈打电话了", "催收昨天给我妈打电话了")]
    [InlineData("ｃｕｉ收昨天给我妈打电话了", "催收昨天给我妈打电话了")]
    [InlineData("催\u200b收昨天给我妈打电话了", "催收昨天给我妈打电话了")]
    [InlineData("cuishou昨天给我妈打电话了", "催收昨天给我妈打电话了")]
    public void It_is_understood_alike(string written, string plain)
    {
        var (one, other) = (Reader.Read(written), Reader.Read(plain));
        Assert.Equal(other.Facts.Select(fact => (fact.Id, fact.Value.ToString())), one.Facts.Select(fact => (fact.Id, fact.Value.ToString())));
        Assert.Equal(other.Topics.Select(topic => topic.TopicId), one.Topics.Select(topic => topic.TopicId));
    }

    [Fact]
    public void The_quote_is_in_the_users_own_characters()
    {
        const string question = "求助！！催收昨天打電話給我媽媽了";
        var mention = Reader.Read(question).Mentions.First(mention => mention.FactId == "contacts-called");
        Assert.Contains("媽", mention.Quote, StringComparison.Ordinal);
        Assert.Equal(mention.Quote, question.Substring(mention.Start, mention.Length).Trim());
    }

    [Property(MaxTest = 300)]
    public void Every_quote_is_a_piece_of_the_question_whatever_it_is(string? text)
    {
        var question = $"{text}催收昨天给我妈打电话了{text}";
        Assert.All(Reader.Read(question).Mentions, mention => Assert.Equal(mention.Quote, question.Substring(mention.Start, mention.Length).Trim()));
    }

    [Fact]
    public void The_longest_question_of_noise_is_read()
    {
        var noise = string.Concat(Enumerable.Range(0, 4000).Select(i => (char)(0x4e00 + i * 7 % 20000)));
        Assert.Equal(4000, Reader.Read(noise).Question.Length);
        Assert.NotNull(Reader.Read("\ud800\udc00\ud800催收\0\u0007"));
    }
}
