using ChatTriage.Knowledge;
using ChatTriage.Letters;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Letters;

/// <summary>Letters of the real knowledge base and of the small one, filled in for a test.</summary>
internal static class Written
{
    public static KnowledgeBase Knowledge { get; } = KnowledgeBase.Load(Repository.KnowledgeDirectory);

    public static KnowledgeBase Small { get; } = LoadSmall();

    public static DateOnly Today { get; } = new(2026, 11, 23);

    /// <summary>A letter of the small knowledge base.</summary>
    public static Letter PleaseStop(DateOnly asOf, Dictionary<string, string>? values = null, params Fact[] facts) => Write(Small, "please-stop", asOf, values ?? [], facts);

    /// <summary>A letter of the real knowledge base.</summary>
    public static Letter Of(string id, DateOnly asOf, Dictionary<string, string>? values = null, params Fact[] facts) => Write(Knowledge, id, asOf, values ?? [], facts);

    public static Fact Known(string id, FactValue value) => new(id, value, FactSource.Request);

    public static Situation Situation(DateOnly asOf, params Fact[] facts) => new(facts.ToDictionary(fact => fact.Id), [], Speaker.Borrower, true, asOf);

    private static Letter Write(KnowledgeBase knowledge, string id, DateOnly asOf, Dictionary<string, string> values, Fact[] facts)
    {
        var writer = new LetterWriter(knowledge);
        Assert.Empty(writer.Faults(knowledge.Letters[id], values, asOf));
        return writer.Write(knowledge.Letters[id], values, Situation(asOf, facts));
    }

    private static KnowledgeBase LoadSmall()
    {
        using var fixture = new FixtureKnowledge();
        return KnowledgeBase.Load(fixture.Directory);
    }
}
