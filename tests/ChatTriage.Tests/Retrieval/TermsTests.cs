using ChatTriage.Retrieval;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Retrieval;

public sealed class TermsTests
{
    [Theory]
    [InlineData("催收", "催 催收 收")]
    [InlineData("加V信123，转a1账", "加 V 信 123 转 a1 账")]
    [InlineData("……！？ \n", "")]
    public void Characters_pairs_and_whole_words(string text, string terms) => Assert.Equal(terms, string.Join(' ', Spelt(text)));

    [Fact]
    public void Pairs_do_not_reach_over_what_is_no_letter() => Assert.DoesNotContain("收电", Spelt("催收，电话"));

    [Property]
    public void Every_term_is_a_piece_of_the_text_in_order_and_has_a_key(string? text)
    {
        var start = 0;
        foreach (var term in Terms.Of(text ?? ""))
        {
            Assert.InRange(term.Start, start, text!.Length - term.Length);
            Assert.NotEqual(0u, term.Key);
            start = term.Start;
        }
    }

    private static List<string> Spelt(string text)
    {
        var terms = new List<string>();
        foreach (var term in Terms.Of(text)) terms.Add(text.Substring(term.Start, term.Length));
        return terms;
    }
}
