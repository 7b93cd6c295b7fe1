using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatTriage.Api.Tests.Privacy;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>What does not come from WeChat, or not just now, is not answered.</summary>
public sealed class RefusalTests(PlainService shared) : IClassFixture<PlainService>
{
    private readonly ChatTriageApplication service = shared.Service;
    private readonly WeChatAccount account = new(shared.Service);

    [Fact]
    public async Task A_message_with_a_wrong_signature()
    {
        using var response = await account.Send(account.Text("你好"), account.Query().Replace("signature=", "signature=0", StringComparison.Ordinal));

        await Refused(response, HttpStatusCode.Forbidden, "WeChat:Token");
    }

    [Theory]
    [InlineData(-301, false)]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(301, false)]
    public async Task A_call_more_than_five_minutes_from_now(int seconds, bool isTaken)
    {
        var timestamp = (service.Time.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

        using var response = await account.Send(account.Text("你好"), account.Query(timestamp));

        if (isTaken) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        else await Refused(response, HttpStatusCode.Forbidden, "timestamp");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    public async Task A_time_that_is_none(string timestamp)
    {
        using var response = await account.Send(account.Text("你好"), account.Query(timestamp));

        await Refused(response, HttpStatusCode.Forbidden, "timestamp");
    }

    [Fact]
    public async Task A_second_message_under_the_signature_of_another()
    {
        var query = account.Query();
        using var first = await account.Send(account.Text("你好"), query);

        using var second = await account.Send(account.Text("我真的不想活了"), query);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await Refused(second, HttpStatusCode.Forbidden, "签名");
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml><ToUserName>a</ToUserName><FromUserName>b</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>&x;</Content></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><xml><MsgType>&b;</MsgType></xml>")]
    [InlineData("<!DOCTYPE xml SYSTEM \"http://example.com/x.dtd\"><xml/>")]
    [InlineData("")]
    [InlineData("{\"MsgType\":\"text\"}")]
    [InlineData("<xml><MsgType>text</xml>")]
    [InlineData("<xml/><xml/>")]
    public async Task A_body_that_is_no_plain_xml(string body)
    {
        using var response = await account.Send(body, account.Query());

        await Refused(response, HttpStatusCode.BadRequest, "XML");
    }

    [Theory]
    [InlineData("ToUserName")]
    [InlineData("FromUserName")]
    [InlineData("CreateTime")]
    [InlineData("MsgType")]
    public async Task A_message_that_lacks_what_every_message_has(string name)
    {
        using var response = await account.Send(account.Text("你好").Replace(name, "Other", StringComparison.Ordinal), account.Query());

        await Refused(response, HttpStatusCode.BadRequest, name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_64_KiB_announced_or_not(bool isAnnounced)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(account.Text(new string('a', 70_000))));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/xml");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/wechat?{account.Query()}") { Content = content };
        request.Headers.TransferEncodingChunked = isAnnounced ? null : true;

        using var response = await service.CreateClient().SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task An_encrypted_message_while_no_key_is_set()
    {
        using var response = await account.Send("<xml><ToUserName>gh</ToUserName><Encrypt>AAAA</Encrypt></xml>", account.Query() + "&encrypt_type=aes&msg_signature=0");

        await Refused(response, HttpStatusCode.BadRequest, "WeChat:EncodingAesKey");
    }

    [Fact]
    public async Task Neither_readers_nor_words_nor_secrets_are_logged()
    {
        await using var logged = ChatTriageApplication.With(new() { ["WeChat:Token"] = WeChatAccount.Token, ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning" });
        var own = new WeChatAccount(logged);
        await own.Say($"{PlantedData.Sentence}催收昨天给我妈打电话了");
        using var refused = await own.Send(own.Text(PlantedData.Sentence), "signature=0&timestamp=1&nonce=2");

        Assert.Contains("A call of /wechat is refused with 403", logged.Log.ToString(), StringComparison.Ordinal);
        foreach (var secret in new[] { "oReader", "我妈", WeChatAccount.Token }) Assert.DoesNotContain(secret, logged.Log.ToString(), StringComparison.Ordinal);
        PlantedData.MustNotBeIn("the log", logged.Log.ToString());
    }

    private static async Task Refused(HttpResponseMessage response, HttpStatusCode status, string named)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(named, body, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", body, StringComparison.Ordinal);
    }
}
