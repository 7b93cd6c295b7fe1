using System.Text.Json.Serialization;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Api.Questions;

/// <summary>完整的回答 The whole answer.</summary>
internal sealed record AnswerResponse
{
    /// <summary>回答编号 Id of this answer.</summary>
    /// <example>0193a5c2-7c1e-7a10-9b53-1f0c2d3e4f50</example>
    public required string Id { get; init; }

    /// <summary>会话编号，下一问带上它 Conversation id; send it with the next question.</summary>
    /// <example>kZ0m2vXq3Yt8b1LwQ9sRfA</example>
    public required string ConversationId { get; init; }

    /// <summary>按哪一天的法律 The day whose law counts.</summary>
    /// <example>2026-11-23</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>知识库版本 Version of the knowledge base.</summary>
    /// <example>3f9c2a7be01d4c55</example>
    public required string KnowledgeVersion { get; init; }

    /// <summary>是否归我们回答 Whether it is ours to answer.</summary>
    /// <example>in-scope</example>
    public required Scope Scope { get; init; }

    /// <summary>分诊 What it is about, and how soon something must be done.</summary>
    public required TriageResponse Triage { get; init; }

    /// <summary>回答的文字 The words of the answer.</summary>
    public required AnswerTextResponse Answer { get; init; }

    /// <summary>用到的情况 The facts that counted.</summary>
    public required IReadOnlyList<FactResponse> Facts { get; init; }

    /// <summary>权利与下一步清单 Rights and next steps, by group.</summary>
    public required IReadOnlyList<ChecklistItemResponse> Checklist { get; init; }

    /// <summary>引用的段落 The passages that the text cites.</summary>
    public required IReadOnlyList<CitationResponse> Citations { get; init; }

    /// <summary>接着可以问的 What to ask next.</summary>
    public required IReadOnlyList<FollowUpResponse> FollowUps { get; init; }

    /// <summary>去哪里求助、投诉，按先后 Where to turn, in order.</summary>
    public required IReadOnlyList<ChannelResponse> Channels { get; init; }

    /// <summary>这个情形用得上的信，用 POST /api/v1/letters/{id} 填写 Letters that the situation calls for; fill them with POST /api/v1/letters/{id}.</summary>
    public required IReadOnlyList<LetterResponse> Letters { get; init; }

    /// <summary>别人还问 What others ask.</summary>
    /// <example>["催收能联系我的家人和朋友吗"]</example>
    public required IReadOnlyList<string> RelatedQuestions { get; init; }

    /// <summary>对这份回答的提醒，例如条文日期不同、利率数据已旧 What to know about the answer itself, such as law of another day or old figures.</summary>
    /// <example>[]</example>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>说明；危机回答里为空 Disclaimer; empty beside a crisis card.</summary>
    /// <example>这是根据公开规则整理的一般信息，不是针对个案的法律意见。</example>
    public required string Disclaimer { get; init; }

    /// <summary>生成内容的隐式标识；没有模型文字时不填 Metadata of generated content (GB 45438-2025); null without model text.</summary>
    /// <example>null</example>
    public AigcResponse? Aigc { get; init; }

    /// <summary>请求带 debug 时：对模型文字的核对结果 With debug: what the guard did; null otherwise.</summary>
    /// <example>null</example>
    public GuardResponse? Guard { get; init; }
}

/// <summary>生成内容的隐式标识，字段名照 GB 45438-2025 Metadata of generated content, with the standard's names.</summary>
internal sealed record AigcResponse
{
    /// <summary>1 = 属于生成合成内容 It is generated content.</summary>
    /// <example>1</example>
    [JsonPropertyName("Label")]
    public required string Label { get; init; }

    /// <summary>服务提供者编码 Code of the provider; the deployer sets Model:ContentProducer.</summary>
    /// <example></example>
    [JsonPropertyName("ContentProducer")]
    public required string ContentProducer { get; init; }

    /// <summary>内容编号 Id of the content.</summary>
    /// <example>0193a5c2-7c1e-7a10-9b53-1f0c2d3e4f50</example>
    [JsonPropertyName("ProduceID")]
    public required string ProduceId { get; init; }

    /// <summary>留空 Empty.</summary>
    /// <example></example>
    [JsonPropertyName("ReservedCode1")]
    public required string ReservedCode1 { get; init; }

    /// <summary>传播者编码 Code of who passes it on.</summary>
    /// <example></example>
    [JsonPropertyName("ContentPropagator")]
    public required string ContentPropagator { get; init; }

