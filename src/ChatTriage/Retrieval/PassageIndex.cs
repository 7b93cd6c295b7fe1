using ChatTriage.Knowledge;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval;

/// <summary>A passage found for a question.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Score">What it is ranked by; from the index, the coverage.</param>
/// <param name="Coverage">The share of the question's weight that its words cover.</param>
/// <param name="Relevance">How likely it answers the question, from 0 to 1.</param>
public sealed record ScoredPassage(Passage Passage, double Score, double Coverage, double Relevance);

/// <summary>
/// The passages of articles, ranked by BM25F over title, heading, text and the article's lay questions. Each is named in the index by its
/// article, heading and text, so that the passages of pages that users brought need not be in memory to be shown.
/// </summary>
public sealed class PassageIndex
{
    /// <summary>
    /// Chosen on the articles' own questions, a third at a time kept out of the index: the article is first for 61 % and among the
    /// first three for 82 %; a bonus for the nearest single question made it worse.
    /// </summary>
    private static readonly Bm25fParameters Parameters = new(Title: 2, Questions: 1);

    /// <summary>
    /// The weight of a question of some fifteen characters. A long story is not less answered because most of its words tell the
    /// circumstances, so relevance is a share of this much at most.
    /// </summary>
    private const double LongestMass = 110;

    private readonly IReadOnlyDictionary<string, Article> articles;

    /// <summary>What people wrote, then what users brought.</summary>
    private readonly Bm25fIndex[] parts;
    private readonly Bm25fIndex index;

    /// <summary>Indexes the passages of a knowledge base; for pages that users brought the index may be saved already.</summary>
    public PassageIndex(KnowledgeBase knowledge)
    {
        articles = knowledge.Articles;
        var written = Build(articles.Values.Where(article => !article.IsBrought));
        parts = knowledge.Brought is { } brought ? [written, BroughtIndex.Of(brought, () => Build(brought.Pages))] : [written];
        index = parts.Aggregate((first, second) => first.With(second));
    }

    /// <summary>
    /// The best passages for a query, best first; only such as share a term with it. So many of what people wrote, and as many of what users
    /// brought: a hundred pages on one matter must not crowd out the article that was reviewed.
    /// </summary>
    public IReadOnlyList<ScoredPassage> Search(string query, int count)
    {
        var terms = index.QueryOf(query);
        var mass = MassOf(terms);
        return
        [
            .. from part in parts
               from hit in part.Search(terms, count)
               orderby hit.Score descending
               let coverage = hit.Score / mass
               select new ScoredPassage(PassageOf(part.IdOf(hit.Number)), coverage, coverage, Relevance.ByWords(coverage)),
        ];
    }

    /// <summary>Why a passage of the index has its score for a query.</summary>
    public Explanation Explain(string query, Passage passage)
    {
        var terms = index.QueryOf(query);
        var (name, mass) = (NameOf(passage), MassOf(terms));
        var number = Enumerable.Range(0, index.Count).First(other => index.IdOf(other) == name);
        return new Explanation(
            "words = BM25F × 1 / the question's weight", index.ScoreOf(terms, number) / mass,
            index.Explain(query, number) with { Name = $"BM25F of a passage of {passage.Article.Id} = sum over terms" },
            new Explanation($"1 / the question's weight, which is the sum of its terms' idf, at most {LongestMass}", 1 / mass));
    }

    private static Bm25fIndex Build(IEnumerable<Article> articles) => Bm25fIndex.Build(
        [.. articles.AsParallel().AsOrdered().SelectMany(Passage.Of).Select(passage => new IndexedPassage(
            NameOf(passage), passage.Article.Title, passage.Heading, passage.Text, passage.Article.Questions))], Parameters);

    private static string NameOf(Passage passage) => $"{passage.Article.Id}\n{passage.Heading}\n{passage.Text}";

    private Passage PassageOf(string name)
    {
        var named = name.Split('\n', 3);
        return new Passage(articles[named[0]], named[1], named[2]);
    }

    private double MassOf(IReadOnlyList<WeightedTerm> terms) => Math.Min(terms.Sum(term => index.IdfOf(term.Key)), LongestMass);
}
