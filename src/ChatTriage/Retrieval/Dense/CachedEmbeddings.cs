using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace ChatTriage.Retrieval.Dense;

/// <summary>
/// Keeps vectors on disk by the hash of their text, one file a model, so that only new passages are computed after a start or an edit. It is
/// for passages: what people ask is never kept. A file that is broken or cannot be written costs time, not answers.
/// </summary>
public sealed class CachedEmbeddings : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private const int HashLength = 16;

    private readonly string file;
    private readonly Dictionary<UInt128, float[]> kept = [];
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>A cache in a folder, for the model that the identity names.</summary>
    /// <param name="inner">Where missing vectors come from.</param>
    /// <param name="folder">The folder; it is made when needed.</param>
    /// <param name="identity">What the vectors depend on besides the text: endpoint and name, or the model's content.</param>
    public CachedEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner, string folder, string identity)
        : base(inner)
    {
        file = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32]}.vectors");
        Load();
    }

    /// <summary>How many vectors are kept.</summary>
    public int Count => kept.Count;

    /// <inheritdoc/>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var texts = values.ToArray();
        await turn.WaitAsync(cancellationToken);
        try
        {
            var missing = texts.Where(text => !kept.ContainsKey(Hash(text))).Distinct().ToArray();
            if (missing.Length > 0)
            {
                var vectors = await base.GenerateAsync(missing, options, cancellationToken);
                Keep([.. missing.Zip(vectors, (text, vector) => (Hash(text), vector.Vector.ToArray()))]);
            }

            return [.. texts.Select(text => new Embedding<float>(kept[Hash(text)]))];
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) turn.Dispose();
        base.Dispose(disposing);
    }

    private void Keep((UInt128 Hash, float[] Vector)[] added)
    {
        foreach (var (hash, vector) in added) kept[hash] = vector;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var writer = new BinaryWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read));
            foreach (var (hash, vector) in added)
            {
                writer.Write((ulong)(hash >> 64));
                writer.Write((ulong)hash);
                writer.Write(vector.Length);
                foreach (var number in vector) writer.Write(number);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The vectors are there; next time they are computed again.
        }
    }

    private void Load()
    {
        try
        {
            if (!File.Exists(file)) return;
            using var reader = new BinaryReader(File.OpenRead(file));
            var (stream, whole) = (reader.BaseStream, 0L);
            while (stream.Length - stream.Position >= HashLength + sizeof(int))
            {
                var hash = ((UInt128)reader.ReadUInt64() << 64) | reader.ReadUInt64();
                var length = reader.ReadInt32();
                if (length is < 1 or > 16384 || stream.Length - stream.Position < (long)length * sizeof(float)) break;
                var vector = new float[length];
                for (var i = 0; i < length; i++) vector[i] = reader.ReadSingle();
                kept[hash] = vector;
                whole = stream.Position;
            }

            // A write that was cut off leaves half an entry; what follows it would never be read.
            var cut = whole < stream.Length;
            reader.Dispose();
            if (!cut) return;
            using var trimmed = new FileStream(file, FileMode.Open, FileAccess.Write);
            trimmed.SetLength(whole);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            kept.Clear();
        }
    }

    private static UInt128 Hash(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return ((UInt128)BitConverter.ToUInt64(hash) << 64) | BitConverter.ToUInt64(hash, 8);
    }
}
