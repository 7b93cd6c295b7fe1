using ChatTriage.Api.Feedback;
using ChatTriage.Api.Storage;

namespace ChatTriage.Api.Conversations;

/// <summary>Deletes, every few minutes, what has expired: conversations, kept questions, old signals and feedback.</summary>
internal sealed partial class ConversationSweeper(
    ConversationStore conversations, FeedbackStore feedback, TimeProvider time, ILogger<ConversationSweeper> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await feedback.SweepAsync(stoppingToken);
                await conversations.SweepAsync(stoppingToken);
            }
            catch (StorageException fault)
            {
                LogPutOff(fault.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // An unexpected fault here must not end the service.
                LogBroken(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Deleting what has expired is put off: {Fault}")]
    private partial void LogPutOff(string fault);

    [LoggerMessage(LogLevel.Error, "What has expired could not be deleted")]
    private partial void LogBroken(Exception fault);
}
