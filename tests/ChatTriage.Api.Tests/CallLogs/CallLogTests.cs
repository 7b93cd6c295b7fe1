using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Api.Tests.CallLogs;

/// <summary>A call log, checked over HTTP.</summary>
[Collection(nameof(SharedService))]
public sealed class CallLogTests(ChatTriageApplication service)
{
    private const string Path = "/api/v1/call-logs/check";

    [Fact]
    public async Task A_night_call_with_a_threat()
    {
        var log = await Check("""
            { "rows": [ { "at": "2026-10-01T22:30:00", "durationSeconds": 35, "answered": true, "callee": "self", "from": "95017", "tags": [ "threat" ], "text": null } ],
              "agreedHours": null, "lenderType": null }
            """);
        var findings = log.GetProperty("rows")[0].GetProperty("findings").EnumerateArray().ToArray();
        Assert.Equal(
            ["night-standard may-break recommended-standard", "night-guideline may-break self-regulation", "threat-law may-break law", "threat-measures may-break departmental-rule", "threat-guideline may-break self-regulation"],
            findings.Select(finding => $"{finding.GetProperty("rule")} {finding.GetProperty("status")} {finding.GetProperty("binding")}"));
        Assert.Equal("第五十条", findings[2].GetProperty("basis")[0].GetProperty("article").GetString());
        Assert.Equal("2026-01-01", findings[2].GetProperty("basis")[0].GetProperty("effectiveFrom").GetString());
        Assert.Equal("lenderType", findings[1].GetProperty("dependsOn")[0].GetString());
        var day = log.GetProperty("days")[0];
        Assert.Equal((1, 1, 0), (day.GetProperty("connected").GetInt32(), day.GetProperty("attempts").GetInt32(), day.GetProperty("unanswered").GetInt32()));
        Assert.Equal(2, log.GetProperty("summary").GetString()!.Count(c => c == '。'));
        Assert.StartsWith("<svg", log.GetProperty("timelineSvg").GetString(), StringComparison.Ordinal);
        Assert.Contains("95017", log.GetProperty("complaintTable").GetProperty("markdown").GetString());
    }

    [Fact]
    public async Task A_pasted_bill_is_read_and_what_was_left_out_is_said()
    {
        var text = "起始时间,通信地点,通信方式,对方号码,通信时长,通信类型\n10-01 22:30:05,北京,被叫,95017,35秒,国内通话\n10-01 23:30:05,北京,被叫,13800000001,35秒,国内通话\n13-01 22:30:05,北京,被叫,95017,35秒,国内通话\n10-01 22:35:00,北京,主叫,95017,20秒,国内通话";
        var log = await Check(JsonSerializer.Serialize(new { text, collectors = new[] { "95017" }, lenderType = "bank" }));
        var row = Assert.Single(log.GetProperty("rows").EnumerateArray());
        Assert.Equal((2, "2026-10-01T22:30:05"), (row.GetProperty("line").GetInt32(), row.GetProperty("at").GetString()));
        Assert.Equal(4, log.GetProperty("unread")[0].GetProperty("line").GetInt32());
        Assert.Contains("1 通是你打出去的", log.GetProperty("notes").ToString());
    }

