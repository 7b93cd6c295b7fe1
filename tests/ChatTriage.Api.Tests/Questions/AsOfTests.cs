using System.Text.Json;

namespace ChatTriage.Api.Tests.Questions;

/// <summary>The law of the day that is asked about.</summary>
[Collection(nameof(SharedService))]
public sealed class AsOfTests(ChatTriageApplication service)
{
    private const string Threat = "催收天天发短信恐吓我，还说要到我单位闹，怎么办";

    [Theory]
    [InlineData("2025-08-01", "第四十二条", "第五十条")]
    [InlineData(null, "第五十条", "第四十二条")]
    public async Task The_public_security_law_is_cited_by_the_article_numbers_of_the_day(string? asOf, string expected, string absent)
    {
        var articles = ArticlesOf(await service.Ask(Threat, asOf: asOf), "public-security-administration-punishments-law");
        Assert.Contains(expected, articles);
        Assert.DoesNotContain(absent, articles);
    }

    [Fact]
    public async Task A_convention_younger_than_the_day_is_not_cited()
    {
        var answer = await service.Ask("催收一天打我二十个电话", asOf: "2025-08-01");
        Assert.Empty(ArticlesOf(answer, "cba-collection-guideline-2026"));
        Assert.NotEmpty(ArticlesOf(await service.Ask("催收一天打我二十个电话"), "cba-collection-guideline-2026"));
    }

    [Fact]
    public async Task Without_a_date_the_day_is_today_in_China()
    {
        var answer = await service.Ask(Threat);
        Assert.Equal("2026-11-23", answer.GetProperty("asOf").GetString());
    }

    private static string[] ArticlesOf(JsonElement answer, string law) =>
        [.. answer.GetProperty("checklist").EnumerateArray().SelectMany(item => item.GetProperty("basis").EnumerateArray())
            .Where(basis => basis.GetProperty("law").GetString() == law).Select(basis => basis.GetProperty("article").GetString()!)];
}
