using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using ChatTriage.Api.WeChat;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>A 公众号 whose callback is the service: sends what WeChat would send, signed and encrypted as its mode asks.</summary>
public sealed class WeChatAccount(ChatTriageApplication service, string token = WeChatAccount.Token, string? encodingAesKey = null, string appId = WeChatAccount.AppId)
{
    public const string Token = "rN4vK8wYq2Tz";
    public const string EncodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
    public const string AppId = "wxb11529c136998cb6";

    /// <summary>The reader; each account has one of its own, so that tests can share a service.</summary>
    private readonly string reader = $"oReader{Guid.NewGuid():N}";
    private readonly MessageCipher? cipher = encodingAesKey is null ? null : new MessageCipher(encodingAesKey, appId);
    private long last = 4561255354251345929;

    /// <summary>The service in the plain mode.</summary>
    public static ChatTriageApplication Plain(Dictionary<string, string>? settings = null) =>
        ChatTriageApplication.With(new(settings ?? []) { ["WeChat:Token"] = Token });

    /// <summary>The service in the secure mode.</summary>
    public static ChatTriageApplication Secure() =>
        ChatTriageApplication.With(new() { ["WeChat:Token"] = Token, ["WeChat:EncodingAesKey"] = EncodingAesKey, ["WeChat:AppId"] = AppId });

    /// <summary>Seconds of the service's clock.</summary>
    public string Now => service.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A text from a reader, delivered once; the words of the reply, empty when there is none.</summary>
    public Task<string> Say(string words) => Deliver(Text(words));

    /// <summary>Delivers a message and expects it to be taken; the words of the reply.</summary>
    public async Task<string> Deliver(string xml)
    {
        using var response = await Post(xml);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, body);
        if (body.Length == 0) return "";
        var reply = XElement.Parse(body);
        if (cipher is not null) reply = Unseal(reply);
        Assert.Equal("gh_account", reply.Element("FromUserName")!.Value);
        Assert.Equal(reader, reply.Element("ToUserName")!.Value);
        Assert.Equal("text", reply.Element("MsgType")!.Value);
        Assert.Equal(Now, reply.Element("CreateTime")!.Value);
        return reply.Element("Content")!.Value;
    }

    /// <summary>Posts a message as the account's mode asks.</summary>
    public Task<HttpResponseMessage> Post(string xml)
    {
        if (cipher is null) return Send(xml, Query());
        var encrypted = cipher.Encrypt(xml);
        return Send($"<xml><ToUserName><![CDATA[gh_account]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>", SealedQuery(encrypted));
    }

    /// <summary>Posts a body under a query of the test's own.</summary>
    public Task<HttpResponseMessage> Send(string body, string query) =>
        service.CreateClient().PostAsync($"/wechat?{query}", new StringContent(body, Encoding.UTF8, "text/xml"));

    /// <summary>The query of a plain call.</summary>
    public string Query(string? timestamp = null, string? nonce = null)
    {
        timestamp ??= Now;
        nonce ??= Guid.NewGuid().ToString("N");
        return $"signature={Signature.Of(token, timestamp, nonce)}&timestamp={timestamp}&nonce={nonce}&openid={reader}";
    }

    /// <summary>The query of an encrypted call.</summary>
    public string SealedQuery(string encrypted, string? timestamp = null)
    {
        timestamp ??= Now;
        var nonce = Guid.NewGuid().ToString("N");
        return $"{Query(timestamp, nonce)}&encrypt_type=aes&msg_signature={Signature.Of(token, timestamp, nonce, encrypted)}";
    }

    /// <summary>A text message with an id of its own.</summary>
    public string Text(string words) =>
        Message($"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content><MsgId>{Interlocked.Increment(ref last)}</MsgId>");

    /// <summary>An event.</summary>
    public string Event(string name, string more = "") => Message($"<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[{name}]]></Event>{more}");

    /// <summary>A message of any kind.</summary>
    public string Message(string content) =>
        $"<xml><ToUserName><![CDATA[gh_account]]></ToUserName><FromUserName><![CDATA[{reader}]]></FromUserName><CreateTime>{Now}</CreateTime>{content}</xml>";

    /// <summary>Asks the callback to prove that it is ours.</summary>
    public async Task<(HttpStatusCode Status, string Body)> Verify(string query)
    {
        using var response = await service.CreateClient().GetAsync($"/wechat?{query}");
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private XElement Unseal(XElement reply)
    {
        var encrypted = reply.Element("Encrypt")!.Value;
        var signature = Signature.Of(token, reply.Element("TimeStamp")!.Value, reply.Element("Nonce")!.Value, encrypted);
        Assert.Equal(signature, reply.Element("MsgSignature")!.Value);
        return XElement.Parse(cipher!.Decrypt(encrypted));
    }
}

/// <summary>A service in the plain mode, shared by the tests of a class.</summary>
public sealed class PlainService : IDisposable
{
    public ChatTriageApplication Service { get; } = WeChatAccount.Plain();

    public void Dispose() => Service.Dispose();
}

/// <summary>A service in the secure mode, shared by the tests of a class.</summary>
public sealed class SecureService : IDisposable
{
    public ChatTriageApplication Service { get; } = WeChatAccount.Secure();

    public void Dispose() => Service.Dispose();
}
