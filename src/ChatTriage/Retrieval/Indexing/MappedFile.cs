using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>A file mapped into memory for reading. It stays mapped while any of its arrays is in use.</summary>
internal sealed unsafe class MappedFile
{
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;

    public MappedFile(string path)
    {
        Length = new FileInfo(path).Length;
        if (Length == 0) throw new IOException($"{path}: this file is empty.");
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    ~MappedFile()
    {
        if (start is null) return;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
    }

    /// <summary>The file's length in bytes.</summary>
    public long Length { get; }

    /// <summary>The bytes up to the next multiple of eight.</summary>
    public static int Padding(long position) => (int)(-position & 7);

    /// <summary>The beginning of the file as a stream.</summary>
    public Stream Header() => new UnmanagedMemoryStream(start, Length);

    /// <summary>The array that starts at the next multiple of eight; the position moves behind it.</summary>
    /// <exception cref="InvalidDataException">When the file ends before the array does.</exception>
    public ReadOnlyMemory<T> Next<T>(ref long position, int count)
        where T : unmanaged
    {
        var begin = position + Padding(position);
        position = begin + (long)count * sizeof(T);
        if (count < 0 || position > Length) throw new InvalidDataException();
        return new Array<T>(this, begin, count).Memory;
    }

    private sealed class Array<T>(MappedFile file, long begin, int count) : MemoryManager<T>
        where T : unmanaged
    {
        public override Span<T> GetSpan() => new(file.start + begin, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new((T*)(file.start + begin) + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
