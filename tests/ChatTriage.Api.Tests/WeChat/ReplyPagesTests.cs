using System.Text;
using System.Text.RegularExpressions;
using ChatTriage.Api.WeChat;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>WeChat counts bytes; a reader counts sentences.</summary>
public sealed partial class ReplyPagesTests
{
    [Fact]
    public void A_short_text_is_one_page_as_it_is() => Assert.Equal(["先别急。"], ReplyPages.Of(" 先别急。\n"));

    [Fact]
    public void Pages_end_with_a_sentence_and_keep_its_sources_with_it()
    {
        var pages = ReplyPages.Of(string.Concat(Enumerable.Repeat("他们说「明天就上门。」[12]不用怕，先留证据！", 60)));

        Assert.True(pages.Count > 1);
        Assert.All(pages, page => Assert.Matches(@"(。」\[12\]|！)\n\n（", page));
    }

    [Fact]
    public void A_sentence_and_its_legal_basis_stay_on_one_page()
    {
        var pages = ReplyPages.Of(string.Concat(Enumerable.Repeat("- 家人没有义务替你还。（依据：民法典第四百六十五条）\n", 60)));

        Assert.True(pages.Count > 1);
        Assert.All(pages, page => Assert.StartsWith("- 家人", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Each_page_says_where_it_stands_and_how_to_go_on()
    {
        var pages = ReplyPages.Of(string.Concat(Enumerable.Repeat("先留证据，再投诉。\n", 200)));

        Assert.EndsWith($"（1/{pages.Count}）回复 2 看全文", pages[0], StringComparison.Ordinal);
        Assert.EndsWith($"（2/{pages.Count}）回复 2 看下一页", pages[1], StringComparison.Ordinal);
        Assert.EndsWith($"（{pages.Count}/{pages.Count}，完）", pages[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_sentence_to_end_at_no_character_is_torn()
    {
        var pages = ReplyPages.Of(string.Concat(Enumerable.Repeat("😀", 2000)));

        Assert.All(pages, page => Assert.DoesNotContain("\uFFFD", Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(page)), StringComparison.Ordinal));
        Assert.Equal(4000, pages.Sum(page => Body(page).Length));
    }

    [Property(Arbitrary = [typeof(Texts)], MaxTest = 200)]
    public bool No_page_is_too_long_and_together_they_are_the_text(string text)
    {
        var pages = ReplyPages.Of(text);
        return pages.All(page => Encoding.UTF8.GetByteCount(page) <= 2000 && Body(page).Length > 0)
            && WithoutSpace(string.Concat(pages.Select(Body))) == WithoutSpace(text);
    }

    private static string Body(string page) => Footer().Replace(page, "");

    private static string WithoutSpace(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"\n\n（\d+/\d+(，完)?）(回复 2 看(全文|下一页))?\z")]
    private static partial Regex Footer();

    private static class Texts
    {
        public static Arbitrary<string> Text() =>
            (from length in Gen.Choose(1, 3000)
             from pieces in Gen.Elements("债", "a", "。", "[1]", "」", "\n", "😀", "é", " ", "；").ArrayOf(length)
             select "问" + string.Concat(pieces)).ToArbitrary();
    }
}
