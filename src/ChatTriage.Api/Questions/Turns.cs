using ChatTriage.Api.Conversations;
using ChatTriage.Api.Feedback;
using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Storage;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;
using ChatTriage.Writing.Model;

namespace ChatTriage.Api.Questions;

/// <summary>Takes turns: asks the engine in the light of what is remembered, and remembers what the question established.</summary>
internal sealed partial class Turns(LiveKnowledge live, ConversationStore conversations, TimeProvider time, ILogger<Turns> logger)
{
    /// <summary>Begins a turn; what it established is stored when this returns.</summary>
    /// <param name="request">The question.</param>
    /// <param name="ownId">A conversation's id that only the caller can derive; null where the request names one, or none.</param>
    /// <param name="cancellationToken">Ends when the asker leaves.</param>
    /// <exception cref="StorageException">What is remembered cannot be read or written, and nobody is in danger.</exception>
    public async Task<Turn> BeginAsync(QuestionRequest request, string? ownId, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var patience = Patience.Begin();
        var serving = live.State;
        try
        {
            var conversation = await conversations.FindAsync(ownId ?? request.ConversationId, cancellationToken) ?? conversations.Begin(ownId);
            var (question, draft) = await AskAsync(serving, request, conversation, patience, cancellationToken);
            var turn = new Turn(Guid.CreateVersion7().ToString(), conversation.Id, question, draft, serving, patience);
            await conversations.RememberAsync(conversation, MemoryOf(turn, at), cancellationToken);
            return turn;
        }
        catch (StorageException)
        {
            // Somebody in danger is answered, whatever is broken here; there is nothing to remember of such a moment.
            var question = QuestionOf(request, serving, conversations.Begin());
            if (serving.Triage.Ask(question) is not { Urgency: Urgency.Emergency } draft) throw;
            LogWithoutMemory();
            return new Turn(Guid.CreateVersion7().ToString(), ownId ?? request.ConversationId ?? Conversation.NewId(), question, draft, serving, patience);
        }
    }

    private async Task<(Question Question, Answer Draft)> AskAsync(
        LiveKnowledge.Snapshot serving, QuestionRequest request, Conversation conversation, Patience patience, CancellationToken cancellationToken)
    {
        var triage = serving.Triage;
        var question = QuestionOf(request, serving, conversation);
        var draft = triage.Ask(question);
        if (serving.Condenser is { } condenser && conversation.Topics.Count > 0 && (MayFollowUp(draft, triage.Knowledge) || draft.Understood.LeansOnBefore)
            && await condenser.CondenseAsync(question.Text, conversation.Topics, question.KnownFacts, patience, cancellationToken) is { } standalone)
        {
            question = question with { Standalone = standalone };
            draft = triage.Ask(question);
        }

        // As with the model: what is not ours, and emergencies, never go out.
        if (serving.Dense is { } dense && draft is { Understood.Scope: Scope.InScope, Urgency: < Urgency.Emergency }
            && await dense.ScoresAsync(question.Standalone ?? question.Text, cancellationToken) is { } scores)
        {
            question = question with { Dense = scores };
            draft = triage.Ask(question);
        }

        return (question, draft);
    }

    private Question QuestionOf(QuestionRequest request, LiveKnowledge.Snapshot serving, Conversation conversation)
    {
        var knowledge = serving.Triage.Knowledge;
        return new Question(
            request.Question!, [.. conversation.FactsIn(knowledge), .. FactJson.ReadAll(request.Facts, knowledge)],
            request.AsOf is { } day && Dates.TryParse(day, out var asOf) ? asOf : ChinaTime.Today(time))
        {
            Before = conversation.Before,
        };
    }

    /// <summary>Facts about a moment of danger are not kept: the next question is answered anew.</summary>
    private TurnMemory MemoryOf(Turn turn, DateTimeOffset at)
    {
        var knowledge = turn.Serving.Triage.Knowledge;
        return new TurnMemory(
            AnswerSignals.Of(turn.Id, turn.Draft, knowledge.Lexicon, ChinaTime.Today(time)), at,
            [.. turn.Draft.Facts.Where(fact => fact.Source != FactSource.Conversation && !knowledge.Facts[fact.Id].IsMomentary)],
            [.. turn.Draft.Understood.Topics.Select(topic => topic.TopicId)], turn.Draft.Citations.Select(citation => citation.Passage.Article.Id).FirstOrDefault(),
            turn.Draft.Understood.Speaker, turn.Question.Text);
    }

    /// <summary>Alone it tells too little, or seems not ours without a word that settles it.</summary>
    private static bool MayFollowUp(Answer draft, KnowledgeBase knowledge) => draft.Understood.Scope switch
    {
        Scope.Unclear => true,
        Scope.OutOfScope => !knowledge.Lexicon.ScopeReasons[draft.Understood.OutOfScopeReason!].IsDecisive,
        _ => false,
    };

    [LoggerMessage(LogLevel.Warning, "An emergency is answered without memory: the storage cannot be used")]
    private partial void LogWithoutMemory();
}
