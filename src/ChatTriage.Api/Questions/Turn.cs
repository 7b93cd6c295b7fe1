using ChatTriage.Api.Knowledge;
using ChatTriage.Writing.Model;

namespace ChatTriage.Api.Questions;

/// <summary>One turn of a conversation: what was asked, and the answer that the rules decided. How it is worded comes after.</summary>
/// <param name="Id">Id of the answer.</param>
/// <param name="ConversationId">The conversation that it belongs to.</param>
/// <param name="Question">What the engine was asked.</param>
/// <param name="Draft">The answer without a model; complete as it is.</param>
/// <param name="Serving">The knowledge that answered; the turn keeps it to its end.</param>
/// <param name="Patience">Since when the asker waits.</param>
internal sealed record Turn(string Id, string ConversationId, Question Question, Answer Draft, LiveKnowledge.Snapshot Serving, Patience Patience)
{
    /// <summary>The wording, by the model when there is one and it may, else as the draft has it; the last step has the whole answer.</summary>
    public IAsyncEnumerable<WritingStep> WriteAsync(CancellationToken cancellationToken) =>
        Serving.Writer?.WriteAsync(Question, Draft, Patience, cancellationToken)
        ?? new[] { (WritingStep)new WritingStep.Finished(Draft, GuardReport.NotAsked) }.ToAsyncEnumerable();
}
