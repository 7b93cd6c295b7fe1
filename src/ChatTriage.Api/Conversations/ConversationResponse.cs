using ChatTriage.Api.Knowledge;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.Conversations;

/// <summary>一个会话记住的内容，全部在这里 All that is remembered of a conversation.</summary>
internal sealed record ConversationResponse
{
    /// <summary>会话编号 Conversation id.</summary>
    /// <example>kZ0m2vXq3Yt8b1LwQ9sRfA</example>
    public required string Id { get; init; }

    /// <summary>记住的情况 The facts.</summary>
    public required IReadOnlyList<RememberedFactResponse> Facts { get; init; }

    /// <summary>最近谈到的话题 The topics of the last turn.</summary>
    /// <example>["contact-harassment"]</example>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>最近一次回答用的文章 The article that answered last.</summary>
    /// <example>answering-the-call</example>
    public required string? ArticleId { get; init; }

    /// <summary>那时是谁在问 Who asked then.</summary>
    /// <example>borrower</example>
    public required Speaker Speaker { get; init; }

    /// <summary>最近的回答，新的在前 The last answers, the newest first.</summary>
    public required IReadOnlyList<GivenAnswerResponse> Answers { get; init; }

    /// <summary>遮住个人信息后的问题，只在部署者打开保存时有 Masked questions; only where the deployer keeps them.</summary>
    public required IReadOnlyList<KeptQuestionResponse> Questions { get; init; }

    /// <summary>何时开始 When it began.</summary>
    /// <example>2026-11-23T08:00:00+00:00</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>何时忘记 When it is forgotten.</summary>
    /// <example>2026-11-24T08:00:00+00:00</example>
    public required DateTimeOffset ExpiresAt { get; init; }

    public static ConversationResponse From(Conversation conversation) => new()
    {
        Id = conversation.Id,
        Facts = [.. conversation.Facts.Select(RememberedFactResponse.From)],
        Topics = conversation.Topics,
        ArticleId = conversation.ArticleId,
        Speaker = conversation.Speaker,
        Answers = [.. conversation.Answers.Select(answer => new GivenAnswerResponse { Id = answer.Id, At = answer.At, Helpful = answer.Helpful, Comment = answer.Comment })],
        Questions = [.. conversation.Questions.Select(question => new KeptQuestionResponse { Text = question.Text, ExpiresAt = question.ExpiresAt })],
        CreatedAt = conversation.CreatedAt,
        ExpiresAt = conversation.ExpiresAt,
    };
}

/// <summary>记住的一项情况 A remembered fact.</summary>
internal sealed record RememberedFactResponse
{
    /// <summary>哪一项 Which fact.</summary>
    /// <example>contacts-called</example>
    public required string Id { get; init; }

    /// <summary>值 Its value.</summary>
    /// <example>true</example>
    public required object Value { get; init; }

    /// <summary>从哪里知道的 Where it came from: the question's words or the request.</summary>
    /// <example>question</example>
    public required FactSource Source { get; init; }

    /// <summary>asserted 说有，denied 说没有 Said to be so, or said not to be so.</summary>
    /// <example>asserted</example>
    public required string Status { get; init; }

    /// <summary>什么时候说的 When it was said.</summary>
    /// <example>2026-11-23T08:00:00+00:00</example>
    public required DateTimeOffset SaidAt { get; init; }

    public static RememberedFactResponse From(RememberedFact fact) => new()
    {
        Id = fact.Id,
        Value = FactJson.Write(fact.Value),
        Source = fact.Source,
        Status = fact.Value is FactValue.Flag { Value: false } ? "denied" : "asserted",
        SaidAt = fact.SaidAt,
    };
}

/// <summary>给过的一次回答 An answer that was given.</summary>
internal sealed record GivenAnswerResponse
{
    /// <summary>回答编号 Id of the answer.</summary>
    /// <example>0193a5c2-7c1e-7a10-9b53-1f0c2d3e4f50</example>
    public required string Id { get; init; }

    /// <summary>什么时候问的 When the question came.</summary>
    /// <example>2026-11-23T08:00:00+00:00</example>
    public required DateTimeOffset At { get; init; }

    /// <summary>有没有帮助；没说就是 null Whether it helped; null when nobody said.</summary>
    /// <example>false</example>
    public required bool? Helpful { get; init; }

    /// <summary>遮住个人信息后的意见；没写就是 null The masked comment; null when there is none.</summary>
    /// <example>没有说到分期的情况</example>
    public required string? Comment { get; init; }
}

/// <summary>保存几个小时的问题 A question that is kept for hours.</summary>
internal sealed record KeptQuestionResponse
{
    /// <summary>遮住个人信息后的文字 The masked words.</summary>
    /// <example>我叫〔姓名〕，催收打给我妈了</example>
    public required string Text { get; init; }

    /// <summary>何时删除 When it is deleted.</summary>
    /// <example>2026-11-23T14:00:00+00:00</example>
    public required DateTimeOffset ExpiresAt { get; init; }
}
