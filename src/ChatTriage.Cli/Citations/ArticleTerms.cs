namespace ChatTriage.Cli.Citations;

/// <summary>The character pairs of the articles of one text.</summary>
internal sealed class ArticleTerms
{
    private readonly Dictionary<string, HashSet<(char, char)>> articles;
    private readonly Dictionary<(char, char), double> weights;

    /// <summary>Takes the articles by number; a number that stands twice counts with both texts.</summary>
    public ArticleTerms(IEnumerable<KeyValuePair<string, string>> texts)
    {
        articles = texts.GroupBy(text => text.Key).ToDictionary(group => group.Key, group => group.SelectMany(text => Pairs(text.Value)).ToHashSet());
        weights = articles.Values.SelectMany(pairs => pairs).GroupBy(pair => pair)
            .ToDictionary(pair => pair.Key, pair => 1 + Math.Log((double)articles.Count / pair.Count()));
    }

    /// <summary>Whether the article is there.</summary>
    public bool Contains(string number) => articles.ContainsKey(number);

    /// <summary>The weight of the summary's key terms that the article has, as a share of all of them, from 0 to 1.</summary>
    public double ShareOf(string summary, string number)
    {
        var terms = Pairs(summary).Where(weights.ContainsKey).Distinct().ToArray();
        return terms.Length == 0 ? 0 : terms.Where(articles[number].Contains).Sum(term => weights[term]) / terms.Sum(term => weights[term]);
    }

    /// <summary>The article that has most of the summary's key terms.</summary>
    public (string Number, double Share) BestFor(string summary) =>
        articles.Keys.Select(number => (number, ShareOf(summary, number))).MaxBy(article => article.Item2);

    private static IEnumerable<(char, char)> Pairs(string text)
    {
        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        return letters.Zip(letters.Skip(1));
    }
}
