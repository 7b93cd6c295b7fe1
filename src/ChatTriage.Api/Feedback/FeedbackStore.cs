using ChatTriage.Api.Questions;
using ChatTriage.Api.Storage;
using ChatTriage.Privacy;
using Dapper;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Feedback;

/// <summary>
/// What readers said of answers. It hangs on the answer, which knows its topics and its knowledge version, and outlives the conversation; the
/// conversation's key stays with it, so that whoever has a conversation forgotten takes the comments along at any time.
/// </summary>
internal sealed class FeedbackStore(Database database, IOptions<FeedbackOptions> options, TimeProvider time)
{
    /// <summary>Keeps it, masked; a second word on the same answer takes the place of the first. False when no such answer was given, or its conversation is forgotten.</summary>
    public Task<bool> KeepAsync(string answer, bool helpful, string? comment, CancellationToken cancellationToken) => database.WriteAsync(async (transaction, cancelled) =>
    {
        var kept = await transaction.Connection!.ExecuteAsync(new CommandDefinition("""
            INSERT INTO feedback (answer, helpful, comment, given, conversation)
            SELECT answer, @helpful, @comment, @given, conversation FROM conversation_answer WHERE answer = @answer
            ON CONFLICT (answer) DO UPDATE SET helpful = excluded.helpful, comment = excluded.comment, given = excluded.given
            """,
            new { answer, helpful = helpful ? 1L : 0L, comment = string.IsNullOrWhiteSpace(comment) ? null : PersonalData.Mask(comment), given = time.GetUtcNow().ToUnixTimeMilliseconds() },
            transaction, cancellationToken: cancelled));
        return kept > 0;
    }, cancellationToken);

    /// <summary>Deletes signals and feedback that are old.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => database.WriteAsync((transaction, cancelled) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            "DELETE FROM answer WHERE day < @day", new { day = Dates.Iso(ChinaTime.Today(time).AddDays(-options.Value.Days)) }, transaction, cancellationToken: cancelled)),
        cancellationToken);
}
