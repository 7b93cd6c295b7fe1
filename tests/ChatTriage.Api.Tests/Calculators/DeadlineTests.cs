using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Calculators;

/// <summary>Until when somebody has to act, asked over HTTP.</summary>
[Collection(nameof(SharedService))]
public sealed class DeadlineTests(ChatTriageApplication service)
{
    private const string Path = "/api/v1/calculators/deadline";

    [Fact]
    public async Task The_last_day_to_object_to_a_payment_order()
    {
        var deadline = await Count("""{ "kind": "payment-order-objection", "date": "2026-11-20", "asOf": "2026-11-25" }""");
        Assert.Equal("2026-12-05", deadline.GetProperty("countedEnd").GetString());
        Assert.Equal("2026-12-07", deadline.GetProperty("lastDay").GetString());
        Assert.Equal(12, deadline.GetProperty("daysLeft").GetInt32());
        Assert.False(deadline.GetProperty("isApproximate").GetBoolean());
        Assert.Equal("you", deadline.GetProperty("actor").GetString());
        Assert.Equal("15日", deadline.GetProperty("period").GetString());
        Assert.Equal("第二百二十七条", deadline.GetProperty("basis")[0].GetProperty("article").GetString());
        Assert.Equal(2, deadline.GetProperty("summary").GetString()!.Count(c => c == '。'));
        var notes = deadline.GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("id").GetString()).ToArray();
        Assert.Contains("paper-wins", notes);
        Assert.Contains("court-decides", notes);
    }

    [Fact]
    public async Task A_complaint_is_for_the_other_side_to_handle() =>
        Assert.Equal("other-side", (await Count("""{ "kind": "bank-complaint", "date": "2026-11-20" }""")).GetProperty("actor").GetString());

    [Fact]
    public async Task A_year_without_announced_holidays_is_approximate() =>
        Assert.True((await Count("""{ "kind": "limitation", "date": "2025-06-01" }""")).GetProperty("isApproximate").GetBoolean());

    [Fact]
    public async Task Every_listed_kind_can_be_counted_from_its_earliest_day()
    {
        var kinds = (await service.CreateClient().GetFromJsonAsync<JsonElement>(Path)).EnumerateArray().ToArray();
        Assert.NotEmpty(kinds);
        foreach (var kind in kinds)
        {
            var counted = await Count(JsonSerializer.Serialize(new { kind = kind.GetProperty("id").GetString(), date = kind.GetProperty("earliest").GetString() }));
            Assert.Equal(kind.GetProperty("title").GetString(), counted.GetProperty("title").GetString());
        }
    }

    [Fact]
    public async Task The_example_of_the_documentation_works()
    {
        var document = await service.CreateClient().GetFromJsonAsync<JsonElement>("/swagger/v1/swagger.json");
        var properties = document.GetProperty("components").GetProperty("schemas").GetProperty("DeadlineRequest").GetProperty("properties");
        var counted = await Count(JsonSerializer.Serialize(properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetProperty("example"))));
        var shown = document.GetProperty("components").GetProperty("schemas").GetProperty("DeadlineResponse").GetProperty("properties");
        Assert.Equal(shown.GetProperty("summary").GetProperty("example").GetString(), counted.GetProperty("summary").GetString());
    }

    [Theory]
    [InlineData("""{ }""", "kind")]
    [InlineData("""{ }""", "date")]
    [InlineData("""{ "kind": "payment-order-objection" }""", "date")]
    [InlineData("""{ "kind": "payment-order", "date": "2026-11-20" }""", "kind")]
    [InlineData("""{ "kind": 7, "date": "2026-11-20" }""", "kind")]
    [InlineData("""{ "kind": "payment-order-objection", "date": "2026-11-31" }""", "date")]
    [InlineData("""{ "kind": "payment-order-objection", "date": "昨天" }""", "date")]
    [InlineData("""{ "kind": "payment-order-objection", "date": "2019-11-20" }""", "date")]
    [InlineData("""{ "kind": "payment-order-objection", "date": "9999-12-31" }""", "date")]
    [InlineData("""{ "kind": "payment-order-objection", "date": "2026-11-20", "asOf": "today" }""", "asOf")]
    [InlineData("""{ "kind": "payment-order-objection", "date": "2026-11-20", "asOf": "0001-01-01" }""", "asOf")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    public async Task Bad_input_is_refused_with_the_name_of_the_field(string body, string field)
    {
        using var response = await Post(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private async Task<JsonElement> Count(string body)
    {
        using var response = await Post(body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> Post(string body) => service.CreateClient().PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"));
}
