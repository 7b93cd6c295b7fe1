using System.Text.Json;

namespace ChatTriage.Api.Tests.Questions;

/// <summary>What a front end sends when an option is tapped.</summary>
[Collection(nameof(SharedService))]
public sealed class FollowUpTests(ChatTriageApplication service)
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";

    [Fact]
    public async Task The_value_of_every_option_can_be_sent_as_it_is()
    {
        var facts = new Dictionary<string, object?> { ["contacts-called"] = true };
        var asked = new HashSet<string>();
        for (var answer = await service.Ask(Question, facts); answer.GetProperty("followUps").GetArrayLength() > 0; answer = await service.Ask(Question, facts))
        {
            foreach (var followUp in answer.GetProperty("followUps").EnumerateArray())
            {
                var fact = followUp.GetProperty("fact").GetString()!;
                Assert.True(asked.Add(fact), fact);
                foreach (var option in followUp.GetProperty("options").EnumerateArray())
                    await service.Ask(Question, new Dictionary<string, object?>(facts) { [fact] = option.GetProperty("value") });
            }

            foreach (var followUp in answer.GetProperty("followUps").EnumerateArray())
                facts[followUp.GetProperty("fact").GetString()!] = followUp.GetProperty("options").EnumerateArray().Last().GetProperty("value");
        }

        Assert.Contains("contacts-called-who", asked);
        Assert.Equal(JsonValueKind.Array, ((JsonElement)facts["contacts-called-who"]!).ValueKind);
    }
}
