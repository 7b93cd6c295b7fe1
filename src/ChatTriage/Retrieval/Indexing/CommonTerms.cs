using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>
/// The terms that more than a quarter of a segment's passages have, as rows: a saturation for every passage, 0 where it lacks the
/// term. Long questions are slow because of such terms, and a row is added up several passages at a time, postings one by one.
/// </summary>
/// <param name="Keys">The terms, in ascending order.</param>
/// <param name="Frequencies">How many passages have each.</param>
/// <param name="Saturations">The rows, in 65,535ths.</param>
internal sealed record CommonTerms(ReadOnlyMemory<uint> Keys, ReadOnlyMemory<int> Frequencies, ReadOnlyMemory<ushort> Saturations)
{
    /// <summary>Whether a term of so many of the passages belongs here: a row is then at most twice as large as its postings were.</summary>
    public static bool Include(int frequency, int passages) => frequency > passages / 4;

    /// <summary>How many passages have a term; 0 when it is not common.</summary>
    public int FrequencyOf(uint key) => Keys.Span.BinarySearch(key) is >= 0 and var row ? Frequencies.Span[row] : 0;

    /// <summary>The saturations of a term by passage; empty when it is not common.</summary>
    /// <param name="key">The term.</param>
    /// <param name="passages">How many passages the segment has.</param>
    public ReadOnlySpan<ushort> RowOf(uint key, int passages) => Keys.Span.BinarySearch(key) is >= 0 and var row ? Saturations.Span.Slice(row * passages, passages) : [];

    /// <summary>Adds a term's share to the scores of the segment's passages.</summary>
    public void Accumulate(uint key, float weight, Span<float> scores)
    {
        var row = RowOf(key, scores.Length);
        var wide = MemoryMarshal.Cast<ushort, Vector<ushort>>(row);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(scores);
        for (var i = 0; i < wide.Length; i++)
        {
            Vector.Widen(wide[i], out var low, out var high);
            sums[2 * i] += weight * Vector.ConvertToSingle(Vector.AsVectorInt32(low));
            sums[2 * i + 1] += weight * Vector.ConvertToSingle(Vector.AsVectorInt32(high));
        }

        for (var i = wide.Length * Vector<ushort>.Count; i < row.Length; i++) scores[i] += weight * row[i];
    }
}