    /// <summary>传播编号 Id under which it is passed on.</summary>
    /// <example>0193a5c2-7c1e-7a10-9b53-1f0c2d3e4f50</example>
    [JsonPropertyName("PropagateID")]
    public required string PropagateId { get; init; }

    /// <summary>留空 Empty.</summary>
    /// <example></example>
    [JsonPropertyName("ReservedCode2")]
    public required string ReservedCode2 { get; init; }
}

/// <summary>对模型文字的核对结果，只有计数 What the guard did with the model's sentences, in counts.</summary>
internal sealed record GuardResponse
{
    /// <summary>用了几句 Sentences shown.</summary>
    /// <example>6</example>
    public required int Shown { get; init; }

    /// <summary>几句换成了资料原文 Sentences for which the passage's own stands.</summary>
    /// <example>1</example>
    public required int Replaced { get; init; }

    /// <summary>没用的句数，按原因 Sentences left out, by reason.</summary>
    /// <example>{ "unknown-figure": 1 }</example>
    public required IReadOnlyDictionary<string, int> Dropped { get; init; }

    /// <summary>模型没有可用的回答时的原因 Why the model gave nothing usable.</summary>
    /// <example>null</example>
    public string? Fault { get; init; }
}

/// <summary>分诊 Triage.</summary>
internal sealed record TriageResponse
{
    /// <summary>话题，最可能的在前 Topics, likeliest first.</summary>
    public required IReadOnlyList<TopicResponse> Topics { get; init; }

    /// <summary>紧急程度 How soon something must be done.</summary>
    /// <example>info</example>
    public required Urgency Urgency { get; init; }

    /// <summary>为什么紧急 Why it is urgent.</summary>
    public required IReadOnlyList<SignalResponse> Signals { get; init; }
}

/// <summary>话题 A topic.</summary>
internal sealed record TopicResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>contact-harassment</example>
    public required string Id { get; init; }

    /// <summary>名称 Name.</summary>
    /// <example>爆通讯录与联系第三人</example>
    public required string Name { get; init; }

    /// <summary>可能性,0 到 1 How likely, from 0 to 1.</summary>
    /// <example>0.93</example>
    public required double Score { get; init; }
}

/// <summary>紧急信号 A reason for the urgency.</summary>
internal sealed record SignalResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>contacts-called</example>
    public required string Id { get; init; }

    /// <summary>说明 Words.</summary>
    /// <example>催收已经联系了别人，这件事可以马上处理。</example>
    public required string Text { get; init; }
}

/// <summary>回答的文字 The words of the answer.</summary>
internal sealed record AnswerTextResponse
{
    /// <summary>直接的答复 The direct answer.</summary>
    /// <example>有可能，接不接都没有保证。</example>
    public required string Verdict { get; init; }

    /// <summary>理由和下一步,[n] 是出处 Reasons and next steps; [n] names a citation.</summary>
    /// <example>为什么: · 接不接电话，都没有一条规则能保证别人不被联系。[1]</example>
    public required string Text { get; init; }

    /// <summary>extractive = 摘自资料库 from the corpus;model = 模型组织文字 phrased by a model.</summary>
    /// <example>extractive</example>
    public required string Writer { get; init; }

    /// <summary>文字是否由模型生成 Whether a model wrote words of it.</summary>
    /// <example>false</example>
    public required bool GeneratedByAi { get; init; }

    /// <summary>模型文字的标识 The label of model text; null without a model.</summary>
    /// <example>null</example>
    public string? Label { get; init; }

    /// <summary>资料能回答这个问题的可能性,0 到 1 How likely the passages answer the question.</summary>
    /// <example>0.87</example>
    public required double Confidence { get; init; }
}

/// <summary>一项情况 A fact.</summary>
internal sealed record FactResponse
{
    /// <summary>编号，见 GET /api/v1/facts Id.</summary>
    /// <example>overdue-days</example>
    public required string Id { get; init; }

    /// <summary>值:true/false、数字、选项或选项列表 Its value.</summary>
    /// <example>40</example>
    public required object Value { get; init; }

    /// <summary>从哪里知道 Where it came from.</summary>
    /// <example>request</example>
    public required FactSource Source { get; init; }

    /// <summary>asserted = 说有；denied = 说没有.</summary>
    /// <example>asserted</example>
    public required string Status { get; init; }

    /// <summary>你的原话 The user's own words.</summary>
    /// <example>null</example>
    public string? Quote { get; init; }
}

/// <summary>要带去的信 A letter.</summary>
internal sealed record LetterResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>stop-contacting-third-parties</example>
    public required string Id { get; init; }

    /// <summary>标题 Title.</summary>
    /// <example>要求停止联系第三人的函</example>
    public required string Title { get; init; }
}
