using System.Text.Json;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary>
/// <c>chattriage eval FILE --articles LABELS</c>: is the article that a question is meant for cited? The labels of the development
/// questions stand in <c>Retrieval/meant-articles.jsonl</c>. They were made on 2026-11-28 by reading each in-scope question with the
/// points that its answer must make beside the titles, lay questions and headings of all articles, without running the retriever. An
/// article is meant when its verdict answers what is asked; up to three where several do, or where the question asks several things.
/// No article (an empty list) means that nothing in the knowledge base answers it: that knowledge is missing.
/// </summary>
public sealed class EvalArticlesTests : IDisposable
{
    private static readonly string Labels = Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Retrieval", "meant-articles.jsonl");

    private readonly string folder = Directory.CreateTempSubdirectory("labels").FullName;

    [Fact]
    public void Each_labelled_question_has_at_most_three_articles_and_all_of_them_exist()
    {
        var articles = KnowledgeBase.Load(Repository.KnowledgeDirectory).Articles;
        var rows = File.ReadLines(Labels).Select(line => JsonDocument.Parse(line).RootElement).Select(row =>
            (Id: row.GetProperty("id").GetString()!, Articles: row.GetProperty("articles").EnumerateArray().Select(id => id.GetString()!).ToArray())).ToArray();

        Assert.Equal(330, rows.Select(row => row.Id).Distinct().Count());
        Assert.All(rows, row => Assert.True(row.Articles.Length <= 3 && row.Articles.Distinct().Count() == row.Articles.Length, row.Id));
        Assert.All(rows.SelectMany(row => row.Articles), id => Assert.True(articles.ContainsKey(id), id));
    }

    [Fact]
    public async Task The_share_of_questions_whose_meant_article_is_cited_first_is_counted_for_all_and_for_two_halves()
    {
        // The hashes of the ids a and c end in an odd digit, that of e in an even one.
        var (exit, output) = await Eval("""
            {"id":"a","articles":["answering-the-call"]}
            {"id":"e","articles":["home-visits"]}
            {"id":"c","articles":[]}
            """);

        Assert.Equal(0, exit);
        using var figures = JsonDocument.Parse(output);
        Assert.Equal(0.5, figures.RootElement.GetProperty("article-first").GetDouble());
        Assert.Equal(1, figures.RootElement.GetProperty("article-first-odd").GetDouble());
        Assert.Equal(0, figures.RootElement.GetProperty("article-first-even").GetDouble());
    }

    [Fact]
    public async Task What_is_said_to_be_likely_is_held_against_the_labels_by_words_alone_and_in_answers()
    {
        var (exit, output) = await Eval("""
            {"id":"a","articles":["answering-the-call"]}
            {"id":"e","articles":["home-visits"]}
            {"id":"c","articles":[]}
            """, "--calibration");

        Assert.Equal(0, exit);
        Assert.Contains("By words alone, 3 questions", output);
        Assert.Contains("In answers, 3 questions", output);
        // One in three is right, so that whoever always says a third has the mean square 2/9.
        Assert.Equal(2, output.Split("0.2222 when always the share of all is said").Length - 1);
    }

    [Theory]
    [InlineData("""{"id":"a","articles":["no-such-article"]}""", "The labels name \"no-such-article\", which is no article of the knowledge base.")]
    [InlineData("""{"id":"a"}""", "labels.jsonl:1: this is no label of articles")]
    [InlineData("""{"id":"z","articles":[]}""", "No question of the set has a label.")]
    public async Task Labels_that_measure_nothing_are_refused_with_the_reason(string labels, string fault)
    {
        var (exit, output) = await Eval(labels);
        Assert.Equal(1, exit);
        Assert.Contains(fault, output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int ExitCode, string Output)> Eval(string labels, string format = "--json")
    {
        var (questions, file) = (Path.Combine(folder, "questions.jsonl"), Path.Combine(folder, "labels.jsonl"));
        await File.WriteAllTextAsync(questions, string.Join('\n', "ace".Select(id =>
            $$"""{"id":"{{id}}","question":"网贷逾期接电话了还会爆通讯录吗","topics":["contact-harassment"],"urgency":"info","facts":{} }""")));
        await File.WriteAllTextAsync(file, labels);
        return await Chattriage.Run("eval", questions, "--articles", file, format);
    }
}
