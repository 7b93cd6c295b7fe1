using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval;

/// <summary>A passage found for a question.</summary>
/// <param name="Passage">The passage.</param>
/// <param name="Score">What it is ranked by; from the index, the coverage.</param>
/// <param name="Coverage">The share of the question's weight that its words cover.</param>
/// <param name="Relevance">How likely it answers the question, from 0 to 1.</param>
public sealed record ScoredPassage(Passage Passage, double Score, double Coverage, double Relevance);

/// <summary>The passages of articles, ranked by BM25F over title, heading, text and the article's lay questions.</summary>
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

    private readonly Passage[] passages;
    private readonly Bm25fIndex index;

    /// <summary>Indexes the passages.</summary>
    public PassageIndex(IEnumerable<Passage> passages)
    {
        this.passages = [.. passages];
        index = Bm25fIndex.Build([.. this.passages.Select((passage, i) => new IndexedPassage(
            $"{passage.Article.Id}#{i}", passage.Article.Title, passage.Heading, passage.Text, passage.Article.Questions))], Parameters);
    }

    /// <summary>The best passages for a query, best first; only such as share a term with it.</summary>
    public IReadOnlyList<ScoredPassage> Search(string query, int count)
    {
        var terms = index.QueryOf(query);
        var mass = MassOf(terms);
        return [.. from hit in index.Search(terms, count) let coverage = hit.Score / mass select new ScoredPassage(passages[hit.Number], coverage, coverage, Relevance.ByWords(coverage))];
    }

    /// <summary>Why a passage of the index has its score for a query.</summary>
    public Explanation Explain(string query, Passage passage)
    {
        var terms = index.QueryOf(query);
        var (number, mass) = (Array.FindIndex(passages, other => ReferenceEquals(other, passage)), MassOf(terms));
        return new Explanation(
            "words = BM25F × 1 / the question's weight", index.ScoreOf(terms, number) / mass,
            index.Explain(query, number), new Explanation($"1 / the question's weight, which is the sum of its terms' idf, at most {LongestMass}", 1 / mass));
    }

    private double MassOf(IReadOnlyList<WeightedTerm> terms) => Math.Min(terms.Sum(term => index.IdfOf(term.Key)), LongestMass);
}
