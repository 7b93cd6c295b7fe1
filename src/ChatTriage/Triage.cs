using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Rights;
using ChatTriage.Understanding;
using ChatTriage.Writing;

namespace ChatTriage;

/// <summary>
/// The engine: understand, retrieve, check, write. Rules decide, passages support. Immutable and safe for concurrent use; it
/// answers from the one knowledge base that it was made with.
/// </summary>
public sealed class Triage
{
    private const int MostRelated = 4;

    private readonly QuestionReader reader;
    private readonly Retriever retriever;
    private readonly RightsCheck rights;
    private readonly ExtractiveWriter writer;

    /// <summary>Prepares the four steps over a knowledge base.</summary>
    public Triage(KnowledgeBase knowledge)
    {
        Knowledge = knowledge;
        reader = new QuestionReader(knowledge);
        retriever = new Retriever(knowledge);
        rights = new RightsCheck(knowledge);
        writer = new ExtractiveWriter(knowledge);
    }

    /// <summary>The knowledge base that answers.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Answers a question.</summary>
    public Answer Ask(Question question)
    {
        var understood = reader.Read(question.Text);
        var situation = understood.SituationWith(question.KnownFacts, question.AsOf);
        var passages = retriever.Retrieve(understood, situation);
        var findings = rights.Check(situation, understood.Scope, passages.FirstOrDefault()?.Passage.Article);
        var (text, citations) = writer.Write(understood, passages, findings);

        return new Answer(
            question.AsOf, Knowledge.Version, understood, findings.Urgency, findings.Signals, [.. situation.Facts.Values], text,
            findings.Card?.Alone == true, findings.Checklist, citations, findings.FollowUps, findings.Channels, Related(citations));
    }

    private static string[] Related(IReadOnlyList<Citation> citations) =>
        [.. citations.Select(citation => citation.Passage.Article).Distinct().Skip(1).Select(article => article.Title).Take(MostRelated)];
}
