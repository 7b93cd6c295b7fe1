using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>A passage, by its number in the index, with its score.</summary>
public readonly record struct RankedPassage(int Number, double Score);

/// <summary>Keeps the best passages of a stream of scores: a heap whose root is the worst that is kept. Of equal scores the lower number wins.</summary>
internal sealed class TopPassages(int capacity)
{
    private readonly PriorityQueue<int, ulong> heap = new(Math.Min(capacity, 1024) + 1);
    private float threshold;

    /// <summary>Offers the scores of consecutive passages; only what is above zero counts.</summary>
    public void Offer(ReadOnlySpan<float> scores, int first)
    {
        if (capacity <= 0) return;
        var wide = MemoryMarshal.Cast<float, Vector<float>>(scores);
        for (var i = 0; i < wide.Length; i++)
        {
            if (!Vector.GreaterThanAny(wide[i], new Vector<float>(threshold))) continue;
            for (var j = i * Vector<float>.Count; j < (i + 1) * Vector<float>.Count; j++) Offer(scores[j], first + j);
        }

        for (var j = wide.Length * Vector<float>.Count; j < scores.Length; j++) Offer(scores[j], first + j);
    }

    /// <summary>Offers one passage. Passages must come in the order of their numbers.</summary>
    public void Offer(float score, int number)
    {
        if (!(score > threshold)) return;

        // Positive floats order as their bits do.
        var priority = (ulong)BitConverter.SingleToUInt32Bits(score) << 32 | ~(uint)number;
        if (heap.Count < capacity) heap.Enqueue(number, priority);
        else heap.EnqueueDequeue(number, priority);
        if (heap.Count == capacity && heap.TryPeek(out _, out var worst)) threshold = BitConverter.UInt32BitsToSingle((uint)(worst >> 32));
    }

    /// <summary>What was kept, best first; the heap is empty afterwards.</summary>
    public RankedPassage[] Take()
    {
        var best = new RankedPassage[heap.Count];
        for (var i = best.Length - 1; i >= 0; i--)
        {
            heap.TryDequeue(out var number, out var priority);
            best[i] = new RankedPassage(number, BitConverter.UInt32BitsToSingle((uint)(priority >> 32)));
        }

        return best;
    }
}
