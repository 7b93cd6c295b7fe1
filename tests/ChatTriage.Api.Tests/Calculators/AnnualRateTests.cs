using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Calculators;

/// <summary>What a loan really costs, asked over HTTP.</summary>
[Collection(nameof(SharedService))]
public sealed class AnnualRateTests(ChatTriageApplication service)
{
    private const string Path = "/api/v1/calculators/annual-rate";

    [Fact]
    public async Task A_loan_with_interest_deducted_in_advance()
    {
        var cost = await Calculate("""
            { "lenderType": "private", "contractDate": "2025-06-01", "contractPrincipal": 10000,
              "disbursements": [ { "date": "2025-06-01", "amount": 9000 } ], "plan": { "count": 12, "amount": 1000, "every": "month" } }
            """);
        Assert.Equal(4.729566, cost.GetProperty("periodRate").GetDouble(), 1e-6);
        Assert.Equal(56.7548, cost.GetProperty("annualRateSimple").GetDouble(), 1e-4);
        Assert.Equal(74.1132, cost.GetProperty("annualRateCompounded").GetDouble(), 1e-4);
        Assert.Equal(9000, cost.GetProperty("recognisedPrincipal").GetDecimal());
        Assert.Equal(3000, cost.GetProperty("totalCost").GetDecimal());
        var cap = cost.GetProperty("caps")[0];
        Assert.Equal("private-four-times-lpr", cap.GetProperty("id").GetString());
        Assert.True(cap.GetProperty("applies").GetBoolean());
        Assert.Equal("judicial", cap.GetProperty("kind").GetString());
        Assert.Equal("2021-01-01", cap.GetProperty("basis")[0].GetProperty("effectiveFrom").GetString());
        Assert.Equal(cap.GetProperty("paidAbove").GetDecimal(), cost.GetProperty("paidAboveCap").GetDecimal());
        Assert.StartsWith("<svg", cost.GetProperty("chartSvg").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, cost.GetProperty("summary").GetString()!.Count(c => c == '。'));
    }

    [Theory]
    [InlineData("""{ }""", "contractDate")]
    [InlineData("""{ "contractDate": "2025-06-01" }""", "disbursements")]
    [InlineData("""{ "contractDate": "2025-06-31" }""", "contractDate")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [] }""", "disbursements")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ null ] }""", "disbursements[0].date")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01" } ] }""", "disbursements[0].amount")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ] }""", "payments")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": "九百" } ] }""", "disbursements[0].amount")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": -900 } ] }""", "disbursements[0].amount")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 0 } ] }""", "disbursements[0].amount")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 1e400 } ] }""", "disbursements[0].amount")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 0.001 } ] }""", "disbursements[0].amount")]
    [InlineData("""{ "contractDate": "2025-06-01", "contractPrincipal": 800, "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "plan": { "count": 1, "amount": 1 } }""", "contractPrincipal")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "payments": [ { "date": "2025-05-31", "amount": 1 } ] }""", "payments[0].date")]
    [InlineData("""{ "contractDate": "2025-06-09", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "payments": [ { "date": "2025-06-08", "amount": 1 } ] }""", "payments[0].date")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "payments": [ { "date": "2025-06-08", "amount": 1, "kind": "bribe" } ] }""", "payments[0].kind")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "plan": { "count": 0, "amount": 1 } }""", "plan.count")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "plan": { "count": 2147483647, "amount": 1 } }""", "plan.count")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "plan": { "amount": 1 } }""", "plan.count")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "plan": { "count": 2, "amount": 1, "every": "moon" } }""", "plan.every")]
    [InlineData("""{ "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "plan": { "count": 2, "amount": 1 }, "payments": [ { "date": "2025-06-08", "amount": 1 } ] }""", "payments[0].kind")]
    [InlineData("""{ "lenderType": "mafia", "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 900 } ], "plan": { "count": 1, "amount": 1 } }""", "lenderType")]
    [InlineData("""{ "contractDate": "9999-12-31", "disbursements": [ { "date": "9999-12-31", "amount": 900 } ], "plan": { "count": 600, "amount": 1 } }""", "contractDate")]
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
    public async Task Ten_thousand_payments_are_fine()
    {
        var cost = await Calculate(Payments(10_000));
        Assert.True(cost.GetProperty("annualRateSimple").GetDouble() > 0);
    }

    [Theory]
    [InlineData(10_001, HttpStatusCode.BadRequest)]
    [InlineData(1_000_000, HttpStatusCode.RequestEntityTooLarge)]
    public async Task More_are_refused_politely(int count, HttpStatusCode status)
    {
        using var response = await Post(Payments(count));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_rate_beyond_all_measure_is_left_out()
    {
        var cost = await Calculate("""
            { "contractDate": "2025-06-01", "disbursements": [ { "date": "2025-06-01", "amount": 0.01 } ], "payments": [ { "date": "2025-06-02", "amount": 1000000000 } ] }
            """);
        Assert.Equal(JsonValueKind.Null, cost.GetProperty("annualRateCompounded").ValueKind);
    }

    private static string Payments(int count) => JsonSerializer.Serialize(new
    {
        contractDate = "2000-01-01",
        disbursements = new[] { new { date = "2000-01-01", amount = 1_000_000 } },
        payments = Enumerable.Range(1, count).Select(day => new { date = new DateOnly(2000, 1, 1).AddDays(day % 9000), amount = 150.5, kind = "instalment" }),
    });

    private async Task<JsonElement> Calculate(string body)
    {
        using var response = await Post(body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> Post(string body) => service.CreateClient().PostAsync(Path, new StringContent(body, Encoding.UTF8, "application/json"));
}
