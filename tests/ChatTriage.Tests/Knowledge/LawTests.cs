using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Knowledge;

public sealed class LawTests
{
    private static readonly KnowledgeBase Real = KnowledgeBase.Load(Repository.KnowledgeDirectory);

    [Theory]
    [InlineData("2025-08-01", "第四十二条")]
    [InlineData("2025-12-31", "第四十二条")]
    [InlineData("2026-01-01", "第五十条")]
    [InlineData("2026-11-23", "第五十条")]
    public void The_public_security_law_is_cited_by_the_number_of_the_day(string day, string article)
    {
        var provision = Real.Laws["public-security-administration-punishments-law"].Resolve("第五十条", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(article, provision!.Provision.Article);
    }

    [Fact]
    public void A_provision_is_not_in_force_before_its_first_version_nor_after_its_last()
    {
        var law = Real.Laws["gbt-45251-2025"];
        Assert.Null(law.Resolve(law.Versions[0].Provisions[0].Article, law.Versions[0].From.AddDays(-1)));

        var replaced = Real.Laws["nifa-collection-guideline-2024"].Versions[^1];
        Assert.NotNull(Real.Laws["nifa-collection-guideline-2024"].Resolve(replaced.Provisions[0].Article, replaced.To!.Value));
        Assert.Null(Real.Laws["nifa-collection-guideline-2024"].Resolve(replaced.Provisions[0].Article, replaced.To!.Value.AddDays(1)));
    }

    /// <summary>On every day on which law changes, the day before and the day after, each living rule stands on law in force.</summary>
    [Fact]
    public void Every_rule_has_a_basis_in_force_around_every_change_of_law()
    {
        var changes = Real.Laws.Values.SelectMany(law => law.Versions).SelectMany(version => new[] { version.From, version.To }).OfType<DateOnly>()
            .SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) }).Where(day => day >= KnowledgeBase.FirstDay).Distinct();

        foreach (var day in changes)
        {
            Assert.All(Real.Rules.Where(rule => rule.IsAlive(day)), rule =>
                Assert.Contains(rule.Basis, basis => Real.Laws[basis.LawId].Resolve(basis.Article, day) is not null));
        }
    }
}
