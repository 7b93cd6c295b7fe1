using ChatTriage.Api.Conversations;
using ChatTriage.Api.Knowledge;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;
using ChatTriage.Writing.Model;

namespace ChatTriage.Api.Questions;

/// <summary>One turn of a conversation: what was asked, and the answer that the rules decided. How it is worded comes after.</summary>
/// <param name="Id">Id of the answer.</param>
/// <param name="ConversationId">The conversation that it belongs to.</param>
/// <param name="Question">What the engine was asked.</param>
/// <param name="Draft">The answer without a model; complete as it is.</param>
/// <param name="Serving">The knowledge that answered; the turn keeps it to its end.</param>
internal sealed record Turn(string Id, string ConversationId, Question Question, Answer Draft, LiveKnowledge.Snapshot Serving)
{
    /// <summary>Asks the engine and remembers what the question established.</summary>
    public static async Task<Turn> BeginAsync(
        QuestionRequest request, LiveKnowledge live, ConversationStore conversations, TimeProvider time, CancellationToken cancellationToken)
    {
        var serving = live.State;
        var knowledge = serving.Triage.Knowledge;
        var conversation = conversations.Open(request.ConversationId);
        var question = new Question(
            request.Question!, [.. conversation.FactsIn(knowledge), .. FactJson.ReadAll(request.Facts, knowledge)],
            request.AsOf is { } day && Dates.TryParse(day, out var asOf) ? asOf : ChinaTime.Today(time));
        var draft = serving.Triage.Ask(question);
        if (serving.Condenser is { } condenser && conversation.Topics.Count > 0 && MayFollowUp(draft, knowledge)
            && await condenser.CondenseAsync(question.Text, conversation.Topics, question.KnownFacts, cancellationToken) is { } standalone)
        {
            question = question with { Standalone = standalone };
            draft = serving.Triage.Ask(question);
        }

        // As with the model: what is not ours, and emergencies, never go out.
        if (serving.Dense is { } dense && draft is { Understood.Scope: Scope.InScope, Urgency: < Urgency.Emergency }
            && await dense.ScoresAsync(question.Standalone ?? question.Text, cancellationToken) is { } scores)
        {
            question = question with { Dense = scores };
            draft = serving.Triage.Ask(question);
        }

        conversations.Remember(conversation, draft, knowledge);
        return new Turn(Guid.CreateVersion7().ToString(), conversation.Id, question, draft, serving);
    }

    /// <summary>The wording, by the model when there is one and it may, else as the draft has it; the last step has the whole answer.</summary>
    public IAsyncEnumerable<WritingStep> WriteAsync(CancellationToken cancellationToken) =>
        Serving.Writer?.WriteAsync(Question, Draft, cancellationToken)
        ?? new[] { (WritingStep)new WritingStep.Finished(Draft, GuardReport.NotAsked) }.ToAsyncEnumerable();

    /// <summary>Alone it tells too little, or seems not ours without a word that settles it.</summary>
    private static bool MayFollowUp(Answer draft, KnowledgeBase knowledge) => draft.Understood.Scope switch
    {
        Scope.Unclear => true,
        Scope.OutOfScope => !knowledge.Lexicon.ScopeReasons[draft.Understood.OutOfScopeReason!].IsDecisive,
        _ => false,
    };
}
