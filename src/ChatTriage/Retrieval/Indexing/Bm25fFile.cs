using System.Runtime.InteropServices;
using System.Text;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>
/// An index as a file: a mark, the parameters, how long each array is; then the arrays as they are in memory (little-endian), each
/// at a multiple of eight bytes.
/// </summary>
internal static class Bm25fFile
{
    private const string Mark = "ChatTriage index 3\n";

    public static void Save(Bm25fIndex index, string path)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("An index file is little-endian.");
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        using (var header = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true))
        {
            header.Write(Encoding.ASCII.GetBytes(Mark));
            var parameters = index.Parameters;
            foreach (var number in (double[])[parameters.K1, parameters.B, .. parameters.Weights]) header.Write(number);
            header.Write(index.Segments.Count);
            foreach (var segment in index.Segments)
            {
                foreach (var number in (int[])[segment.First, segment.Count, segment.Ids.Utf8.Length, segment.Keys.Length, segment.Starts.Length, segment.Postings.Length, segment.Common.Keys.Length]) header.Write(number);
            }
        }

        foreach (var segment in index.Segments)
        {
            Append(file, segment.Ids.Starts.Span);
            Append(file, segment.Ids.Utf8.Span);
            Append(file, segment.Keys.Span);
            Append(file, segment.Starts.Span);
            Append(file, segment.Postings.Span);
            Append(file, segment.Common.Keys.Span);
            Append(file, segment.Common.Frequencies.Span);
            Append(file, segment.Common.Saturations.Span);
        }

        GC.KeepAlive(index);
    }

    public static Bm25fIndex Open(string path)
    {
        var file = new MappedFile(path);
        try
        {
            using var header = new BinaryReader(file.Header());
            if (!header.ReadBytes(Mark.Length).AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(Mark))) throw new InvalidDataException();
            var parameters = new Bm25fParameters(header.ReadDouble(), header.ReadDouble(), header.ReadDouble(), header.ReadDouble(), header.ReadDouble(), header.ReadDouble());
            var shapes = new int[header.ReadInt32()][];
            for (var i = 0; i < shapes.Length; i++) shapes[i] = [header.ReadInt32(), header.ReadInt32(), header.ReadInt32(), header.ReadInt32(), header.ReadInt32(), header.ReadInt32(), header.ReadInt32()];

            var position = header.BaseStream.Position;
            Bm25fSegment[] segments =
            [
                .. shapes.Select(shape => new Bm25fSegment(
                    shape[0], shape[1], new PassageIds(file.Next<int>(ref position, checked(shape[1] + 1)), file.Next<byte>(ref position, shape[2])),
                    file.Next<uint>(ref position, shape[3]), file.Next<int>(ref position, shape[4]), file.Next<uint>(ref position, shape[5]),
                    new CommonTerms(file.Next<uint>(ref position, shape[6]), file.Next<int>(ref position, shape[6]), file.Next<ushort>(ref position, checked(shape[6] * shape[1]))))),
            ];
            if (position != file.Length) throw new InvalidDataException();
            return new Bm25fIndex(parameters, segments);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or ArgumentException or OverflowException)
        {
            throw new IOException($"{path}: this is no index of this version, or it is cut off. Build it again.", fault);
        }
    }

    private static void Append<T>(Stream file, ReadOnlySpan<T> array)
        where T : unmanaged
    {
        file.Write(new byte[MappedFile.Padding(file.Position)]);
        file.Write(MemoryMarshal.AsBytes(array));
    }
}
