using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Api.SharedMemory;

/// <summary>
/// Values that only somebody who knows their name can read (AES-256-GCM under a key derived from it by HKDF, RFC 5869). A name is chosen by
/// a client or derived from a secret, and only its hash is told: who reads the shared memory learns nothing of anybody.
/// </summary>
internal static class Seal
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>What the value is kept under.</summary>
    public static string NameOf(string name) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>The sealed value.</summary>
    public static byte[] Close(string name, string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        var sealedValue = new byte[NonceBytes + TagBytes + text.Length];
        var nonce = sealedValue.AsSpan(..NonceBytes);
        var tag = sealedValue.AsSpan(NonceBytes, TagBytes);
        var content = sealedValue.AsSpan(NonceBytes + TagBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(KeyOf(name), TagBytes);
        cipher.Encrypt(nonce, text, content, tag);
        return sealedValue;
    }

    /// <summary>The value; null when it was not sealed under that name.</summary>
    public static string? Open(string name, ReadOnlySpan<byte> sealedValue)
    {
        if (sealedValue.Length < NonceBytes + TagBytes) return null;
        var text = new byte[sealedValue.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(KeyOf(name), TagBytes);
        try
        {
            cipher.Decrypt(sealedValue[..NonceBytes], sealedValue[(NonceBytes + TagBytes)..], sealedValue.Slice(NonceBytes, TagBytes), text);
            return Encoding.UTF8.GetString(text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(string name) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(name), 32, info: "chattriage value"u8.ToArray());
}
