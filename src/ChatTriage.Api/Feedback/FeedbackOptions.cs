namespace ChatTriage.Api.Feedback;

/// <summary>Configuration <c>Feedback:*</c>.</summary>
internal sealed record FeedbackOptions
{
    /// <summary>For how many days signals and feedback are kept, 1 to 3650. Default 90.</summary>
    public int Days { get; init; } = 90;
}
