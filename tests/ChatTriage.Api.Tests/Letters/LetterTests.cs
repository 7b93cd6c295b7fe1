using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Letters;

/// <summary>Letters over HTTP: what there is to fill in, and what comes back.</summary>
[Collection(nameof(SharedService))]
public sealed class LetterTests(ChatTriageApplication service)
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    [Fact]
    public async Task The_list_says_what_each_letter_asks_for()
    {
        var letters = await service.CreateClient().GetFromJsonAsync<JsonElement>("/api/v1/letters");
        var letter = letters.EnumerateArray().Single(letter => letter.GetProperty("id").GetString() == "propose-repayment-plan");
        Assert.Equal("分期还款协商申请", letter.GetProperty("title").GetString());
        var start = letter.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("id").GetString() == "start");
        Assert.Equal("date", start.GetProperty("kind").GetString());
        Assert.True(start.GetProperty("required").GetBoolean());
        Assert.NotEmpty(letter.GetProperty("cannot").GetString()!);
    }

    [Fact]
    public async Task A_letter_is_filled_from_facts_and_fields_and_says_what_is_missing()
    {
        var letter = await Fill("stop-contacting-third-parties", """
            { "facts": { "lender-type": "consumer-finance", "contacts-called-who": [ "family", "workplace" ] }, "fields": { "name": "张三", "phone": null } }
            """);
        Assert.Equal("2026-11-23", letter.GetProperty("asOf").GetString());
        Assert.Contains("我是张三，登记的手机号是＿＿＿＿（登记的手机号）", letter.GetProperty("text").GetString());
        Assert.Contains("被联系的人：家人、单位或同事。", letter.GetProperty("text").GetString());
        Assert.StartsWith("# 要求停止联系第三人的函", letter.GetProperty("markdown").GetString(), StringComparison.Ordinal);
        Assert.Equal(["lender", "phone", "contract", "what"], letter.GetProperty("missing").EnumerateArray().Select(field => field.GetProperty("id").GetString()));
        Assert.Contains("消费金融公司管理办法", letter.GetProperty("basis").EnumerateArray().Select(basis => basis.GetProperty("title").GetString()));
        Assert.Equal(2, letter.GetProperty("summary").GetString()!.Count(c => c == '。'));
        Assert.Equal(JsonValueKind.Null, letter.GetProperty("deadline").ValueKind);
    }

    [Fact]
    public async Task The_objection_to_a_payment_order_tells_until_when()
    {
        var letter = await Fill("payment-order-objection", """{ "fields": { "received": "2026-11-20" } }""");
        Assert.Equal("2026-12-07", letter.GetProperty("deadline").GetProperty("lastDay").GetString());
        Assert.Contains("最后一天是2026年12月7日（星期一）", letter.GetProperty("summary").GetString());
    }

    [Fact]
    public async Task Law_of_an_earlier_day_is_the_law_of_the_letter()
    {
        var letter = await Fill("withdraw-consent-and-delete", """{ "asOf": "2021-06-01" }""");
        Assert.DoesNotContain("个人信息保护法", letter.GetProperty("text").GetString());
        Assert.All(letter.GetProperty("basis").EnumerateArray(), basis => Assert.True(string.CompareOrdinal(basis.GetProperty("effectiveFrom").GetString(), "2021-06-01") <= 0));
    }

    [Fact]
    public async Task What_a_conversation_has_told_fills_the_letter()
    {
        var answer = await service.Ask("催收昨天打给我妈和我单位了", new Dictionary<string, object> { ["lender-type"] = "bank" });
        var letters = answer.GetProperty("letters").EnumerateArray().Select(letter => letter.GetProperty("id").GetString()).ToArray();
        Assert.Contains("stop-contacting-third-parties", letters);

        var letter = await Fill("stop-contacting-third-parties", $$"""{ "conversationId": "{{answer.GetProperty("conversationId").GetString()}}" }""");
        Assert.Contains("被联系的人：家人、单位或同事。", letter.GetProperty("text").GetString());
        Assert.Contains("银行保险机构消费者权益保护管理办法", letter.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("""{ "format": "text" }""", null, "text/plain", "要求停止联系第三人的函")]
    [InlineData("""{ "format": "markdown" }""", null, "text/markdown", "# 要求停止联系第三人的函")]
    [InlineData("{ }", "text/markdown", "text/markdown", "# 要求停止联系第三人的函")]
    [InlineData("{ }", "text/plain", "text/plain", "要求停止联系第三人的函")]
    [InlineData("{ }", "*/*", "application/json", "{")]
    [InlineData("""{ "format": "text" }""", "text/markdown", "text/plain", "要求停止联系第三人的函")]
    public async Task The_form_follows_the_format_or_else_what_is_accepted(string body, string? accept, string mediaType, string start)
    {
        using var response = await Post("stop-contacting-third-parties", body, accept);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(start, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "format": "docx", "fields": { "name": "张三<&>" } }""", null)]
    [InlineData("""{ "fields": { "name": "张三<&>" } }""", Docx)]
    public async Task A_document_is_a_download_that_opens(string body, string? accept)
    {
        using var response = await Post("note-for-employer", body, accept);
        Assert.Equal(Docx, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("给单位的情况说明.docx", response.Content.Headers.ContentDisposition.FileNameStar);
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync());
        using var reader = new StreamReader(archive.GetEntry("word/document.xml")!.Open());
        Assert.Contains("我是张三&lt;&amp;&gt;", await reader.ReadToEndAsync());
    }

    [Theory]
    [InlineData("""{ "fields": { "nick": "x" } }""", "fields.nick")]
    [InlineData("""{ "fields": { "name": "a\nb" } }""", "fields.name")]
    [InlineData("""{ "fields": { "name": 5 } }""", "fields.name")]
    [InlineData("""{ "fields": { "received": "2026-13-01" } }""", "fields.received")]
    [InlineData("""{ "fields": { "received": "2026-11-24" } }""", "fields.received")]
    [InlineData("""{ "facts": { "mood": true } }""", "facts.mood")]
    [InlineData("""{ "facts": { "lender-type": "mafia" } }""", "facts.lender-type")]
    [InlineData("""{ "asOf": "yesterday" }""", "asOf")]
    [InlineData("""{ "asOf": "2021-12-31" }""", "asOf")]
    [InlineData("""{ "conversationId": "1" }""", "conversationId")]
    [InlineData("""{ "format": "pdf" }""", "format")]
    [InlineData("""{ "signature": "x" }""", "signature")]
    [InlineData("[]", "body")]
    public async Task Bad_input_is_refused_with_the_name_of_the_field(string body, string field)
    {
        using var response = await Post("payment-order-objection", body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task An_unknown_letter_is_not_found()
    {
        using var response = await Post("no-such-letter", "{ }");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_example_of_the_documentation_works()
    {
        var document = await service.CreateClient().GetFromJsonAsync<JsonElement>("/swagger/v1/swagger.json");
        var example = document.GetProperty("components").GetProperty("schemas").GetProperty("LetterRequest").GetProperty("properties")
            .EnumerateObject().ToDictionary(property => property.Name, property => property.Value.GetProperty("example"));
        var letter = await Fill("stop-contacting-third-parties", JsonSerializer.Serialize(example));
        Assert.Contains("我是张三", letter.GetProperty("text").GetString());
    }

    private async Task<JsonElement> Fill(string id, string body)
    {
        using var response = await Post(id, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> Post(string id, string body, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/letters/{id}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (accept is not null) request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        return await service.CreateClient().SendAsync(request);
    }
}
