using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Retrieval.Indexing;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Tests.Understanding;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage ask --explain</c>: each cited passage says by which numbers it got its place.</summary>
public sealed class AskExplainTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly Retriever Retriever = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    private static readonly string[] Said =
        ["网贷逾期了", "催收打电话给我妈", "会上门吗", "怕被起诉", "想分期还", "没有联系我家人", "利息太高", "昨天打到我单位", "收到法院短信", "怎么办", "，", "银行卡", "征信", "每天打二十个电话"];

    [Property(MaxTest = 60)]
    public Property The_numbers_make_up_the_score_by_which_a_passage_was_ranked() => Prop.ForAll(Gen.Elements(Said).NonEmptyListOf().Select(string.Concat).ToArbitrary(), text =>
    {
        var question = Reader.Read(text);
        var situation = question.SituationWith([], Today);
        foreach (var hit in Retriever.Retrieve(question, situation))
        {
            var explanation = Retriever.Explain(question, situation, hit.Passage);
            Same(hit.Score, explanation.Value);
            Same(explanation.Value, Product(explanation));
            var words = explanation.Parts[0];
            Same(words.Value, Product(words));
            Same(words.Parts[0].Value, words.Parts[0].Parts.Sum(term => term.Value));
            Assert.All(words.Parts[0].Parts, term => Same(term.Value, Product(term)));
        }
    });

    [Fact]
    public async Task It_prints_a_tree_for_each_citation_that_names_terms_topic_facts_and_review()
    {
        var (exit, output) = await Chattriage.Run("ask", "催收打到我单位了怎么办", "--explain");
        Assert.Equal(0, exit);
        Assert.Matches(@"\(1\)\r?\n[\d.]+ 《催收打到单位.*》.*: score = words × examples × topic × facts × review\r?\n  [\d.]+ words", output);
        Assert.Matches(@"      [\d.]+ term 「单位」 = \(k1 \+ 1\) × idf × saturation × times asked\r?\n        2\.2 k1 \+ 1\r?\n        [\d.]+ idf, in \d+ of \d+ passages", output);
        Assert.Matches(@"      [\d.]+ \d+ weaker ones together", output);
        Assert.Matches(@"\n  0\.\d+ examples: how likely the article answers such a question", output);
        Assert.Matches(@"\n  1 review: a person has checked it", output);
        Assert.Contains("\n(2)", output);
    }

    [Fact]
    public void A_shortened_sum_is_the_same_sum()
    {
        var whole = new Explanation("sum", 10, new Explanation("a", 4), new Explanation("b", 3), new Explanation("c", 2), new Explanation("d", 1));
        Assert.Equal(["10 sum", "  4 a", "  3 b", "  3 2 weaker ones together"], whole.Shortened(2).Lines());
        Assert.Equal(whole.Lines(), whole.Shortened(3).Lines());
    }

    private static double Product(Explanation explanation) => explanation.Parts.Aggregate(1d, (product, part) => product * part.Value);

    private static void Same(double expected, double actual) => Assert.Equal(expected, actual, tolerance: 1e-5 * Math.Max(1, expected));
}
