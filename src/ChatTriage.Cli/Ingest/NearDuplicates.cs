using System.Numerics;

namespace ChatTriage.Cli.Ingest;

/// <summary>
/// Finds texts that are nearly the same by MinHash (Broder, 1997) over runs of five letters, with locality-sensitive hashing so that each
/// text is compared with few others.
/// </summary>
internal sealed class NearDuplicates
{
    /// <summary>Texts that share at least this much of their runs (Jaccard) are the same text; the estimate's deviation there is 0.035.</summary>
    private const double Same = 0.8;

    private const int Run = 5;
    private const int Bands = 16;
    private const int Rows = 8;

    /// <summary>Of texts that look alike at most so many are compared.</summary>
    private const int MostCandidates = 256;

    private static readonly ulong[] Multipliers = Constants(1);
    private static readonly ulong[] Offsets = Constants(2);

    private readonly List<(string Id, uint[] Signature)> texts = [];
    private readonly Dictionary<ulong, List<int>> buckets = [];

    /// <summary>What a text is compared by; only its letters and digits count.</summary>
    public static uint[] Signature(string text)
    {
        var minima = new uint[Bands * Rows];
        Array.Fill(minima, uint.MaxValue);
        var letters = text.Where(char.IsLetterOrDigit).ToArray();
        for (var i = 0; i + Run <= Math.Max(letters.Length, Run); i++)
        {
            var hash = Hash(letters.AsSpan(i, Math.Min(Run, letters.Length - i)));
            for (var k = 0; k < minima.Length; k++) minima[k] = Math.Min(minima[k], (uint)((Multipliers[k] * hash + Offsets[k]) >> 32));
        }

        return minima;
    }

    /// <summary>The id of a text that was added and is nearly the same; null when there is none.</summary>
    public string? Find(uint[] signature) =>
        Keys(signature).SelectMany(key => buckets.GetValueOrDefault(key) ?? []).Distinct().Take(MostCandidates)
            .Where(candidate => Likeness(texts[candidate].Signature, signature) >= Same)
            .Select(candidate => texts[candidate].Id).FirstOrDefault();

    /// <summary>Adds a text to those that later ones are compared with.</summary>
    public void Add(string id, uint[] signature)
    {
        foreach (var key in Keys(signature))
        {
            if (!buckets.TryGetValue(key, out var bucket)) buckets[key] = bucket = new List<int>(1);
            if (bucket.Count < MostCandidates) bucket.Add(texts.Count);
        }

        texts.Add((id, signature));
    }

    private static double Likeness(uint[] one, uint[] other) => one.Zip(other).Count(pair => pair.First == pair.Second) / (double)one.Length;

    private static IEnumerable<ulong> Keys(uint[] signature)
    {
        for (var band = 0; band < Bands; band++)
        {
            var key = (ulong)band + 1;
            for (var row = 0; row < Rows; row++) key = BitOperations.RotateLeft((key ^ signature[band * Rows + row]) * 0x9E3779B97F4A7C15, 29);
            yield return key;
        }
    }

    private static ulong Hash(ReadOnlySpan<char> run)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var c in run) hash = (hash ^ c) * 0x100000001B3;
        return hash ^ (hash >> 29);
    }

    private static ulong[] Constants(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Bands * Rows).Select(_ => (ulong)random.NextInt64() * 2 + 1)];
    }
}
