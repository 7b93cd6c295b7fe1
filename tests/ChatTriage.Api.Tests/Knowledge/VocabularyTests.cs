using System.Net.Http.Json;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Knowledge;

[Collection(nameof(SharedService))]
public sealed class VocabularyTests(ChatTriageApplication service)
{
    [Fact]
    public async Task Front_ends_can_draw_forms_from_topics_facts_and_channels()
    {
        var topics = await Get("/api/v1/topics");
        var facts = await Get("/api/v1/facts");
        var channels = await Get("/api/v1/channels");

        Assert.Equal(13, topics.GetArrayLength());
        var lender = facts.EnumerateArray().Single(fact => fact.GetProperty("id").GetString() == "lender-type");
        Assert.Equal("choice", lender.GetProperty("type").GetString());
        Assert.Contains(lender.GetProperty("options").EnumerateArray(), option => option.GetProperty("value").GetString() == "bank");
        Assert.Contains(channels.EnumerateArray(), channel => channel.GetProperty("phone").GetString() == "110");
    }

    [Fact]
    public async Task A_law_shows_its_versions_with_dates()
    {
        var law = await Get("/api/v1/laws/public-security-administration-punishments-law");
        var versions = law.GetProperty("versions").EnumerateArray().ToArray();
        Assert.Equal(2, versions.Length);
        Assert.Equal("2025-12-31", versions[0].GetProperty("to").GetString());
        Assert.Equal("2026-01-01", versions[1].GetProperty("from").GetString());
    }

    [Fact]
    public async Task An_article_can_be_had_as_data_and_read_as_a_page()
    {
        var article = await Get("/api/v1/articles/answering-the-call");
        using var page = await service.CreateClient().GetAsync("/articles/answering-the-call");
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains(article.GetProperty("title").GetString()!, html, StringComparison.Ordinal);
        Assert.Contains(article.GetProperty("sections")[0].GetProperty("heading").GetString()!, html, StringComparison.Ordinal);
        Assert.Contains("《民法典》第一千零三十三条（法律，2021-01-01 起施行，", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chinese_is_written_as_it_is()
    {
        var text = await service.CreateClient().GetStringAsync("/api/v1/topics");
        Assert.Contains("爆通讯录", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", text, StringComparison.Ordinal);
    }

    private async Task<JsonElement> Get(string path) => await service.CreateClient().GetFromJsonAsync<JsonElement>(path);
}
