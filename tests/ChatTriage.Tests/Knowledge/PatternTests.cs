using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Knowledge;

/// <summary>The lexicon's patterns mean what the same regular expressions mean, and take the longest match.</summary>
public sealed class PatternTests
{
    private static readonly Gen<string> Atoms = Gen.Elements("a", "b", "c", "ab", "bca", "[ab]", "[^a]", "[a-c]", ".");

    /// <summary>The expression beside it backtracks: on more characters it may not end.</summary>
    private const int MostCharacters = 8;

    private static Gen<string> Patterns(int depth) => depth == 0 ? Atoms : Gen.OneOf(
        Atoms,
        Patterns(depth - 1).Two().Select(pair => pair.Item1 + pair.Item2),
        Patterns(depth - 1).Three().Select(three => $"({three.Item1}|{three.Item2}|{three.Item3})"),
        Patterns(depth - 1).Zip(Gen.Elements("?", "*", "+", "{0,3}", "{2}")).Select(pair => $"({pair.Item1}){pair.Item2}"),
        Patterns(depth - 1).Select(pattern => $"(^{pattern}|{pattern}$)"));

    [Property(MaxTest = 500)]
    public Property They_find_what_the_regular_expression_finds() => Prop.ForAll(
        Patterns(3).ToArbitrary(), Gen.Elements('a', 'b', 'c', 'd').ListOf().Select(letters => string.Concat(letters.Take(MostCharacters))).ToArbitrary(),
        (pattern, text) =>
        {
            var places = from start in Enumerable.Range(0, text.Length + 1)
                         from end in Enumerable.Range(start, text.Length - start + 1)
                         where Whole(pattern, start, text.Length - end).IsMatch(text)
                         select (start, end);
            var first = places.GroupBy(place => place.start).Select(found => (found.Key, found.Max(place => place.end) - found.Key)).Take(1).ToArray();
            var read = TextPattern.Parse(pattern);
            Assert.Equal(first, read.Find(text).Take(1));
            Assert.Equal(first.Length > 0, read.Matches(text));
        });

    [Theory]
    [InlineData("a(b", "a closing parenthesis is missing, at character 4")]
    [InlineData("ab)", "an opening parenthesis is missing, at character 3")]
    [InlineData("*a", "nothing stands before *, at character 1")]
    [InlineData("a(?=b)", "look-around")]
    [InlineData("a\\d", "\\d is not supported")]
    [InlineData("[z-a]", "the range runs backwards")]
    [InlineData("a{3,1}", "a repetition is")]
    public void A_pattern_that_is_none_says_where(string pattern, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => TextPattern.Parse(pattern)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_another_meaning_overlaps_does_not_count()
    {
        var pattern = TextPattern.Parse("死了|想死", unless: "(累|烦)死了");
        Assert.Equal([(4, 2)], pattern.Find("累死了,想死"));
        Assert.False(pattern.Matches("烦死了"));
    }

    [Fact]
    public void One_that_may_be_empty_is_matched_on_a_thread_that_matched_only_smaller_ones()
    {
        var (small, large) = (TextPattern.Parse("a"), TextPattern.Parse("^$|[^ab]{3,40}c"));
        var isEmpty = false;
        var thread = new Thread(() =>
        {
            small.Matches("b");
            isEmpty = large.Matches("");
        });
        thread.Start();
        thread.Join();
        Assert.True(isEmpty);
    }

    /// <summary>The expression that matches just the stretch with so many characters before and behind it.</summary>
    private static Regex Whole(string pattern, int before, int behind) => new($"(?<=^.{{{before}}})(?:{pattern})(?=.{{{behind}}}$)");
}
