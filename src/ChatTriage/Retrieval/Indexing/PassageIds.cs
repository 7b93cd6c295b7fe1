using System.Text;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>The names of passages, flat, so that they can stay in a file: UTF-8 and where each starts.</summary>
internal sealed record PassageIds(ReadOnlyMemory<int> Starts, ReadOnlyMemory<byte> Utf8)
{
    public string this[int number] => Encoding.UTF8.GetString(Utf8.Span[Starts.Span[number]..Starts.Span[number + 1]]);

    /// <summary>The names of the passages from one number up to another.</summary>
    public static PassageIds Of(IReadOnlyList<IndexedPassage> passages, int first, int end)
    {
        var starts = new int[end - first + 1];
        for (var i = first; i < end; i++) starts[i - first + 1] = checked(starts[i - first] + Encoding.UTF8.GetByteCount(passages[i].Id));
        var utf8 = new byte[starts[^1]];
        for (var i = first; i < end; i++) Encoding.UTF8.GetBytes(passages[i].Id, utf8.AsSpan(starts[i - first]));
        return new PassageIds(starts, utf8);
    }
}
