using System.Text;

namespace ChatTriage.Tests.Retrieval.Dense;

/// <summary>
/// A folder with the smallest encoder there is: it looks each token's vector up in a table. The test writes the ONNX file itself, field by
/// field, as the format's public description numbers them.
/// </summary>
public sealed class TinyModel : IDisposable
{
    private static readonly string[] Words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "催", "收", "半", "夜", "打", "电", "话", "分", "期"];

    public TinyModel(params string[] inputs)
    {
        File.WriteAllLines(Path.Combine(Folder, "vocab.txt"), Words);
        File.WriteAllBytes(Path.Combine(Folder, "model.onnx"), Model(inputs));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("model").FullName;

    public static int Width => Words.Length;

    /// <summary>The number of a token; its vector is 1 there and 0 elsewhere.</summary>
    public static int Of(string token) => Array.IndexOf(Words, token);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static byte[] Model(string[] inputs)
    {
        const int floats = 1, longs = 7;
        var table = new byte[Width * Width * sizeof(float)];
        for (var i = 0; i < Width; i++) BitConverter.TryWriteBytes(table.AsSpan((i * Width + i) * sizeof(float)), 1f);

        var node = Message([.. Field(1, "table"), .. Field(1, inputs[0]), .. Field(2, "last_hidden_state"), .. Field(4, "Gather")]);
        var tensor = Message([.. Number(1, Width), .. Number(1, Width), .. Number(2, floats), .. Field(8, "table"), .. Field(9, table)]);
        var graph = Message(
        [
            .. Field(1, node), .. Field(2, "tiny"), .. Field(5, tensor), .. inputs.SelectMany(input => Field(11, Value(input, longs, "batch", "length"))),
            .. Field(12, Value("last_hidden_state", floats, "batch", "length", null)),
        ]);
        return Message([.. Number(1, 8), .. Field(7, graph), .. Field(8, Message([.. Field(1, ""), .. Number(2, 13)]))]);
    }

    private static byte[] Value(string name, int type, params string?[] dimensions)
    {
        var shape = dimensions.SelectMany(dimension => Field(1, dimension is null ? Message([.. Number(1, Width)]) : Message([.. Field(2, dimension)])));
        return Message([.. Field(1, name), .. Field(2, Message([.. Field(1, Message([.. Number(1, type), .. Field(2, Message([.. shape]))]))]))]);
    }

    private static byte[] Message(byte[] fields) => fields;

    private static IEnumerable<byte> Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static IEnumerable<byte> Field(int number, byte[] bytes) => [.. Varint((number << 3) | 2), .. Varint(bytes.Length), .. bytes];

    private static IEnumerable<byte> Number(int number, long value) => [.. Varint(number << 3), .. Varint(value)];

    private static IEnumerable<byte> Varint(long value)
    {
        for (; value >= 0x80; value >>= 7) yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
