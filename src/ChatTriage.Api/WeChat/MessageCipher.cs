using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Api.WeChat;

/// <summary>
/// The encryption of the compatible and the secure mode: AES-256-CBC whose first vector is the key's first half, over 16 random bytes,
/// the length of the message in 4 bytes, the message and the app id, filled up to blocks of 32 bytes.
/// </summary>
internal sealed class MessageCipher
{
    private const int RandomLength = 16;
    private const int HeaderLength = RandomLength + sizeof(int);

    /// <summary>PKCS#7 over 32 bytes; the framework's own goes only to AES's 16.</summary>
    private const int BlockLength = 32;

    private readonly byte[] key;
    private readonly string appId;

    /// <param name="encodingAesKey">The 43 characters of the 公众平台: a Base64 text without its last character.</param>
    /// <param name="appId">The app id that the messages must end with.</param>
    public MessageCipher(string encodingAesKey, string appId)
    {
        key = Convert.FromBase64String(encodingAesKey + "=");
        this.appId = appId;
    }

    /// <summary>Encrypts a message, in Base64.</summary>
    public string Encrypt(string message) => Encrypt(message, RandomNumberGenerator.GetBytes(RandomLength));

    /// <summary>Encrypts a message behind 16 given bytes, which must never be the same twice.</summary>
    public string Encrypt(string message, ReadOnlySpan<byte> random)
    {
        var text = Encoding.UTF8.GetBytes(message);
        var app = Encoding.UTF8.GetBytes(appId);
        var length = HeaderLength + text.Length + app.Length;
        var padding = BlockLength - length % BlockLength;
        var plain = new byte[length + padding];
        random.CopyTo(plain);
        BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(RandomLength), text.Length);
        text.CopyTo(plain, HeaderLength);
        app.CopyTo(plain, HeaderLength + text.Length);
        plain.AsSpan(length).Fill((byte)padding);
        using var aes = Aes();
        return Convert.ToBase64String(aes.EncryptCbc(plain, aes.IV, PaddingMode.None));
    }

    /// <summary>The message of a Base64 text.</summary>
    /// <exception cref="CallbackRefusedException">It was made with another key or for another account.</exception>
    public string Decrypt(string encrypted)
    {
        var plain = Open(encrypted);
        var padding = plain[^1];
        if (padding is < 1 or > BlockLength || plain.AsSpan(plain.Length - padding).ContainsAnyExcept(padding)) throw Unreadable();
        var content = plain.AsSpan(..^padding);
        if (content.Length < HeaderLength) throw Unreadable();
        var length = BinaryPrimitives.ReadInt32BigEndian(content[RandomLength..]);
        if (length < 0 || length > content.Length - HeaderLength) throw Unreadable();
        // Without this check a message made for another account of the same key would pass.
        if (!content[(HeaderLength + length)..].SequenceEqual(Encoding.UTF8.GetBytes(appId)))
            throw new CallbackRefusedException(StatusCodes.Status403Forbidden, "这条消息不是发给 WeChat:AppId 这个帐号的。");
        return Encoding.UTF8.GetString(content.Slice(HeaderLength, length));
    }

    private byte[] Open(string encrypted)
    {
        try
        {
            using var aes = Aes();
            var plain = aes.DecryptCbc(Convert.FromBase64String(encrypted), aes.IV, PaddingMode.None);
            return plain.Length > 0 && plain.Length % BlockLength == 0 ? plain : throw Unreadable();
        }
        catch (Exception fault) when (fault is FormatException or CryptographicException)
        {
            throw Unreadable();
        }
    }

    private Aes Aes()
    {
        var aes = System.Security.Cryptography.Aes.Create();
        aes.Key = key;
        aes.IV = key[..RandomLength];
        return aes;
    }

    private static CallbackRefusedException Unreadable() =>
        new(StatusCodes.Status400BadRequest, "Encrypt 解不开：请核对 WeChat:EncodingAesKey 与公众平台上的是否一致。");
}
