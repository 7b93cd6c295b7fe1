using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Feedback;

/// <summary>A reader says whether an answer helped.</summary>
[Collection(nameof(SharedService))]
public sealed class FeedbackTests(ChatTriageApplication service)
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";

    [Theory]
    [InlineData("""{ "helpful": true }""")]
    [InlineData("""{ "helpful": false, "comment": null }""")]
    [InlineData("""{ "helpful": false, "comment": "没有说到分期" }""")]
    public async Task An_answer_can_be_called_helpful_or_not(string feedback)
    {
        using var response = await Give(await AnswerId(), feedback);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Theory]
    [InlineData("""{ "comment": "没有说到分期" }""", "helpful")]
    [InlineData("""{ "helpful": null }""", "helpful")]
    [InlineData("""{ "helpful": "yes" }""", "helpful")]
    [InlineData("""{ "helpful": true, "stars": 5 }""", "stars")]
    [InlineData("""{ "helpful": true, "comment": "有\u0000字" }""", "comment")]
    public async Task What_is_wrong_is_named(string feedback, string field)
    {
        using var response = await Give(await AnswerId(), feedback);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(field, problem.GetProperty("errors").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task A_comment_has_at_most_500_characters()
    {
        var id = await AnswerId();
        using var fits = await Give(id, JsonSerializer.Serialize(new { helpful = true, comment = new string('好', 500) }));
        using var tooLong = await Give(id, JsonSerializer.Serialize(new { helpful = true, comment = new string('好', 501) }));

        Assert.Equal(HttpStatusCode.NoContent, fits.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_was_never_given_is_not_found()
    {
        using var response = await Give(Guid.CreateVersion7().ToString(), """{ "helpful": true }""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string> AnswerId() => (await service.Ask(Question)).GetProperty("id").GetString()!;

    private Task<HttpResponseMessage> Give(string answer, string feedback) =>
        service.CreateClient().PostAsync($"/api/v1/answers/{answer}/feedback", new StringContent(feedback, Encoding.UTF8, "application/json"));
}
