using System.Numerics;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>
/// Up to 32,768 passages: an open hash table from terms to postings, and the postings in one flat array. A posting is the passage's
/// place in the segment (upper half) and its saturated term frequency f / (f + k1) in 65,535ths (lower half). That few passages
/// fit 16 bits, and their scores the processor's nearer cache. Common terms have rows instead of postings.
/// </summary>
/// <param name="First">The number of the first passage.</param>
/// <param name="Count">How many passages there are.</param>
/// <param name="Ids">Their names.</param>
/// <param name="Keys">The terms by slot, 0 where a slot is free; a power of two of them.</param>
/// <param name="Starts">Where the postings of a slot start; one more than there are slots.</param>
/// <param name="Postings">The postings by slot, then by passage.</param>
/// <param name="Common">The terms that have a row.</param>
internal sealed record Bm25fSegment(
    int First, int Count, PassageIds Ids, ReadOnlyMemory<uint> Keys, ReadOnlyMemory<int> Starts, ReadOnlyMemory<uint> Postings, CommonTerms Common)
{
    public const int MostPassages = 1 << 15;
    public const float Quantum = 1f / ushort.MaxValue;

    /// <summary>The slot of a term among so many, a power of two; when others are there before, the next that is free.</summary>
    public static int FirstSlot(uint key, int slots) => (int)(key * 0x9E37_79B1u >> (32 - BitOperations.Log2((uint)slots)));

    /// <summary>The size of its arrays.</summary>
    public long Bytes =>
        4L * (Ids.Starts.Length + Keys.Length + Starts.Length + Postings.Length + Common.Keys.Length + Common.Frequencies.Length) + 2L * Common.Saturations.Length + Ids.Utf8.Length;

    /// <summary>How many passages have a term.</summary>
    public int FrequencyOf(uint key) => PostingsOf(key) is { IsEmpty: false } postings ? postings.Length : Common.FrequencyOf(key);

    /// <summary>Adds a term's share to the scores of the segment's passages.</summary>
    public void Accumulate(uint key, float weight, Span<float> scores)
    {
        weight *= Quantum;
        var postings = PostingsOf(key);
        if (postings.IsEmpty) Common.Accumulate(key, weight, scores);
        foreach (var posting in postings) scores[(int)(posting >> 16)] += weight * (ushort)posting;
    }

    /// <summary>The saturated frequency of a term in a passage, from 0 to 1.</summary>
    public float SaturationOf(uint key, int place)
    {
        if (Common.RowOf(key, Count) is { IsEmpty: false } row) return row[place] * Quantum;
        var postings = PostingsOf(key);
        var low = 0;
        for (var high = postings.Length; low < high;)
        {
            var middle = (low + high) >>> 1;
            if (postings[middle] >> 16 < place) low = middle + 1;
            else high = middle;
        }

        return low < postings.Length && postings[low] >> 16 == place ? (ushort)postings[low] * Quantum : 0;
    }

    private ReadOnlySpan<uint> PostingsOf(uint key)
    {
        var keys = Keys.Span;
        var starts = Starts.Span;
        var slot = FirstSlot(key, keys.Length);
        while (keys[slot] != key && keys[slot] != 0) slot = (slot + 1) & (keys.Length - 1);
        return Postings.Span[starts[slot]..starts[slot + 1]];
    }
}
