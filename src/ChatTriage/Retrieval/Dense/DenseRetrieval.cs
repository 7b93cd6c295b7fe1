using System.Numerics.Tensors;
using ChatTriage.Privacy;
using Microsoft.Extensions.AI;

namespace ChatTriage.Retrieval.Dense;

/// <summary>
/// The vectors of a knowledge base's passages, and how near a question is to each. They are computed beside the running service; until they
/// are there, and whenever their source fails, there are no scores, and retrieval goes by words.
/// </summary>
public sealed class DenseRetrieval : IDisposable
{
    /// <summary>After a failure the missing vectors are asked for again after this long.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    /// <summary>So many passages are asked for and kept at a time.</summary>
    private const int Chunk = 256;

    private readonly IEmbeddingGenerator<string, Embedding<float>> source;
    private readonly IEmbeddingGenerator<string, Embedding<float>> kept;
    private readonly EmbeddingSettings settings;
    private readonly CancellationTokenSource stop = new();
    private volatile Table? table;

    /// <summary>Starts to compute.</summary>
    /// <param name="passages">The passages that can be found.</param>
    /// <param name="source">Gives a question's vector.</param>
    /// <param name="kept">Gives the passages' vectors; the same source behind a cache, or the source itself.</param>
    /// <param name="settings">Weight, prefix and patience.</param>
    /// <param name="time">The clock that waits after failures.</param>
    public DenseRetrieval(
        IReadOnlyList<Passage> passages, IEmbeddingGenerator<string, Embedding<float>> source, IEmbeddingGenerator<string, Embedding<float>> kept,
        EmbeddingSettings settings, TimeProvider time)
    {
        (this.source, this.kept, this.settings) = (source, kept, settings);
        Ready = Task.Run(() => BuildAsync(passages, time));
    }

    /// <summary>Ends when all vectors are there, or when nobody needs them any more.</summary>
    public Task Ready { get; }

    /// <summary>How near each passage is to a question; null when that cannot be told now. Personal data is masked before it leaves.</summary>
    public async Task<DenseScores?> ScoresAsync(string question, CancellationToken cancellationToken)
    {
        if (table is not { } known) return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(settings.QuerySeconds));
        try
        {
            var vectors = await source.GenerateAsync([settings.QueryPrefix + PersonalData.Mask(question)], null, patience.Token).WaitAsync(patience.Token);
            return Unit(vectors[0].Vector.Span) is { } vector && vector.Length == known.Width ? new DenseScores(known, vector, settings.Weight) : null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever fails there costs the vectors, never the answer.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        stop.Dispose();
    }

    private async Task BuildAsync(IReadOnlyList<Passage> passages, TimeProvider time)
    {
        var token = stop.Token;
        while (!token.IsCancellationRequested)
        {
            try
            {
                var vectors = new List<float[]>(passages.Count);
                foreach (var chunk in passages.Chunk(Chunk))
                    vectors.AddRange((await kept.GenerateAsync(chunk.Select(TextOf), null, token)).Select(vector => Unit(vector.Vector.Span) ?? new float[vector.Vector.Length]));
                table = Table.Of(passages, vectors);
                return;
            }
            catch (Exception)
            {
                // Answers go by words meanwhile.
                await Task.Delay(Pause, time, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static string TextOf(Passage passage) => $"{passage.Article.Title}\n{passage.Heading}\n{passage.Text}";

    /// <summary>The vector at length 1; null when it has no direction.</summary>
    private static float[]? Unit(ReadOnlySpan<float> vector)
    {
        var norm = TensorPrimitives.Norm(vector);
        if (!(norm > 0) || float.IsInfinity(norm)) return null;
        var unit = new float[vector.Length];
        TensorPrimitives.Divide(vector, norm, unit);
        return unit;
    }

    internal sealed record Table(IReadOnlyDictionary<Passage, int> Places, float[] Vectors, int Width)
    {
        /// <exception cref="EmbeddingException">The vectors are not all of one length.</exception>
        public static Table Of(IReadOnlyList<Passage> passages, List<float[]> vectors)
        {
            var width = vectors.Count == 0 ? 0 : vectors[0].Length;
            if (vectors.Exists(vector => vector.Length != width)) throw new EmbeddingException("The passages' vectors differ in length.");
            var places = new Dictionary<Passage, int>(passages.Count);
            foreach (var (i, passage) in passages.Index()) places[passage] = i;
            return new Table(places, [.. vectors.SelectMany(vector => vector)], width);
        }

        /// <summary>The cosine of a passage and a vector of length 1; 0 for a passage that has none.</summary>
        public double Cosine(Passage passage, float[] query) =>
            Places.TryGetValue(passage, out var place) ? TensorPrimitives.Dot(Vectors.AsSpan(place * Width, Width), query) : 0;
    }
}

/// <summary>How near a question is to each passage by their vectors.</summary>
public sealed class DenseScores
{
    private readonly DenseRetrieval.Table table;
    private readonly float[] query;
    private readonly double weight;

    internal DenseScores(DenseRetrieval.Table table, float[] query, double weight) => (this.table, this.query, this.weight) = (table, query, weight);

    /// <summary>The cosine of a passage, from -1 to 1; 0 for one that has no vector. It is computed when asked for: few passages ever are.</summary>
    public double this[Passage passage] => table.Cosine(passage, query);

    /// <summary>
    /// The hits with the weighted cosine added to their scores, best first: a sum, which was measured clearly better than fusing ranks. The
    /// weight is a share of the best score by words, so that it means the same for short and for long questions.
    /// </summary>
    public IReadOnlyList<ScoredPassage> Add(IReadOnlyList<ScoredPassage> hits)
    {
        var best = hits.Select(hit => hit.Score).DefaultIfEmpty().Max();
        return [.. hits.Select(hit => hit with { Score = hit.Score + weight * best * Math.Max(0, this[hit.Passage]) }).OrderByDescending(hit => hit.Score)];
    }
}
