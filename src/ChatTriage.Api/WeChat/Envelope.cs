using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ChatTriage.Api.SharedMemory;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.WeChat;

/// <summary>What WeChat writes into the address of each call.</summary>
internal sealed record CallbackQuery(
    string? Signature, string? Timestamp, string? Nonce, string? Echostr,
    [property: FromQuery(Name = "encrypt_type")] string? EncryptType, [property: FromQuery(Name = "msg_signature")] string? MessageSignature);

/// <summary>A message that has been checked.</summary>
/// <param name="Message">The message.</param>
/// <param name="IsSealed">Whether it came encrypted, so that the reply goes back encrypted too.</param>
internal sealed record OpenedEnvelope(IncomingMessage Message, bool IsSealed);

/// <summary>A call that is not answered, with the status and the reason that a deployer needs.</summary>
internal sealed class CallbackRefusedException(int status, string reason) : Exception(reason)
{
    public int Status { get; } = status;
}

/// <summary>Checks that a call comes from WeChat, just now and for the first time; opens what it encrypted and seals the reply.</summary>
internal sealed class Envelope(IOptions<WeChatOptions> options, ISharedMemory memory, TimeProvider time)
{
    /// <summary>How far WeChat's clock and ours may be apart, and how old a call may be.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly MessageCipher? cipher = options.Value is { EncodingAesKey: { } key, AppId: { } app } ? new MessageCipher(key, app) : null;

    private string Token => options.Value.Token!;

    /// <summary>Checks the signature over token, time and nonce, and that the time is now.</summary>
    /// <exception cref="CallbackRefusedException">One of them does not hold.</exception>
    public void Check(CallbackQuery query) => Check(query.Signature, query);

    /// <summary>The message in the body, checked by whichever mode the account is in.</summary>
    /// <exception cref="CallbackRefusedException">It is not WeChat's, not ours, stale, or cannot be read.</exception>
    public async Task<OpenedEnvelope> OpenAsync(CallbackQuery query, Stream body)
    {
        var isMarked = string.Equals(query.EncryptType, "aes", StringComparison.OrdinalIgnoreCase);
        if (cipher is null || !isMarked)
        {
            // Somebody who drops the mark must not get round the encryption.
            if (cipher is not null) throw Forbidden("配置了 WeChat:EncodingAesKey，就只收加密的消息；明文模式请去掉它。");
            Check(query);
            return new OpenedEnvelope(await OnlyOnceAsync(query.Signature!, IncomingMessage.From(Readable(IncomingMessage.Parse(body)))), IsSealed: false);
        }

        var xml = IncomingMessage.Parse(body);
        var encrypted = IncomingMessage.Field(xml, "Encrypt") ?? throw new CallbackRefusedException(StatusCodes.Status400BadRequest, "消息里缺少 Encrypt。");
        Check(query.MessageSignature, query, encrypted);
        // In the compatible mode a plain text stands beside it, which nothing vouches for: only what was encrypted counts.
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(cipher.Decrypt(encrypted)));
        return new OpenedEnvelope(IncomingMessage.From(IncomingMessage.Parse(content)), IsSealed: true);
    }

    /// <summary>The XML of a text reply to the message.</summary>
    public string Reply(OpenedEnvelope to, string text)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var reply = new XElement("xml",
            Data("ToUserName", to.Message.OpenId), Data("FromUserName", to.Message.Account), new XElement("CreateTime", now),
            Data("MsgType", "text"), Data("Content", text)).ToString(SaveOptions.DisableFormatting);
        return to.IsSealed ? Seal(reply, now.ToString(CultureInfo.InvariantCulture)) : reply;
    }

    private string Seal(string reply, string timestamp)
    {
        var encrypted = cipher!.Encrypt(reply);
        var nonce = RandomNumberGenerator.GetHexString(16, lowercase: true);
        return new XElement("xml",
            Data("Encrypt", encrypted), Data("MsgSignature", Signature.Of(Token, timestamp, nonce, encrypted)),
            new XElement("TimeStamp", timestamp), Data("Nonce", nonce)).ToString(SaveOptions.DisableFormatting);
    }

    private void Check(string? signature, CallbackQuery query, params string[] signedToo)
    {
        if (signature is null || query.Timestamp is null || query.Nonce is null || !Signature.IsOf(signature, [Token, query.Timestamp, query.Nonce, .. signedToo]))
            throw Forbidden("签名不对：请核对 WeChat:Token 与公众平台上的是否一致。");
        if (!long.TryParse(query.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            || Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - (double)sent) > Window.TotalSeconds)
            throw Forbidden("timestamp 与服务器时间相差超过 5 分钟：请核对服务器的时钟。");
    }

    /// <summary>The plain mode signs no message: whoever sees one signature could put other words under it, unless it is good for one only.</summary>
    private async Task<IncomingMessage> OnlyOnceAsync(string signature, IncomingMessage message)
    {
        var signedFor = $"{message.OpenId} {message.Identity}";
        return await memory.KeepFirstAsync($"signed {Token} {signature}", signedFor, 2 * Window) == signedFor ? message : throw Forbidden("这个签名已经用在另一条消息上。");
    }

    private static XElement Readable(XElement xml) => IncomingMessage.Field(xml, "MsgType") is null && IncomingMessage.Field(xml, "Encrypt") is not null
        ? throw new CallbackRefusedException(StatusCodes.Status400BadRequest, "公众平台用的是安全模式：请配置 WeChat:EncodingAesKey 和 WeChat:AppId。")
        : xml;

    private static XElement Data(string name, string text) => new(name, new XCData(string.Concat(text.EnumerateRunes().Where(IsAllowed))));

    private static bool IsAllowed(Rune rune) => !rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value);

    private static CallbackRefusedException Forbidden(string reason) => new(StatusCodes.Status403Forbidden, reason);
}
