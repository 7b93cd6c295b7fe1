using System.Text;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>The names of passages, flat, so that they can stay in a file: UTF-8 and where each starts.</summary>
internal sealed record PassageIds(ReadOnlyMemory<int> Starts, ReadOnlyMemory<byte> Utf8)
{
    public int Count => Starts.Length - 1;

    public string this[int number] => Encoding.UTF8.GetString(Utf8.Span[Starts.Span[number]..Starts.Span[number + 1]]);

    public static PassageIds Of(IReadOnlyList<IndexedPassage> passages)
    {
        var starts = new int[passages.Count + 1];
        for (var i = 0; i < passages.Count; i++) starts[i + 1] = checked(starts[i] + Encoding.UTF8.GetByteCount(passages[i].Id));
        var utf8 = new byte[starts[^1]];
        for (var i = 0; i < passages.Count; i++) Encoding.UTF8.GetBytes(passages[i].Id, utf8.AsSpan(starts[i]));
        return new PassageIds(starts, utf8);
    }
}
