using System.Net;
using System.Xml.Linq;
using ChatTriage.Api.WeChat;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>The compatible and the secure mode: only what is encrypted counts, both ways.</summary>
public sealed class SecureModeTests(SecureService shared) : IClassFixture<SecureService>
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";

    private readonly ChatTriageApplication service = shared.Service;
    private readonly WeChatAccount account = new(shared.Service, encodingAesKey: WeChatAccount.EncodingAesKey);

    [Fact]
    public async Task An_encrypted_question_gets_its_answer_encrypted_and_signed()
    {
        var reply = await account.Say(Question);

        Assert.StartsWith("有可能，接不接都没有保证", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_the_compatible_mode_the_plain_text_beside_it_does_not_count()
    {
        var encrypted = Cipher.Encrypt(account.Text(Question));
        var body = account.Text("我真的不想活了").Replace("</xml>", $"<Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>", StringComparison.Ordinal);

        using var response = await account.Send(body, account.SealedQuery(encrypted));

        var reply = Cipher.Decrypt(XElement.Parse(await response.Content.ReadAsStringAsync()).Element("Encrypt")!.Value);
        Assert.Contains("有可能，接不接都没有保证", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_compatible_mode_is_read_as_plain()
    {
        await using var plain = WeChatAccount.Plain();
        var own = new WeChatAccount(plain);
        var body = own.Text(Question).Replace("</xml>", "<Encrypt><![CDATA[AAAA]]></Encrypt></xml>", StringComparison.Ordinal);

        using var response = await own.Send(body, own.Query() + "&encrypt_type=aes&msg_signature=0");

        Assert.Contains("有可能，接不接都没有保证", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_without_reply_stays_empty() => Assert.Equal("", await account.Deliver(account.Event("unsubscribe")));

    [Theory]
    [InlineData("")]
    [InlineData("&encrypt_type=raw")]
    public async Task A_plain_message_is_refused_once_a_key_is_set(string more)
    {
        using var response = await account.Send(account.Text(Question), account.Query() + more);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("WeChat:EncodingAesKey", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signature_of_the_plain_mode_does_not_vouch_for_the_cipher_text()
    {
        var encrypted = Cipher.Encrypt(account.Text(Question));
        var query = account.Query();

        using var response = await account.Send($"<xml><Encrypt>{encrypted}</Encrypt></xml>", $"{query}&encrypt_type=aes&msg_{query.Split('&')[0]}");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_message_for_another_account_is_refused()
    {
        using var response = await new WeChatAccount(service, encodingAesKey: WeChatAccount.EncodingAesKey, appId: "wx0000000000000000").Post(account.Text(Question));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("WeChat:AppId", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_under_another_key_cannot_be_read()
    {
        using var response = await new WeChatAccount(service, encodingAesKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C").Post(account.Text(Question));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("WeChat:EncodingAesKey", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_encrypted_may_hold_no_document_type_either()
    {
        using var response = await account.Post("<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + account.Text("&x;"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_official_sample_is_taken()
    {
        await using var own = ChatTriageApplication.With(new()
        {
            ["WeChat:Token"] = "QDG6eK",
            ["WeChat:EncodingAesKey"] = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
            ["WeChat:AppId"] = "wx5823bf96d3bd56c7",
        });
        own.Time.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1409659813));
        const string encrypted = "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==";

        using var response = await new WeChatAccount(own).Send(
            $"<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>",
            "msg_signature=477715d11cdb4164915debcba66cb864d751f3e6&timestamp=1409659813&nonce=1372623149&encrypt_type=aes");

        var reply = new MessageCipher("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7").Decrypt(XElement.Parse(await response.Content.ReadAsStringAsync()).Element("Encrypt")!.Value);
        Assert.Contains("<ToUserName><![CDATA[mycreate]]></ToUserName>", reply, StringComparison.Ordinal);
    }

    private static MessageCipher Cipher { get; } = new(WeChatAccount.EncodingAesKey, WeChatAccount.AppId);
}
