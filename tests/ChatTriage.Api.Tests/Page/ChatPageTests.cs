using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace ChatTriage.Api.Tests.Page;

/// <summary>The page's files, who may call from elsewhere, and what goes over the line; how it behaves is in ChatTriage.Browser.Tests.</summary>
[Collection(nameof(SharedService))]
public sealed class ChatPageTests(ChatTriageApplication service)
{
    private const string Listed = "https://www.example.com";

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/widget.js", "text/javascript")]
    [InlineData("/chat/element.js", "text/javascript")]
    [InlineData("/chat/chat.css", "text/css")]
    public async Task Files_are_served_compressed_and_asked_for_anew_by_entity_tag(string path, string type)
    {
        using var client = service.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var response = await client.SendAsync(request);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        Assert.True(response.Headers.CacheControl!.NoCache);

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        using var unchanged = await client.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData(Listed, Listed)]
    [InlineData("https://www.example.com:8443", null)]
    [InlineData("http://www.example.com", null)]
    [InlineData("https://evil.example", null)]
    [InlineData("null", null)]
    public async Task Only_listed_origins_may_ask(string origin, string? allowed)
    {
        await using var open = ChatTriageApplication.With(new() { ["Security:AllowedOrigins:0"] = Listed });
        using var client = open.CreateClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/v1/questions/stream");
        preflight.Headers.Add("Origin", origin);
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var module = new HttpRequestMessage(HttpMethod.Get, "/chat/element.js");
        module.Headers.Add("Origin", origin);

        Assert.Equal(allowed, Allowed(await client.SendAsync(preflight)));
        Assert.Equal(allowed, Allowed(await client.SendAsync(module)));
    }

    [Fact]
    public async Task Without_a_list_no_other_origin_may_ask()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/topics");
        request.Headers.Add("Origin", Listed);
        Assert.Null(Allowed(await service.CreateClient().SendAsync(request)));
    }

    [Fact]
    public async Task A_compressed_stream_still_comes_piece_by_piece()
    {
        var goOn = new TaskCompletionSource();
        await using var model = await FakeEndpoint.StartAsync();
        model.Chats = async (_, context) =>
        {
            await goOn.Task;
            await FakeEndpoint.Refuse(context, 400);
        };
        await using var slow = ChatTriageApplication.With(new() { ["Model:Endpoint"] = model.Address.ToString(), ["Model:Name"] = "test-model" });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/questions/stream") { Content = JsonContent.Create(new { question = "网贷逾期接电话了还会爆通讯录吗" }) };
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));

        using var response = await slow.CreateClient().SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(["br"], response.Content.Headers.ContentEncoding);
        using var events = new StreamReader(new BrotliStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress), Encoding.UTF8);
        var first = new List<string>();
        while (!first.Contains("event: text")) first.Add((await events.ReadLineAsync())!);
        goOn.SetResult();

        Assert.Contains("event: done", await events.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Contains("event: checklist", first);
    }

    private static string? Allowed(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? values.Single() : null;
}
