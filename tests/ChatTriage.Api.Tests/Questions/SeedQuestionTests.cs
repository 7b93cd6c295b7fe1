using System.Text.Json;
using System.Text.RegularExpressions;

namespace ChatTriage.Api.Tests.Questions;

/// <summary>The question that the project began with.</summary>
[Collection(nameof(SharedService))]
public sealed class SeedQuestionTests(ChatTriageApplication service)
{
    private const string Seed = "网贷逾期接电话了还会爆通讯录吗";

    [Fact]
    public async Task It_is_understood_as_a_question_about_contacts_that_asserts_nothing()
    {
        var answer = await service.Ask(Seed);

        Assert.Equal("in-scope", answer.GetProperty("scope").GetString());
        Assert.Contains("contact-harassment", Topics(answer).Take(2));
        Assert.DoesNotContain(answer.GetProperty("facts").EnumerateArray(), fact => fact.GetProperty("id").GetString() == "contacts-called");
        Assert.Equal("info", answer.GetProperty("triage").GetProperty("urgency").GetString());
    }

    [Fact]
    public async Task The_answer_comes_from_the_article_meant_for_it_and_cites_at_least_three_passages()
    {
        var answer = await service.Ask(Seed);

        var citations = answer.GetProperty("citations").EnumerateArray().ToArray();
        Assert.Equal("answering-the-call", citations[0].GetProperty("articleId").GetString());
        var text = answer.GetProperty("answer").GetProperty("text").GetString()!;
        var used = Regex.Matches(text, @"\[(\d+)\]").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Distinct().ToArray();
        Assert.True(used.Length >= 3, text);
        Assert.Equal(citations.Select(citation => citation.GetProperty("n").GetInt32()).Order(), used.Order());
        Assert.NotEmpty(answer.GetProperty("answer").GetProperty("verdict").GetString()!);
        Assert.False(answer.GetProperty("answer").GetProperty("generatedByAi").GetBoolean());
    }

    [Fact]
    public async Task It_comes_with_a_checklist_in_at_least_four_groups_each_item_with_why_and_law_in_force()
    {
        var answer = await service.Ask(Seed);
        var today = new DateOnly(2026, 11, 23);

        var checklist = answer.GetProperty("checklist").EnumerateArray().ToArray();
        Assert.True(checklist.Length >= 8);
        Assert.True(checklist.Select(item => item.GetProperty("group").GetString()).Distinct().Count() >= 4);
        Assert.All(checklist, item =>
        {
            Assert.NotEmpty(item.GetProperty("why").GetString()!);
            var basis = item.GetProperty("basis").EnumerateArray().ToArray();
            Assert.NotEmpty(basis);
            Assert.All(basis, provision => Assert.True(IsInForce(provision, today), provision.ToString()));
        });
    }

    [Fact]
    public async Task It_names_offices_and_asks_what_would_decide_more()
    {
        var answer = await service.Ask(Seed);
        Assert.True(answer.GetProperty("channels").GetArrayLength() >= 2);
        Assert.InRange(answer.GetProperty("followUps").GetArrayLength(), 1, 3);
    }

    [Fact]
    public async Task Tapping_a_follow_up_sharpens_the_checklist()
    {
        var before = await service.Ask(Seed);
        var after = await service.Ask(Seed, new Dictionary<string, object> { ["contacts-called"] = true });

        Assert.Contains(after.GetProperty("checklist").EnumerateArray(), item => item.GetProperty("why").GetString()!.Contains("催收联系了别人", StringComparison.Ordinal));
        Assert.NotEqual(before.GetProperty("answer").GetProperty("verdict").GetString(), after.GetProperty("answer").GetProperty("verdict").GetString());
        Assert.DoesNotContain(after.GetProperty("followUps").EnumerateArray(), followUp => followUp.GetProperty("fact").GetString() == "contacts-called");
    }

    private static IEnumerable<string?> Topics(JsonElement answer) =>
        answer.GetProperty("triage").GetProperty("topics").EnumerateArray().Select(topic => topic.GetProperty("id").GetString());

    private static bool IsInForce(JsonElement provision, DateOnly day) =>
        DateOnly.Parse(provision.GetProperty("effectiveFrom").GetString()!, System.Globalization.CultureInfo.InvariantCulture) <= day
        && (provision.GetProperty("effectiveTo").GetString() is not { } to || day <= DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));
}
