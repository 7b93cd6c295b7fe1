using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatTriage.Api.Tests.Privacy;
using ChatTriage.Cluster.Tests.Servers;
using Xunit.Abstractions;

namespace ChatTriage.Cluster.Tests;

/// <summary>A SQLite file that has grown to its quota: no more is taken, nothing that was taken is lost, and forgetting makes room.</summary>
public sealed class FullDiskTests(ITestOutputHelper output) : IDisposable
{
    private const int MostTurns = 1500;

    private readonly HttpClient client = new();

    [Fact]
    public async Task A_full_file_refuses_with_Retry_After_loses_nothing_and_takes_again_once_there_is_room()
    {
        await using var service = await Replica.BeginAsync(new()
        {
            ["Storage__MostMegabytes"] = "1",
            ["Conversations__StoreQuestionsHours"] = "1",
            ["Security__RateLimit__Enabled"] = "false",
        });
        var address = new Uri(service.Address, "api/v1/questions");
        var acknowledged = new Dictionary<string, int>();
        HttpResponseMessage refused;
        for (var days = 1; ; days++)
        {
            var question = $"{PlantedData.Sentence}催收打到我单位了怎么办{new string('啊', 1200)}";
            var response = await client.PostAsJsonAsync(address, new { question, facts = new Dictionary<string, int> { ["overdue-days"] = days } });
            if (response.StatusCode != HttpStatusCode.OK)
            {
                refused = response;
                break;
            }

            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.NotEqual(0, answer.GetProperty("checklist").GetArrayLength());
            acknowledged[answer.GetProperty("conversationId").GetString()!] = days;
            Assert.True(days < MostTurns, "the quota does not hold");
        }

        Assert.True(acknowledged.Count > 50, "it was refused before the file was full");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(refused.Headers.RetryAfter);
        var crisis = await (await client.PostAsJsonAsync(address, new { question = "我真的不想活了" })).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("emergency", crisis.GetProperty("triage").GetProperty("urgency").GetString());
        foreach (var (conversation, days) in acknowledged)
        {
            var remembered = await client.GetFromJsonAsync<JsonElement>(new Uri(service.Address, $"api/v1/conversations/{conversation}"));
            Assert.Equal(days, remembered.GetProperty("facts").EnumerateArray().Single(fact => fact.GetProperty("id").GetString() == "overdue-days").GetProperty("value").GetInt32());
        }

        foreach (var conversation in acknowledged.Keys.Take(20))
            Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(new Uri(service.Address, $"api/v1/conversations/{conversation}"))).StatusCode);
        Assert.True((await client.PostAsJsonAsync(address, new { question = "催收打到我单位了怎么办" })).IsSuccessStatusCode);
        output.WriteLine($"full after {acknowledged.Count} conversations; all {acknowledged.Count} were there");
        Console.WriteLine($"full after {acknowledged.Count} conversations; all {acknowledged.Count} were there");
    }

    public void Dispose() => client.Dispose();
}
