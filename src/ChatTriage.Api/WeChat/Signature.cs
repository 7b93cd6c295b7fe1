using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Api.WeChat;

/// <summary>WeChat's signature: SHA-1, in lower-case hex, of the parts sorted by their bytes and joined.</summary>
internal static class Signature
{
    /// <summary>The signature of the parts, in whatever order they are given.</summary>
    public static string Of(params string[] parts)
    {
        // Ordinal: a culture's order puts "a" before "B" and signs something else.
        var sorted = parts.Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted))));
    }

    /// <summary>Whether the signature belongs to the parts; how long that takes tells nothing about where it differs.</summary>
    public static bool IsOf(string given, params string[] parts) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Of(parts)));
}
