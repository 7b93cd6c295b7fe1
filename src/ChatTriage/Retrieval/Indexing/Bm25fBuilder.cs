using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>
/// Builds an index: segments in parallel, each in two passes over its texts. The first counts, so that the second writes every
/// posting, and every place in a row of a common term, where it stays; nothing is unpacked, sorted or copied in between.
/// </summary>
internal static class Bm25fBuilder
{
    public static Bm25fIndex Build(IReadOnlyList<IndexedPassage> passages, Bm25fParameters parameters, int parallelism)
    {
        var segmentCount = (passages.Count + Bm25fSegment.MostPassages - 1) / Bm25fSegment.MostPassages;
        var lengths = new int[passages.Count * IndexedPassage.Fields];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism };
        var counting = new SegmentBuilder[segmentCount];
        Parallel.For(0, segmentCount, options, i =>
        {
            counting[i] = new SegmentBuilder(passages, FirstOf(i), FirstOf(i + 1), parameters, lengths);
            counting[i].Count();
        });

        var averages = Averages(lengths);
        var segments = new Bm25fSegment[segmentCount];
        Parallel.For(0, segmentCount, options, i => segments[i] = counting[i].Write(averages));
        return new Bm25fIndex(parameters, segments);

        int FirstOf(int segment) => (int)((long)passages.Count * segment / segmentCount);
    }

    /// <summary>The average length of each field over the passages that have it: a field that few have must not look overlong where it is.</summary>
    private static double[] Averages(int[] lengths)
    {
        var sums = new long[IndexedPassage.Fields];
        var having = new int[IndexedPassage.Fields];
        for (var i = 0; i < lengths.Length; i++)
        {
            sums[i % IndexedPassage.Fields] += lengths[i];
            if (lengths[i] > 0) having[i % IndexedPassage.Fields]++;
        }

        return [.. sums.Zip(having, (sum, count) => Math.Max(1, sum / Math.Max(1d, count)))];
    }

    private sealed class SegmentBuilder(IReadOnlyList<IndexedPassage> passages, int first, int end, Bm25fParameters parameters, int[] lengths)
    {
        private readonly double[] weights = parameters.Weights;
        private TermSlot[] slots = new TermSlot[Slots(end - first)];
        private int used;

        /// <summary>First pass: the lengths of the fields, and in how many passages each term is.</summary>
        public void Count()
        {
            for (var passage = first; passage < end; passage++)
            {
                for (var text = 0; text < passages[passage].Texts; text++)
                {
                    var (field, words) = passages[passage][text];
                    if (weights[field] == 0) continue;
                    ref var length = ref lengths[passage * IndexedPassage.Fields + field];
                    foreach (var term in Terms.Of(words))
                    {
                        length++;
                        ref var slot = ref SlotFor(term.Key);
                        if (slot.LastSeen == passage + 1) continue;
                        slot.LastSeen = passage + 1;
                        slot.Count++;
                    }
                }
            }
        }

        /// <summary>Second pass: every posting to its place.</summary>
        public Bm25fSegment Write(double[] averages)
        {
            var size = end - first;
            int[] common = [.. Enumerable.Range(0, slots.Length).Where(slot => CommonTerms.Include(slots[slot].Count, size)).OrderBy(slot => slots[slot].Key)];
            var rows = new ushort[common.Length * size];
            var commonTerms = new CommonTerms(Array.ConvertAll(common, slot => slots[slot].Key), Array.ConvertAll(common, slot => slots[slot].Count), rows);
            foreach (var slot in common) slots[slot].Count = 0;
            var starts = new int[slots.Length + 1];
            for (var slot = 0; slot < slots.Length; slot++)
            {
                starts[slot + 1] = starts[slot] + slots[slot].Count;
                slots[slot].Next = starts[slot];
                slots[slot].Frequency = 0;
            }

            for (var row = 0; row < common.Length; row++) slots[common[row]].Next = ~(row * size);
            var postings = new uint[starts[^1]];
            var touched = new List<int>();
            for (var passage = first; passage < end; passage++)
            {
                for (var text = 0; text < passages[passage].Texts; text++)
                {
                    var (field, words) = passages[passage][text];
                    if (weights[field] == 0) continue;
                    var norm = 1 - parameters.B + parameters.B * lengths[passage * IndexedPassage.Fields + field] / averages[field];
                    Add(words, (float)(weights[field] / norm), touched);
                }

                foreach (var place in CollectionsMarshal.AsSpan(touched))
                {
                    ref var slot = ref slots[place];
                    var saturated = (ushort)Math.Round(slot.Frequency / (slot.Frequency + parameters.K1) * ushort.MaxValue);
                    if (slot.Next < 0) rows[~slot.Next + passage - first] = saturated;
                    else postings[slot.Next++] = (uint)(passage - first) << 16 | saturated;
                    slot.Frequency = 0;
                }

                touched.Clear();
            }

            return new Bm25fSegment(first, size, PassageIds.Of(passages, first, end), Array.ConvertAll(slots, slot => slot.Key), starts, postings, commonTerms);
        }

        /// <summary>
        /// Room for the terms of so many passages, which are some 900 times the root of their number (Heaps' law; 10,000 statute articles have
        /// 90,000): what has to grow leaves its old array behind.
        /// </summary>
        private static int Slots(int passages) => (int)BitOperations.RoundUpToPowerOf2((uint)(1350 * Math.Sqrt(passages)));

        private void Add(string words, float weight, List<int> touched)
        {
            foreach (var term in Terms.Of(words))
            {
                var place = PlaceOf(slots, term.Key);
                ref var slot = ref slots[place];
                if (slot.Frequency == 0) touched.Add(place);
                slot.Frequency += weight;
            }
        }

        private ref TermSlot SlotFor(uint key)
        {
            ref var slot = ref slots[PlaceOf(slots, key)];
            if (slot.Key != 0) return ref slot;
            if (++used > slots.Length * 2 / 3)
            {
                Grow();
                slot = ref slots[PlaceOf(slots, key)];
            }

            slot.Key = key;
            return ref slot;
        }

        private void Grow()
        {
            var larger = new TermSlot[slots.Length * 2];
            foreach (var slot in slots)
            {
                if (slot.Key != 0) larger[PlaceOf(larger, slot.Key)] = slot;
            }

            slots = larger;
        }

        private static int PlaceOf(TermSlot[] slots, uint key)
        {
            var place = Bm25fSegment.FirstSlot(key, slots.Length);
            while (slots[place].Key != key && slots[place].Key != 0) place = (place + 1) & (slots.Length - 1);
            return place;
        }
    }

    /// <summary>All that building needs to know of a term, in one place: the memory for it is the slow part.</summary>
    private struct TermSlot
    {
        public uint Key;
        public int Count;

        /// <summary>The passage that it was last seen in, counted from 1, while counting.</summary>
        public int LastSeen;

        /// <summary>Its frequency in the passage that is written, in the same place: nothing is counted by then.</summary>
        public float Frequency { readonly get => BitConverter.Int32BitsToSingle(LastSeen); set => LastSeen = BitConverter.SingleToInt32Bits(value); }

        /// <summary>Where the next posting goes, or the complement of where the row of a common term starts; the counts are done with by then.</summary>
        public int Next { readonly get => Count; set => Count = value; }
    }
}
