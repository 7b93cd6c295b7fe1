using System.Text;
using System.Text.RegularExpressions;

namespace ChatTriage.Cli.Ingest;

/// <summary>Bytes as text: by byte order mark, by what the page itself declares, else UTF-8, else GB18030; nothing is guessed beyond that.</summary>
internal static partial class RawText
{
    /// <summary>Common characters of Chinese prose; text read with the wrong table has next to none of them.</summary>
    private const string Common = "的一是不了在有和人这中大为上个国我以要他时来用们到说就你会还对也";

    /// <summary>Below this share of common characters the decoding is wrong; prose has some 15 %.</summary>
    private const double LeastCommon = 0.02;

    private const int DeclarationReach = 2048;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030;

    static RawText()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Gb18030 = Strict("gb18030")!;
    }

    /// <summary>The text, or why there is none.</summary>
    public static (string Text, DropReason? Fault) Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return ("", DropReason.Empty);
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) return Read(Utf8, bytes[3..]);
        if (bytes is [0xFF, 0xFE, ..]) return Read(Strict("utf-16")!, bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..]) return Read(Strict("utf-16BE")!, bytes[2..]);
        if (bytes.Contains((byte)0)) return ("", DropReason.Binary);

        // Many pages declare one encoding and are written in another: what is declared must give Chinese.
        if (Declared(bytes) is { } declared && Read(declared, bytes) is { Fault: null } said && IsChinese(said.Text)) return said;
        if (Read(Utf8, bytes) is { Fault: not DropReason.BrokenEncoding } utf8) return utf8;
        return Read(Gb18030, bytes) is { Fault: null } gb && IsChinese(gb.Text) ? gb : ("", DropReason.BrokenEncoding);
    }

    private static (string Text, DropReason? Fault) Read(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = encoding.GetString(bytes);
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t' or '\f' or '\v' or '\u001a' or '\u0085')) && IsBinary(text)
                ? ("", DropReason.Binary)
                : string.IsNullOrWhiteSpace(text) ? ("", DropReason.Empty) : (text, null);
        }
        catch (DecoderFallbackException)
        {
            return ("", DropReason.BrokenEncoding);
        }
    }

    private static bool IsBinary(string text) => text.Count(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) > text.Length / 100;

    private static bool IsChinese(string text)
    {
        var (han, common) = (0, 0);
        foreach (var c in text)
        {
            if (c is >= '一' and <= '鿿') han++;
            if (Common.Contains(c, StringComparison.Ordinal)) common++;
        }

        return han > 0 && common >= han * LeastCommon;
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationReach)]);
        return Charset().Match(head) is not { Success: true } match ? null
            : match.Groups[1].Value.ToLowerInvariant() is "gb2312" or "gbk" or "gb18030" or "gb_2312-80" ? Gb18030 : Strict(match.Groups[1].Value);
    }

    private static Encoding? Strict(string name)
    {
        try
        {
            return Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", RegexOptions.IgnoreCase)]
    private static partial Regex Charset();
}