    [Theory]
    [InlineData("""{ }""", "rows")]
    [InlineData("""{ "rows": [] }""", "rows")]
    [InlineData("""{ "rows": [ null ] }""", "rows[0].at")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00" } ], "text": "x" }""", "rows")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00" } ], "collectors": [ "95017" ] }""", "collectors")]
    [InlineData("""{ "rows": [ { "at": "2026-02-30T22:30:00" } ] }""", "rows[0].at")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00" }, { "at": "2027-10-01T22:30:00" } ] }""", "rows[1].at")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "durationSeconds": -1 } ] }""", "rows[0].durationSeconds")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "durationSeconds": 1.5 } ] }""", "rows[0].durationSeconds")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "durationSeconds": 5, "answered": false } ] }""", "rows[0].answered")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "callee": "dog" } ] }""", "rows[0].callee")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "tags": [ "rude" ] } ] }""", "rows[0].tags[0]")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "colour": "red" } ] }""", "rows[0].colour")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "from": "95\u0000017" } ] }""", "rows[0].from")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00", "text": "a\u001b" } ] }""", "rows[0].text")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00" } ], "lenderType": "mafia" }""", "lenderType")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00" } ], "agreedHours": { "from": "8点", "to": "21:00" } }""", "agreedHours")]
    [InlineData("""{ "rows": [ { "at": "2026-10-01T22:30:00" } ], "agreedHours": { "from": "08:00", "to": "08:00" } }""", "agreedHours.to")]
    [InlineData("""{ "text": "" }""", "text")]
    [InlineData("""{ "text": "他们一直打" }""", "text")]
    [InlineData("""{ "text": "时间,类型\n2026-10-01 10:00,主叫" }""", "text")]
    [InlineData("null", "body")]
    [InlineData("[]", "body")]
    public async Task Bad_input_is_refused_with_the_name_of_the_field(string body, string field)
    {
        using var response = await Post(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task Ten_thousand_rows_are_fine()
    {
        var log = await Check(Rows(10_000));
        Assert.Equal(10_000, log.GetProperty("rows").GetArrayLength());
        Assert.Equal(10_000, log.GetProperty("days").EnumerateArray().Sum(day => day.GetProperty("attempts").GetInt32()));
    }

    [Theory]
    [InlineData(10_001, HttpStatusCode.BadRequest)]
    [InlineData(1_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task More_are_refused_politely(int count, HttpStatusCode status)
    {
        using var response = await Post(Rows(count));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Matches("一次最多 10000 通|一次最多收 8192 KB", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_million_lines_of_text_are_refused_too()
    {
        using var response = await Post(JsonSerializer.Serialize(new { text = string.Concat(Enumerable.Repeat("22:30\n", 1_000_000)) }));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_example_of_the_documentation_works()
    {
        var document = (await service.CreateClient().GetFromJsonAsync<JsonNode>("/swagger/v1/swagger.json"))!;
        using var response = await Post(Example(document, "CallLogRequest")!.ToJsonString());
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_example_of_the_readme_works()
    {
        var readme = await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Root, "README.md"));
        var command = readme[readme.IndexOf(Path + " -H", StringComparison.Ordinal)..];
        var start = command.IndexOf("-d '", StringComparison.Ordinal) + 4;
        var log = await Check(command[start..command.IndexOf('\'', start)]);
        Assert.Contains("threat-measures", log.GetProperty("rows")[0].GetProperty("findings").ToString());
        Assert.Contains("asked-to-pay-standard", log.GetProperty("rows")[1].GetProperty("findings").ToString());
    }

    private static JsonNode? Example(JsonNode document, string schema)
    {
        var example = new JsonObject();
        foreach (var (name, property) in document["components"]!["schemas"]![schema]!["properties"]!.AsObject())
        {
            var items = property!["items"]?["$ref"] ?? property["items"]?["allOf"]?[0]?["$ref"];
            var reference = items ?? property["allOf"]?[0]?["$ref"];
            if (property["example"] is { } value) example[name] = value.DeepClone();
            else if (reference is not null && Example(document, reference.GetValue<string>().Split('/')[^1]) is { } inner) example[name] = items is null ? inner : new JsonArray(inner);
        }

        return example;
    }

    private static string Rows(int count) => JsonSerializer.Serialize(new
    {
        lenderType = "bank",
        rows = Enumerable.Range(0, count).Select(i => new { at = new DateTime(2026, 1, 1).AddMinutes(i % 400_000), answered = i % 3 > 0, from = $"95{i % 40}", callee = i % 7 == 0 ? "family" : "self", text = $"再不还就去你单位闹 {i}" }),
    });

    private async Task<JsonElement> Check(string body)
    {
        using var response = await Post(body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> Post(string body) => service.CreateClient().PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"));
}
