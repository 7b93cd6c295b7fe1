using System.Net;
using System.Text;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Questions;

/// <summary>Bad input gets a problem that names the field; never a 500, never what went on inside.</summary>
[Collection(nameof(SharedService))]
public sealed class BadRequestTests(ChatTriageApplication service)
{
    [Theory]
    [InlineData("""{ "question": "" }""", "question")]
    [InlineData("""{ "question": "   " }""", "question")]
    [InlineData("""{ "question": null }""", "question")]
    [InlineData("""{ }""", "question")]
    [InlineData("""{ "question": 5 }""", "question")]
    [InlineData("""{ "question": ["接电话"] }""", "question")]
    [InlineData("", "body")]
    [InlineData("null", "body")]
    [InlineData("not json", "body")]
    [InlineData("[]", "body")]
    [InlineData("\"接电话\"", "body")]
    [InlineData("""{ "question": "接电话", "facts": { "shoe-size": 43 } }""", "facts.shoe-size")]
    [InlineData("""{ "question": "接电话", "facts": { "overdue-days": "很久" } }""", "facts.overdue-days")]
    [InlineData("""{ "question": "接电话", "facts": { "overdue-days": -1 } }""", "facts.overdue-days")]
    [InlineData("""{ "question": "接电话", "facts": { "overdue-days": 1e400 } }""", "facts.overdue-days")]
    [InlineData("""{ "question": "接电话", "facts": { "threatened": null } }""", "facts.threatened")]
    [InlineData("""{ "question": "接电话", "facts": { "lender-type": "mafia" } }""", "facts.lender-type")]
    [InlineData("""{ "question": "接电话", "facts": { "contacts-called-who": ["family", 3] } }""", "facts.contacts-called-who")]
    [InlineData("""{ "question": "接电话", "facts": [] }""", "facts")]
    [InlineData("""{ "question": "接电话", "asOf": "2026-02-30" }""", "asOf")]
    [InlineData("""{ "question": "接电话", "asOf": "昨天" }""", "asOf")]
    [InlineData("""{ "question": "接电话", "asOf": 20260101 }""", "asOf")]
    [InlineData("""{ "question": "接电话", "asOf": "1999-01-01" }""", "asOf")]
    [InlineData("""{ "question": "接电话", "asOf": "2999-01-01" }""", "asOf")]
    [InlineData("""{ "question": "接电话", "as_of": "2025-01-01" }""", "as_of")]
    [InlineData("""{ "question": "接电话", "question": "不接" }""", "question")]
    [InlineData("""{ "question": "接电话", "as of": "2025-01-01" }""", "as of")]
    [InlineData("""{ "question": "接电话", "conversationId": "../../etc" }""", "conversationId")]
    [InlineData("""{ "question": "接\u0000电话" }""", "question")]
    [InlineData("""{ "question": "接\u001b[31m电话" }""", "question")]
    [InlineData("""{ "question": "接\ud83d电话" }""", "question")]
    [InlineData("""{ "question": "接\udc00电话" }""", "question")]
    public async Task It_is_refused_with_the_name_of_the_field(string body, string field)
    {
        using var response = await service.Post(body);
        await AssertNames(response, field);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/event-stream")]
    public async Task It_is_said_in_json_whatever_the_client_accepts(string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/questions") { Content = new StringContent("not json", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await service.CreateClient().SendAsync(request);
        await AssertNames(response, "body");
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task Nine_thousand_characters_are_too_many()
    {
        using var response = await service.Post(JsonSerializer.Serialize(new { question = new string('债', 9000) }));
        await AssertNames(response, "question");
    }

    [Fact]
    public async Task A_lone_surrogate_in_raw_bytes_is_refused()
    {
        byte[] body = [.. """{ "question": "接"""u8, 0xED, 0xA0, 0xBD, .. "\" }"u8];
        using var response = await service.Post(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        await AssertIsProblem(response);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_as_too_large()
    {
        using var response = await service.Post(new string(' ', 100_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        await AssertIsProblem(response);
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        using var response = await service.Post("question=接电话", "application/x-www-form-urlencoded");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        await AssertIsProblem(response);
    }

    [Theory]
    [InlineData("/api/v1/laws/no-such-law", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/articles/..%2f..%2fetc", HttpStatusCode.NotFound)]
    [InlineData("/articles/no-such-article", HttpStatusCode.NotFound)]
    [InlineData("/no/such/route", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/questions", HttpStatusCode.MethodNotAllowed)]
    public async Task Other_refusals_are_problems_too(string path, HttpStatusCode status)
    {
        using var response = await service.CreateClient().GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        await AssertIsProblem(response);
    }

    private static async Task AssertNames(HttpResponseMessage response, string field)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await AssertIsProblem(response);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out var messages), problem.ToString());
        Assert.NotEmpty(messages[0].GetString()!);
    }

    private static async Task<JsonElement> AssertIsProblem(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.StartsWith("urn:chattriage:problem:", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
