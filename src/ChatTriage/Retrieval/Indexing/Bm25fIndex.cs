using System.Buffers;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>
/// An immutable index that ranks passages by BM25F (Robertson, Zaragoza and Taylor, CIKM 2004: term frequencies are weighted and
/// normalised by field before they saturate). Terms are taken one at a time over flat arrays: lay questions have so many weak terms
/// that skipping passages costs more than it saves. Safe for concurrent use.
/// </summary>
public sealed class Bm25fIndex
{
    /// <summary>
    /// Of a longer query only this many terms count, the weightiest: some fifty characters. The rest are common, mean little and
    /// cost most.
    /// </summary>
    private const int MostTerms = 96;

    private readonly IReadOnlyList<Bm25fSegment> segments;

    internal Bm25fIndex(Bm25fParameters parameters, IReadOnlyList<Bm25fSegment> segments)
    {
        Parameters = parameters;
        this.segments = segments;
        Count = segments.Sum(segment => segment.Count);
    }

    /// <summary>The parameters that it was built with.</summary>
    public Bm25fParameters Parameters { get; }

    /// <summary>How many passages it has.</summary>
    public int Count { get; }

    /// <summary>How many postings it has: pairs of a term and a passage.</summary>
    public long Postings => segments.Sum(segment => segment.Postings.Length + segment.Common.Frequencies.ToArray().Sum(frequency => (long)frequency));

    /// <summary>Its size in bytes, in memory as in a file.</summary>
    public long Bytes => segments.Sum(segment => segment.Bytes);

    internal IReadOnlyList<Bm25fSegment> Segments => segments;

    /// <summary>Indexes the passages, which get their numbers in this order.</summary>
    /// <param name="passages">What to index; read twice.</param>
    /// <param name="parameters">The parameters of the ranking.</param>
    /// <param name="parallelism">How many threads may work; all processors when null.</param>
    public static Bm25fIndex Build(IReadOnlyList<IndexedPassage> passages, Bm25fParameters parameters, int? parallelism = null) =>
        Bm25fBuilder.Build(passages, parameters, parallelism ?? Environment.ProcessorCount);

    /// <summary>Maps an index from a file; ready at once, read as it is needed.</summary>
    /// <exception cref="IOException">When the file is no index, or one of another version; the message says so.</exception>
    public static Bm25fIndex Open(string path) => Bm25fFile.Open(path);

    /// <summary>
    /// The passages of this index, and behind them those of another with the same parameters. How rare a term is is counted over all of
    /// them; a field counts as long beside those that it was indexed with.
    /// </summary>
    public Bm25fIndex With(Bm25fIndex other) => new(Parameters, [.. segments, .. other.segments.Select(segment => segment with { First = segment.First + Count })]);

    /// <summary>Writes the index to a file.</summary>
    public void Save(string path) => Bm25fFile.Save(this, path);

    /// <summary>The id of a passage.</summary>
    public string IdOf(int number)
    {
        var segment = SegmentOf(number);
        var id = segment.Ids[number - segment.First];
        GC.KeepAlive(this);
        return id;
    }

    /// <summary>The best passages for a query, best first; only such as share a term with it. Equal scores: in the order of the passages.</summary>
    public RankedPassage[] Search(string query, int count) => Search(QueryOf(query), count);

    /// <summary>The same for a query whose terms carry weights.</summary>
    public RankedPassage[] Search(IReadOnlyList<WeightedTerm> query, int count)
    {
        var top = new TopPassages(count);
        var scores = ArrayPool<float>.Shared.Rent(Bm25fSegment.MostPassages);
        foreach (var segment in segments)
        {
            var own = scores.AsSpan(0, segment.Count);
            own.Clear();
            foreach (var term in query) segment.Accumulate(term.Key, term.Weight, own);
            top.Offer(own, segment.First);
        }

        ArrayPool<float>.Shared.Return(scores);
        GC.KeepAlive(this);
        return top.Take();
    }

    /// <summary>The scores of all passages, by their numbers.</summary>
    public void Score(IReadOnlyList<WeightedTerm> query, Span<float> scores)
    {
        scores[..Count].Clear();
        foreach (var segment in segments)
        {
            foreach (var term in query) segment.Accumulate(term.Key, term.Weight, scores.Slice(segment.First, segment.Count));
        }

        GC.KeepAlive(this);
    }

    /// <summary>The score of one passage.</summary>
    public double ScoreOf(IReadOnlyList<WeightedTerm> query, int number)
    {
        var segment = SegmentOf(number);
        var score = 0f;
        foreach (var term in query) score += term.Weight * segment.SaturationOf(term.Key, number - segment.First);
        GC.KeepAlive(this);
        return score;
    }

    /// <summary>Why a passage has its score for a query: the terms that it shares, the strongest first. The parts of each number multiply to it or sum to it.</summary>
    public Explanation Explain(string query, int number)
    {
        var segment = SegmentOf(number);
        var names = new Dictionary<uint, string>();
        foreach (var term in Terms.Of(query)) names.TryAdd(term.Key, query.Substring(term.Start, term.Length));
        Explanation[] terms =
        [
            .. from term in QueryOf(query)
               let saturation = segment.SaturationOf(term.Key, number - segment.First)
               where saturation > 0
               orderby term.Weight * saturation descending
               select new Explanation(
                   $"term 「{names[term.Key]}」 = (k1 + 1) × idf × saturation × times asked", term.Weight * saturation,
                   new Explanation("k1 + 1", Parameters.K1 + 1), new Explanation($"idf, in {FrequencyOf(term.Key)} of {Count} passages", IdfOf(term.Key)),
                   new Explanation("saturation = frequency / (frequency + k1)", saturation, new Explanation("frequency, weighted and normalised by field", Parameters.K1 * saturation / (1 - saturation))),
                   new Explanation("times asked", term.Weight / ((Parameters.K1 + 1) * IdfOf(term.Key)))),
        ];
        GC.KeepAlive(this);
        return new Explanation($"BM25F of {IdOf(number)} = sum over terms", terms.Sum(term => term.Value), terms);
    }

    /// <summary>The distinct terms of a query, the 96 weightiest of them, with their weights (k1 + 1) × idf × how often it is asked; also terms that no passage has.</summary>
    public IReadOnlyList<WeightedTerm> QueryOf(string query)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var term in Terms.Of(query)) counts[term.Key] = counts.GetValueOrDefault(term.Key) + 1;
        var weighted = new WeightedTerm[counts.Count];
        var i = 0;
        foreach (var (key, count) in counts) weighted[i++] = new WeightedTerm(key, (float)((Parameters.K1 + 1) * IdfOf(key) * count));
        return weighted.Length <= MostTerms ? weighted : [.. weighted.OrderByDescending(term => term.Weight).Take(MostTerms)];
    }

    /// <summary>How rare a term is: ln(1 + (N − n + ½) / (n + ½)) when n of N passages have it; highest for a term that none has.</summary>
    public double IdfOf(uint key)
    {
        var frequency = FrequencyOf(key);
        return Math.Log(1 + (Count - frequency + 0.5) / (frequency + 0.5));
    }

    private int FrequencyOf(uint key)
    {
        var frequency = 0;
        foreach (var segment in segments) frequency += segment.FrequencyOf(key);
        return frequency;
    }

    private Bm25fSegment SegmentOf(int number)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        foreach (var segment in segments)
        {
            if (number >= segment.First && number < segment.First + segment.Count) return segment;
        }

        throw new ArgumentOutOfRangeException(nameof(number));
    }
}

/// <summary>A term of a query with its weight.</summary>
public readonly record struct WeightedTerm(uint Key, float Weight);
