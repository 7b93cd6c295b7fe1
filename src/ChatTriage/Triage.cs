using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Retrieval.Indexing;
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
    private const int MostFollowUps = 3;

    private readonly QuestionReader reader;
    private readonly LeaningQuestion leaning;
    private readonly Retriever retriever;
    private readonly RightsCheck rights;
    private readonly ExtractiveWriter writer;
    private readonly NoticeWriter notices;

    /// <summary>Prepares the four steps over a knowledge base.</summary>
    public Triage(KnowledgeBase knowledge)
    {
        Knowledge = knowledge;
        var learnsArticles = Task.Run(() => new Retriever(knowledge));
        reader = new QuestionReader(knowledge);
        leaning = new LeaningQuestion(knowledge);
        retriever = learnsArticles.GetAwaiter().GetResult();
        rights = new RightsCheck(knowledge);
        writer = new ExtractiveWriter(knowledge);
        notices = new NoticeWriter(knowledge);
    }

    /// <summary>The knowledge base that answers.</summary>
    public KnowledgeBase Knowledge { get; }

    /// <summary>Answers a question.</summary>
    public Answer Ask(Question question)
    {
        var (understood, situation) = Understand(question);
        var passages = retriever.Retrieve(understood, situation, question.Dense);
        var findings = rights.Check(situation, understood.Scope, passages.FirstOrDefault()?.Passage.Article);
        var (text, citations) = writer.Write(understood, passages, findings);

        return new Answer(
            question.AsOf, Knowledge.Version, understood, findings.Urgency, findings.Signals, [.. situation.Facts.Values], text,
            findings.Card?.Alone == true, findings.Checklist, citations, FollowUps(question, understood, findings), findings.Channels, findings.Letters,
            findings.Card?.Alone == true ? [] : retriever.Neighbours(understood, citations, MostRelated),
            findings.Card?.Alone == true ? [] : notices.Write(text, citations, findings.Checklist, question.AsOf));
    }

    /// <summary>Why each passage that the answer cites has its place, in the order of the citations: trees of named numbers.</summary>
    public IReadOnlyList<Explanation> Explain(Question question)
    {
        var (understood, situation) = Understand(question);
        return [.. Ask(question).Citations.Select(citation => retriever.Explain(understood, situation, citation.Passage, question.Dense))];
    }

    private (UnderstoodQuestion Question, Situation Situation) Understand(Question question)
    {
        var understood = Read(question);
        var situation = understood.SituationWith(question.KnownFacts.Where(fact => !IsContradictedCry(fact, understood)), question.AsOf);
        if (understood.Scope != Scope.InScope && situation.Facts.Values.Any(IsDanger)) understood = understood with { Scope = Scope.InScope, OutOfScopeReason = null };
        return (understood, situation);
    }

    private UnderstoodQuestion Read(Question question)
    {
        var own = reader.Read(question.Text, question.AsOf, question.Before?.Speaker ?? Speaker.Borrower);
        own = own with { LeansOnBefore = leaning.Leans(own) };
        var standalone = question.Standalone
            ?? (question.Before is { } before && (own.LeansOnBefore || leaning.MayLean(own)) ? leaning.Complete(own, before) : null);
        // Nobody can tell what 「那不去呢」 is about when nothing came before it.
        if (standalone is null && own is { LeansOnBefore: true, Facts.Count: 0 }) return own with { Scope = Scope.Unclear, Topics = [], OutOfScopeReason = null };
        return standalone is not null && reader.Read(standalone, question.AsOf) is { Scope: Scope.InScope } read ? own.ReadAs(read) : own;
    }

    /// <summary>Which of two contradicting facts holds is asked first.</summary>
    private IReadOnlyList<FollowUp> FollowUps(Question question, UnderstoodQuestion understood, Findings findings) => findings.Card?.Alone == true
        ? findings.FollowUps
        : [.. Contradictions.Between(question.KnownFacts, understood.Facts, Knowledge).Concat(findings.FollowUps).Take(MostFollowUps)];

    /// <summary>A cry for help in the words cannot be switched off by what a front end sends along.</summary>
    private bool IsContradictedCry(Fact known, UnderstoodQuestion understood) =>
        IsMomentary(known) && !IsDanger(known) && understood.Facts.Any(said => said.Id == known.Id && IsDanger(said));

    private bool IsDanger(Fact fact) => IsMomentary(fact) && fact.Value is FactValue.Flag { Value: true };

    private bool IsMomentary(Fact fact) => Knowledge.Facts.TryGetValue(fact.Id, out var definition) && definition.IsMomentary;
}
