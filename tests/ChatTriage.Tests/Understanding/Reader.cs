using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Understanding;

namespace ChatTriage.Tests.Understanding;

/// <summary>The first step over the real lexicon.</summary>
internal static class Reader
{
    private static readonly QuestionReader Real = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    private static readonly DateOnly AsOf = new(2026, 11, 25);

    public static UnderstoodQuestion Read(string question) => Real.Read(question, AsOf);

    /// <summary>What the question states as a fact, as text; null when it states nothing of it.</summary>
    public static string? Fact(string question, string fact) => Read(question).Facts.SingleOrDefault(known => known.Id == fact)?.Value.ToString();

    /// <summary>How the first mention of a fact is meant; null when it is not spoken of.</summary>
    public static MentionStatus? Status(string question, string fact) => Read(question).Mentions.FirstOrDefault(mention => mention.FactId == fact)?.Status;
}
