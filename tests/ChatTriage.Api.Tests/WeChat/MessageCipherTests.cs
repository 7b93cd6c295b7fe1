using System.Security.Cryptography;
using System.Text;
using ChatTriage.Api.WeChat;
using FsCheck;
using FsCheck.Xunit;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>The encryption against published vectors, and against what somebody else might send.</summary>
public sealed class MessageCipherTests
{
    private const string Key = WeChatAccount.EncodingAesKey;
    private const string AppId = WeChatAccount.AppId;
    private static readonly byte[] Random = Encoding.ASCII.GetBytes("aaaabbbbccccdddd");

    [Theory]
    // The official sample: its padding is 7 whether blocks have 16 bytes or 32.
    [InlineData("我是中文abcd123", "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==")]
    // This one tells them apart.
    [InlineData("你好", "jn1L23DB+6ELqJ+6bruv2wc/MU4uZfjWCL34OTFq1aU9o4+oMN7oOUzWjP+xEqs7UtLw9Vn7AKnS4rx6XsH6LA==")]
    public void A_message_is_encrypted_as_published(string message, string encrypted)
    {
        var cipher = new MessageCipher(Key, AppId);

        Assert.Equal(encrypted, cipher.Encrypt(message, Random));
        Assert.Equal(message, cipher.Decrypt(encrypted));
    }

    [Theory]
    // The official sample of a callback; 30 bytes of padding, so that blocks of 16 would fail.
    [InlineData("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7", "1409659813", "1372623149", "477715d11cdb4164915debcba66cb864d751f3e6", "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==", "<Content><![CDATA[hello]]></Content>")]
    // From the tests of wechatpy.
    [InlineData("123456", "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR", "wx49f0ab532d5d035a", "1411443780", "437374425", "dd6b9c95b495b3f7e2901bfbc76c664930ffdb96", "4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==", "5927782489442352469")]
    public void A_published_message_is_checked_and_opened(
        string token, string key, string id, string timestamp, string nonce, string signature, string encrypted, string content)
    {
        Assert.True(Signature.IsOf(signature, token, timestamp, nonce, encrypted));
        Assert.Contains(content, new MessageCipher(key, id).Decrypt(encrypted), StringComparison.Ordinal);
    }

    [Property]
    public bool Whatever_is_encrypted_comes_back(NonNull<string> message)
    {
        // Half a pair of surrogates has no UTF-8.
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(message.Get));
        var cipher = new MessageCipher(Key, AppId);
        var encrypted = cipher.Encrypt(text);
        return cipher.Decrypt(encrypted) == text && cipher.Encrypt(text) != encrypted && Convert.FromBase64String(encrypted).Length % 32 == 0;
    }

    [Fact]
    public void A_message_for_another_account_is_refused()
    {
        var encrypted = new MessageCipher(Key, "wx0000000000000000").Encrypt("你好");

        var refused = Assert.Throws<CallbackRefusedException>(() => new MessageCipher(Key, AppId).Decrypt(encrypted));

        Assert.Equal(403, refused.Status);
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfA==")]
    public void What_cannot_be_opened_is_refused(string encrypted) =>
        Assert.Equal(400, Assert.Throws<CallbackRefusedException>(() => new MessageCipher(Key, AppId).Decrypt(encrypted)).Status);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 33)]
    [InlineData(0, 3)]
    [InlineData(int.MaxValue, 1)]
    [InlineData(-1, 1)]
    public void Padding_and_length_must_be_true(int length, byte padding)
    {
        var plain = new byte[64];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(plain.AsSpan(16), length);
        plain[^1] = padding;
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(Key + "=");
        var encrypted = Convert.ToBase64String(aes.EncryptCbc(plain, aes.Key[..16], PaddingMode.None));

        Assert.Equal(400, Assert.Throws<CallbackRefusedException>(() => new MessageCipher(Key, AppId).Decrypt(encrypted)).Status);
    }
}
