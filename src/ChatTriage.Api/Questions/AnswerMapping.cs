using ChatTriage.Api.Knowledge;
using ChatTriage.Knowledge;
using ChatTriage.Writing.Model;

namespace ChatTriage.Api.Questions;

/// <summary>From the engine's answer to the HTTP contract.</summary>
internal static class AnswerMapping
{
    /// <summary>What every answer is and is not.</summary>
    public const string Disclaimer = "这是根据公开的法律和规则整理的一般信息，不是针对个案的法律意见；重要的事请再问当地法律援助机构或律师。";

    public static AnswerResponse ToResponse(Turn turn, WritingStep.Finished finished, ModelSettings model, bool withReport) =>
        ToResponse(turn, finished.Answer, turn.Serving.Triage.Knowledge) with
        {
            Aigc = finished.Answer.Text.Label is null ? null : new AigcResponse
            {
                Label = "1",
                ContentProducer = model.ContentProducer,
                ProduceId = turn.Id,
                ReservedCode1 = "",
                ContentPropagator = model.ContentProducer,
                PropagateId = turn.Id,
                ReservedCode2 = "",
            },
            Guard = withReport ? ToResponse(finished.Report) : null,
        };

    private static AnswerResponse ToResponse(Turn turn, Answer answer, KnowledgeBase knowledge) => new()
    {
        Id = turn.Id,
        ConversationId = turn.ConversationId,
        AsOf = answer.AsOf,
        KnowledgeVersion = answer.KnowledgeVersion,
        Scope = answer.Understood.Scope,
        Triage = new TriageResponse
        {
            Topics = [.. answer.Understood.Topics.Select(topic => new TopicResponse { Id = topic.TopicId, Name = knowledge.Topics[topic.TopicId].Name, Score = Round(topic.Score) })],
            Urgency = answer.Urgency,
            Signals = [.. answer.Signals.Select(signal => new SignalResponse { Id = signal.Id, Text = signal.Text })],
        },
        Answer = new AnswerTextResponse
        {
            Verdict = answer.Text.Verdict,
            Text = answer.Text.Text,
            Writer = answer.Text.Label is null ? "extractive" : "model",
            GeneratedByAi = answer.Text.Label is not null,
            Label = answer.Text.Label,
            Confidence = Round(answer.Text.Confidence),
        },
        Facts = [.. answer.Facts.Select(ToResponse)],
        Checklist = [.. answer.Checklist.Select(ToResponse)],
        Citations = [.. answer.Citations.Select(ToResponse)],
        FollowUps = [.. answer.FollowUps.Select(ToResponse)],
        Channels = [.. answer.Channels.Select(ToResponse)],
        Letters = [.. answer.Letters.Select(letter => new LetterResponse { Id = letter.Id, Title = letter.Title })],
        RelatedQuestions = answer.RelatedQuestions,
        Notices = answer.Notices,
        // Nothing may stand between somebody in danger and the card.
        Disclaimer = answer.IsCrisisCard ? "" : Disclaimer,
    };

    private static GuardResponse ToResponse(GuardReport report) => new()
    {
        Shown = report.Shown,
        Replaced = report.Replaced,
        Dropped = report.Dropped.ToDictionary(reason => KebabCase.Name(reason.Key), reason => reason.Value),
        Fault = report.Fault is { } fault ? KebabCase.Name(fault) : null,
    };

    public static FactResponse ToResponse(Fact fact) => new()
    {
        Id = fact.Id,
        Value = FactJson.Write(fact.Value),
        Source = fact.Source,
        Status = fact.Value is FactValue.Flag { Value: false } ? "denied" : "asserted",
        Quote = fact.Quote,
    };

    public static ChannelResponse ToResponse(Channel channel) => new()
    {
        Id = channel.Id,
        Name = channel.Name,
        Operator = channel.Operator,
        Phone = channel.Phone,
        Url = channel.Url,
        Hours = channel.Hours,
        When = channel.When,
        NotFor = channel.NotFor,
        Prepare = channel.Prepare,
        TimeLimit = channel.TimeLimit,
        Checked = channel.Checked,
    };

    private static ChecklistItemResponse ToResponse(ChecklistItem item) => new()
    {
        Id = item.Rule.Id,
        Group = item.Rule.Group,
        Text = item.Rule.Text,
        Status = item.Status,
        Why = item.Why,
        DependsOn = item.DependsOn,
        Basis = [.. item.Basis.Select(BasisResponse.From)],
        Deadline = item.Deadline is { } deadline ? ItemDeadlineResponse.From(deadline) : null,
    };

    private static CitationResponse ToResponse(Citation citation) => new()
    {
        N = citation.N,
        ArticleId = citation.Passage.Article.Id,
        Title = citation.Passage.Article.Title,
        Heading = citation.Passage.Heading,
        Text = citation.Passage.Text,
        Score = Round(citation.Score),
        Reviewed = citation.Passage.Article.Reviewed is not null,
        Url = $"/articles/{citation.Passage.Article.Id}",
    };

    private static FollowUpResponse ToResponse(FollowUp followUp) => new()
    {
        Fact = followUp.Fact.Id,
        Question = followUp.Question,
        Options = [.. followUp.Options.Select(option => new OptionResponse { Value = ToSend(followUp.Fact, option), Label = option.Label })],
    };

    /// <summary>What goes into facts when the option is tapped: one of several that may hold together is a list of one.</summary>
    private static object ToSend(FactDefinition fact, FactOption option) =>
        FactJson.Write(fact.Type == FactType.Set ? new FactValue.Set([option.Value.ToString()!]) : option.Value);

    private static double Round(double value) => Math.Round(value, 3);
}
