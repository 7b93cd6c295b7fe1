using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Retrieval;

/// <summary>
/// How likely a question is one that an article answers, whatever words the two share: learned from the lexicon's examples that name an
/// article, and from the lay questions, titles and headings of what people reviewed.
/// </summary>
internal sealed class LikelyArticles
{
    private readonly TextClassifier? classifier;

    /// <summary>Learns, which takes about a second.</summary>
    public LikelyArticles(KnowledgeBase knowledge)
    {
        var own = knowledge.Articles.Values.Where(article => article.IsReviewed).SelectMany(article => article.Matters.Select(text => (text, article.Id)));
        var named = knowledge.Lexicon.Examples.Where(example => example.ArticleId is not null).Select(example => (example.Text, example.ArticleId!));
        (string, string)[] examples = [.. own.Concat(named).Select(example => (NormalisedText.Of(example.Item1, knowledge.Lexicon.Spelling).Text, example.Item2))];
        if (examples.Length > 0) classifier = new TextClassifier(examples);
    }

    /// <summary>The probability of each article that was learned; they add up to 1.</summary>
    /// <param name="question">The normalised question.</param>
    public IReadOnlyDictionary<string, double> Of(string question) =>
        classifier?.Classes.Zip(TextClassifier.Softmax(classifier.Logits(question))).ToDictionary(pair => pair.First, pair => pair.Second) ?? [];
}
