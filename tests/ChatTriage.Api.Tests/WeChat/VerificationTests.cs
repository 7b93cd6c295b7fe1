using System.Net;

namespace ChatTriage.Api.Tests.WeChat;

/// <summary>WeChat asks whether the address is ours before it sends anything.</summary>
public sealed class VerificationTests(PlainService shared) : IClassFixture<PlainService>
{
    private readonly ChatTriageApplication service = shared.Service;

    [Fact]
    public async Task A_signed_call_gets_its_words_back_and_nothing_else()
    {
        await using var own = ChatTriageApplication.With(new() { ["WeChat:Token"] = "weixin" });
        own.Time.AdjustTime(DateTimeOffset.FromUnixTimeSeconds(1357982061));

        using var response = await own.CreateClient().GetAsync(
            "/wechat?signature=335b26997f05c82243aad6b10a2d1853637e71a8&timestamp=1357982061&nonce=1358161344&echostr=5927782489442352469");

        Assert.Equal("5927782489442352469", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("echostr=hello")]
    [InlineData("signature=0000000000000000000000000000000000000000&timestamp=1&nonce=n&echostr=hello")]
    public async Task Whoever_cannot_sign_gets_nothing_back(string query)
    {
        var (status, body) = await new WeChatAccount(service).Verify(query);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("WeChat:Token", body, StringComparison.Ordinal);
        Assert.DoesNotContain("hello", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signature_of_another_token_is_none()
    {
        var (status, _) = await new WeChatAccount(service, token: "another").Verify(new WeChatAccount(service, token: "another").Query() + "&echostr=1");

        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Without_a_token_there_is_no_such_address()
    {
        await using var own = ChatTriageApplication.With(new() { ["WeChat:Token"] = "" });
        var account = new WeChatAccount(own, token: "");

        Assert.Equal(HttpStatusCode.NotFound, (await account.Verify(account.Query() + "&echostr=1")).Status);
        using var posted = await account.Send(account.Text("你好"), account.Query());
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
    }
}
