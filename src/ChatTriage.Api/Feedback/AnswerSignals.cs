using ChatTriage.Api.Questions;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Api.Feedback;

/// <summary>
/// What is kept of an answer so that its gaps can be counted: ids, words of the lexicon and a day, nothing that leads to anybody.
/// </summary>
internal sealed record AnswerSignals(string Id, DateOnly Day, string KnowledgeVersion, Scope Scope, string Confidence, IReadOnlyList<string> Topics, IReadOnlyList<string> Terms)
{
    /// <summary>Under this confidence an answer is counted as a weak one.</summary>
    private const double Low = 0.5;

    private const double High = 0.8;

    /// <summary>The statement that stores <see cref="Row"/>; a second time changes nothing.</summary>
    public const string Insert = """
        INSERT INTO answer (id, day, knowledge, scope, confidence, topics, terms)
        VALUES (@Id, @Day, @Knowledge, @Scope, @Confidence, @Topics, @Terms) ON CONFLICT (id) DO NOTHING
        """;

    /// <summary>The parameters of <see cref="Insert"/>.</summary>
    public object Row => new
    {
        Id,
        Day = Dates.Iso(Day),
        Knowledge = KnowledgeVersion,
        Scope = KebabCase.Name(Scope),
        Confidence,
        Topics = string.Join(' ', Topics),
        Terms = string.Join(' ', Terms),
    };

    /// <summary>The signals of an answer. Of an emergency no words are counted.</summary>
    public static AnswerSignals Of(string id, Answer answer, Lexicon lexicon, DateOnly day)
    {
        var understood = answer.Understood;
        var text = understood.Normalised;
        return new AnswerSignals(
            id, day, answer.KnowledgeVersion, understood.Scope, ConfidenceOf(answer), [.. understood.Topics.Select(topic => topic.TopicId)],
            answer.Urgency == Urgency.Emergency ? [] : [.. lexicon.Terms.Find(text).Select(term => text.Substring(term.Start, term.Length)).Distinct()]);
    }

    /// <summary>none: no article answers it.</summary>
    private static string ConfidenceOf(Answer answer) => answer switch
    {
        { IsCrisisCard: true } => "high",
        { Understood.Scope: Scope.InScope, Citations.Count: 0 } => "none",
        { Understood.Scope: not Scope.InScope } => "out",
        { Text.Confidence: < Low } => "low",
        { Text.Confidence: < High } => "medium",
        _ => "high",
    };
}
