using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatTriage.Api.Tests.SharedMemory;

/// <summary>A client that sends the same question again gets the same answer; nobody else does.</summary>
[Collection(nameof(SharedService))]
public sealed class RetryTests(ChatTriageApplication service)
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";

    [Fact]
    public async Task The_same_question_under_the_same_key_is_the_same_answer()
    {
        var key = Guid.NewGuid().ToString();

        var first = await Ask(Question, key);
        var again = await Ask(Question, key);

        Assert.Equal(first.ToString(), again.ToString());
        Assert.NotEqual(Id(first), Id(await Ask("我被起诉了怎么办", key)));
        Assert.NotEqual(Id(first), Id(await Ask(Question, Guid.NewGuid().ToString())));
    }

    [Fact]
    public async Task After_the_conversation_is_forgotten_the_answer_is_gone()
    {
        var key = Guid.NewGuid().ToString();
        var first = await Ask(Question, key);

        using var forgotten = await service.CreateClient().DeleteAsync($"/api/v1/conversations/{first.GetProperty("conversationId").GetString()}");

        Assert.NotEqual(Id(first), Id(await Ask(Question, key)));
    }

    [Fact]
    public async Task A_stream_that_broke_is_the_same_turn_when_it_is_asked_for_again_in_one_piece_or_as_a_stream()
    {
        var key = Guid.NewGuid().ToString();
        var id = await BreakStreamOff(key);

        var again = await Ask(Question, key);
        using var streamed = await Send(Question, key, "/stream");

        Assert.Equal(id, Id(again));
        Assert.Contains($"event: done\ndata: {{\"id\":\"{id}\"", await streamed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var remembered = await service.CreateClient().GetFromJsonAsync<JsonElement>($"/api/v1/conversations/{again.GetProperty("conversationId").GetString()}");
        Assert.Equal(id, Assert.Single(remembered.GetProperty("answers").EnumerateArray()).GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/stream")]
    public async Task A_key_that_others_could_hit_on_is_refused(string path)
    {
        using var response = await Send(Question, "1", path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("Idempotency-Key", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Id(JsonElement answer) => answer.GetProperty("id").GetString()!;

    private async Task<JsonElement> Ask(string question, string key)
    {
        using var response = await Send(question, key);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Leaves after the first event, which tells the answer's id.</summary>
    private async Task<string> BreakStreamOff(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/questions/stream") { Content = JsonContent.Create(new { question = Question }) };
        request.Headers.Add("Idempotency-Key", key);
        using var client = service.CreateClient();
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("event: triage", await reader.ReadLineAsync());
        return Id(JsonSerializer.Deserialize<JsonElement>((await reader.ReadLineAsync())!["data: ".Length..]));
    }

    private Task<HttpResponseMessage> Send(string question, string key, string path = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/questions{path}") { Content = JsonContent.Create(new { question }) };
        request.Headers.Add("Idempotency-Key", key);
        return service.CreateClient().SendAsync(request);
    }
}
