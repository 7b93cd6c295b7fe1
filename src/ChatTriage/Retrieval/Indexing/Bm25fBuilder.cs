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
        return new Bm25fIndex(parameters, segments, PassageIds.Of(passages));

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
        private uint[] keys = new uint[1 << 10];
        private int[] counts = new int[1 << 10];
        private int[] lastSeen = new int[1 << 10];
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
                        CountOnce(term.Key, passage + 1);
                    }
                }
            }
        }

        /// <summary>Second pass: every posting to its place.</summary>
        public Bm25fSegment Write(double[] averages)
        {
            var size = end - first;
            int[] common = [.. Enumerable.Range(0, keys.Length).Where(slot => CommonTerms.Include(counts[slot], size)).OrderBy(slot => keys[slot])];
            var rows = new ushort[common.Length * size];
            var commonTerms = new CommonTerms(Array.ConvertAll(common, slot => keys[slot]), Array.ConvertAll(common, slot => counts[slot]), rows);
            foreach (var slot in common) counts[slot] = 0;
            var starts = new int[keys.Length + 1];
            for (var slot = 0; slot < keys.Length; slot++) starts[slot + 1] = starts[slot] + counts[slot];
            var postings = new uint[starts[^1]];
            starts.AsSpan(0, counts.Length).CopyTo(counts);
            var next = counts;
            for (var row = 0; row < common.Length; row++) next[common[row]] = ~(row * size);

            var frequencies = new float[keys.Length];
            var touched = new List<int>();
            for (var passage = first; passage < end; passage++)
            {
                for (var text = 0; text < passages[passage].Texts; text++)
                {
                    var (field, words) = passages[passage][text];
                    if (weights[field] == 0) continue;
                    var norm = 1 - parameters.B + parameters.B * lengths[passage * IndexedPassage.Fields + field] / averages[field];
                    Add(words, (float)(weights[field] / norm), frequencies, touched);
                }

                foreach (var slot in CollectionsMarshal.AsSpan(touched))
                {
                    var saturated = (ushort)Math.Round(frequencies[slot] / (frequencies[slot] + parameters.K1) * ushort.MaxValue);
                    if (next[slot] < 0) rows[~next[slot] + passage - first] = saturated;
                    else postings[next[slot]++] = (uint)(passage - first) << 16 | saturated;
                    frequencies[slot] = 0;
                }

                touched.Clear();
            }

            return new Bm25fSegment(first, size, keys, starts, postings, commonTerms);
        }

        private void Add(string words, float weight, float[] frequencies, List<int> touched)
        {
            foreach (var term in Terms.Of(words))
            {
                var slot = Bm25fSegment.SlotOf(keys, term.Key);
                if (frequencies[slot] == 0) touched.Add(slot);
                frequencies[slot] += weight;
            }
        }

        private void CountOnce(uint key, int mark)
        {
            var slot = Bm25fSegment.SlotOf(keys, key);
            if (keys[slot] == 0)
            {
                if (++used > keys.Length * 2 / 3)
                {
                    Grow();
                    slot = Bm25fSegment.SlotOf(keys, key);
                }

                keys[slot] = key;
            }

            if (lastSeen[slot] == mark) return;
            lastSeen[slot] = mark;
            counts[slot]++;
        }

        private void Grow()
        {
            var (oldKeys, oldCounts, oldSeen) = (keys, counts, lastSeen);
            keys = new uint[oldKeys.Length * 2];
            counts = new int[keys.Length];
            lastSeen = new int[keys.Length];
            for (var i = 0; i < oldKeys.Length; i++)
            {
                if (oldKeys[i] == 0) continue;
                var slot = Bm25fSegment.SlotOf(keys, oldKeys[i]);
                (keys[slot], counts[slot], lastSeen[slot]) = (oldKeys[i], oldCounts[i], oldSeen[i]);
            }
        }
    }
}
