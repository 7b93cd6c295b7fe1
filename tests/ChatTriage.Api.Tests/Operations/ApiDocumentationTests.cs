using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatTriage.Api.Tests.Operations;

/// <summary>Somebody who opens Swagger can try every endpoint without reading anything else.</summary>
[Collection(nameof(SharedService))]
public sealed class ApiDocumentationTests(ChatTriageApplication service)
{
    [Fact]
    public async Task Every_operation_has_a_summary_and_every_parameter_an_example()
    {
        var document = await Document();
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.True(operation.Value.TryGetProperty("summary", out var summary) && summary.GetString()!.Length > 0, path.Name);
                if (!operation.Value.TryGetProperty("parameters", out var parameters)) continue;
                Assert.All(parameters.EnumerateArray(), parameter => Assert.True(parameter.TryGetProperty("example", out _), $"{path.Name} {parameter}"));
            }
        }
    }

    [Fact]
    public async Task Every_property_is_described_in_Chinese_and_English_and_every_plain_one_has_an_example()
    {
        var document = await Document();
        var schemas = document.GetProperty("components").GetProperty("schemas").EnumerateObject();
        foreach (var schema in schemas.Where(schema => schema.Value.TryGetProperty("properties", out _)))
        {
            Assert.True(schema.Value.TryGetProperty("description", out _), schema.Name);
            foreach (var property in schema.Value.GetProperty("properties").EnumerateObject())
            {
                Assert.True(property.Value.TryGetProperty("description", out var words) && IsInBothLanguages(words.GetString()!), $"{schema.Name}.{property.Name}: {property.Value}");
                var holdsObjects = property.Value.ToString().Contains("$ref", StringComparison.Ordinal);
                Assert.True(holdsObjects || property.Value.TryGetProperty("example", out _), $"{schema.Name}.{property.Name} has no example: {property.Value}");
            }
        }
    }

    [Fact]
    public async Task The_example_request_works()
    {
        var document = await Document();
        var properties = document.GetProperty("components").GetProperty("schemas").GetProperty("QuestionRequest").GetProperty("properties");
        var example = properties.EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetProperty("example"));

        using var response = await service.CreateClient().PostAsJsonAsync("/api/v1/questions", example);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>What Swagger UI fills in for a tool is what it sends when nobody changes it.</summary>
    [Theory]
    [InlineData("/api/v1/calculators/annual-rate")]
    [InlineData("/api/v1/calculators/deadline")]
    [InlineData("/api/v1/call-logs/check")]
    [InlineData("/api/v1/letters/{id}")]
    public async Task The_example_of_a_tool_works_as_it_stands(string path)
    {
        var document = (await service.CreateClient().GetFromJsonAsync<JsonNode>("/swagger/v1/swagger.json"))!;
        var operation = document["paths"]![path]!["post"]!;
        var body = Sample(document, operation["requestBody"]!["content"]!["application/json"]!["schema"]!);
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            path = path.Replace($"{{{parameter!["name"]}}}", parameter["example"]?.ToString(), StringComparison.Ordinal);

        using var response = await service.CreateClient().PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, $"{body}\n{await response.Content.ReadAsStringAsync()}");
    }

    [Fact]
    public async Task The_page_itself_opens()
    {
        using var page = await service.CreateClient().GetAsync("/swagger/index.html");
        Assert.True(page.IsSuccessStatusCode);
    }

    private static JsonNode? Sample(JsonNode document, JsonNode schema)
    {
        if (schema["example"] is { } example) return example.DeepClone();
        if ((schema["$ref"] ?? schema["allOf"]?[0]?["$ref"])?.ToString() is { } reference) return Sample(document, document["components"]!["schemas"]![reference.Split('/')[^1]]!);
        if (schema["items"] is { } items) return new JsonArray(Sample(document, items));
        return new JsonObject((schema["properties"]?.AsObject() ?? []).Select(property => KeyValuePair.Create(property.Key, property.Value!.AsObject().ContainsKey("example") && property.Value["example"] is null ? null : Sample(document, property.Value))));
    }

    private static bool IsInBothLanguages(string words) => words.Any(c => c is >= '\u4e00' and <= '\u9fff') && words.Any(char.IsAsciiLetter);

    private async Task<JsonElement> Document() => await service.CreateClient().GetFromJsonAsync<JsonElement>("/swagger/v1/swagger.json");
}
