using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatTriage.Retrieval.Learning;

/// <summary>The vectors of passages, one after the other, as 8-bit numbers with a scale each.</summary>
internal sealed class PassageVectors(sbyte[] numbers, float[] scales)
{
    /// <summary>Their size in bytes.</summary>
    public long Bytes => numbers.Length + 4L * scales.Length;

    /// <summary>The cosine of each passage with a question's vector.</summary>
    public void Score(ReadOnlySpan<float> question, Span<float> cosines)
    {
        Span<sbyte> rounded = stackalloc sbyte[DualEncoder.Width];
        var scale = DualEncoder.Round(question, rounded);
        for (var passage = 0; passage < scales.Length; passage++)
            cosines[passage] = scale * scales[passage] * Dot(rounded, numbers.AsSpan(passage * DualEncoder.Width, DualEncoder.Width));
    }

    /// <summary>Two products of 8-bit numbers fit into 16 bits together; their sums need 32.</summary>
    private static int Dot(ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right)
    {
        var lefts = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(left);
        var rights = MemoryMarshal.Cast<sbyte, Vector<sbyte>>(right);
        var sum = Vector<int>.Zero;
        for (var i = 0; i < lefts.Length; i++)
        {
            Vector.Widen(lefts[i], out var leftLow, out var leftHigh);
            Vector.Widen(rights[i], out var rightLow, out var rightHigh);
            Vector.Widen(leftLow * rightLow + leftHigh * rightHigh, out var low, out var high);
            sum += low + high;
        }

        return Vector.Sum(sum);
    }
}
