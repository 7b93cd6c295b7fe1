using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>
/// Turns questions and passages into vectors; the larger their cosine, the likelier one answers the other. A text is the weighted sum of
/// its terms' rows in one table, of length one. Terms find their row by a hash, so that a word that no passage knows has one too. A row is
/// stored as 8-bit numbers with a scale.
/// </summary>
internal sealed class DualEncoder
{
    /// <summary>The numbers of a vector; a multiple of what a processor multiplies at once.</summary>
    public const int Width = 128;

    /// <summary>So many rows at most; terms share them.</summary>
    public const int MostRows = 1 << 17;

    /// <summary>What title and heading count beside the text.</summary>
    private const float AboveText = 0.5f;

    /// <summary>Single characters mean less than pairs.</summary>
    private const float SingleCharacter = 0.6f;

    private readonly sbyte[] table;
    private readonly float[] scales;

    private DualEncoder(sbyte[] table, float[] scales)
    {
        this.table = table;
        this.scales = scales;
    }

    /// <summary>Rounds a table, row after row, to 8 bits.</summary>
    public static DualEncoder Of(ReadOnlySpan<float> table)
    {
        var rounded = new sbyte[table.Length];
        var scales = new float[table.Length / Width];
        for (var row = 0; row < scales.Length; row++) scales[row] = Round(table.Slice(row * Width, Width), rounded.AsSpan(row * Width, Width));
        return new DualEncoder(rounded, scales);
    }

    /// <summary>The rows that make up a question.</summary>
    public static WeightedRow[] RowsOf(string question, Bm25fIndex index, int rowCount) => Sum([(question, 1)], index, rowCount);

    /// <summary>The rows that make up a passage.</summary>
    public static WeightedRow[] RowsOf(IndexedPassage passage, Bm25fIndex index, int rowCount) =>
        Sum([(passage.Text, 1), (passage.Title, AboveText), (passage.Heading, AboveText)], index, rowCount);

    /// <summary>The vector of a question.</summary>
    public float[] Encode(string question, Bm25fIndex index)
    {
        var vector = new float[Width];
        Encode(RowsOf(question, index, scales.Length), vector);
        return vector;
    }

    /// <summary>The vectors of all passages of a corpus.</summary>
    public PassageVectors Encode(Corpus corpus)
    {
        var rounded = new sbyte[corpus.Passages.Count * Width];
        var factors = new float[corpus.Passages.Count];
        Parallel.For(0, factors.Length, passage =>
        {
            Span<float> vector = stackalloc float[Width];
            Encode(RowsOf(corpus.Passages[passage], corpus.Index, scales.Length), vector);
            factors[passage] = Round(vector, rounded.AsSpan(passage * Width, Width));
        });
        return new PassageVectors(rounded, factors);
    }

    public void Write(BinaryWriter file)
    {
        file.Write(scales.Length);
        file.Write(MemoryMarshal.AsBytes<float>(scales));
        file.Write(MemoryMarshal.AsBytes<sbyte>(table));
    }

    /// <exception cref="InvalidDataException">There is none.</exception>
    public static DualEncoder Read(BinaryReader file)
    {
        var rowCount = file.ReadInt32();
        if (rowCount is < 1 or > MostRows) throw new InvalidDataException();
        var scales = new float[rowCount];
        file.BaseStream.ReadExactly(MemoryMarshal.AsBytes(scales.AsSpan()));
        var table = new sbyte[scales.Length * Width];
        file.BaseStream.ReadExactly(MemoryMarshal.AsBytes(table.AsSpan()));
        return new DualEncoder(table, scales);
    }

    /// <summary>Rounds to 8 bits; what to multiply the result by to have the numbers again.</summary>
    public static float Round(ReadOnlySpan<float> numbers, Span<sbyte> rounded)
    {
        var most = MathF.Abs(TensorPrimitives.MaxMagnitude(numbers));
        var scale = most > 0 ? most / sbyte.MaxValue : 1;
        for (var i = 0; i < numbers.Length; i++) rounded[i] = (sbyte)MathF.Round(numbers[i] / scale);
        return scale;
    }

    private void Encode(ReadOnlySpan<WeightedRow> rows, Span<float> vector)
    {
        vector.Clear();
        Span<float> numbers = stackalloc float[Width];
        foreach (var (row, weight) in rows)
        {
            TensorPrimitives.ConvertTruncating<sbyte, float>(table.AsSpan(row * Width, Width), numbers);
            TensorPrimitives.MultiplyAdd(numbers, weight * scales[row], vector, vector);
        }

        var length = TensorPrimitives.Norm<float>(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
    }

    private static WeightedRow[] Sum(ReadOnlySpan<(string Text, float Weight)> fields, Bm25fIndex index, int rowCount)
    {
        var weights = new Dictionary<uint, float>();
        var counts = new Dictionary<uint, int>();
        foreach (var (text, weight) in fields)
        {
            counts.Clear();
            foreach (var term in Terms.Of(text)) CollectionsMarshal.GetValueRefOrAddDefault(counts, term.Key, out _)++;
            foreach (var (key, count) in counts) CollectionsMarshal.GetValueRefOrAddDefault(weights, key, out _) += weight * (1 + MathF.Log(count));
        }

        var rows = new WeightedRow[weights.Count];
        var next = 0;
        foreach (var (key, weight) in weights)
        {
            var rarity = (float)index.IdfOf(key) / 10 * ((key & 0xFFFF) == 0 ? SingleCharacter : 1);
            rows[next++] = new WeightedRow((int)((ulong)(key * 0x9E37_79B1u) * (uint)rowCount >> 32), weight * rarity);
        }

        return rows;
    }
}

/// <summary>A row of the table with its weight in a text.</summary>
internal readonly record struct WeightedRow(int Row, float Weight);
