using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Retrieval;

public sealed class PassageTests
{
    [Fact]
    public void A_long_section_is_split_on_sentence_ends_and_loses_nothing()
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"第{i}句说的是一件事情。"));
        var passages = Passage.Of(Article(text)).ToArray();

        Assert.True(passages.Length > 1);
        Assert.All(passages, passage => Assert.EndsWith("。", passage.Text, StringComparison.Ordinal));
        Assert.Equal(text, string.Concat(passages.Select(passage => passage.Text)));
    }

    [Fact]
    public void Markdown_marks_are_not_shown_and_the_lead_is_the_first_sentence()
    {
        var passage = Assert.Single(Passage.Of(Article("**先报警**，再说别的。然后留证据。")));
        Assert.Equal("先报警，再说别的。", passage.Lead);
    }

    [Property]
    public void Sentences_joined_are_the_text_again(string? text) =>
        Assert.Equal(text ?? "", string.Concat(Sentences.Split(text ?? "")));

    private static Article Article(string text) =>
        new("some", "标题", ["calls"], [], [], [], null, [new Section("小标题", text)], default);
}
