using System.Text.Json;
using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Questions;
using FluentValidation;

namespace ChatTriage.Api.Letters;

/// <summary>怎样填一封信 How to fill in a letter.</summary>
internal sealed record LetterRequest
{
    /// <summary>会话编号：用会话里记住的情况来填；没有就不填 A conversation whose facts fill the letter; null for none.</summary>
    /// <example>null</example>
    public string? ConversationId { get; init; }

    /// <summary>已经知道的情况，键见 GET /api/v1/facts What is known already; the keys are in GET /api/v1/facts.</summary>
    /// <example>{ "lender-type": "bank", "contacts-called-who": ["family", "workplace"] }</example>
    public Dictionary<string, JsonElement>? Facts { get; init; }

    /// <summary>要填进信里的字，键见 GET /api/v1/letters；不填的留成空格 What to fill in; the keys are in GET /api/v1/letters. What is left out stays a blank.</summary>
    /// <example>{ "name": "张三" }</example>
    public Dictionary<string, string?>? Fields { get; init; }

    /// <summary>按哪一天的法律写，默认今天（北京时间） The day whose law counts; default today in Asia/Shanghai.</summary>
    /// <example>null</example>
    public string? AsOf { get; init; }

    /// <summary>json（默认，什么都有）、text、markdown 或 docx（下载文件）；不填时看 Accept The form: json with everything, or the bare letter; by default what Accept says.</summary>
    /// <example>json</example>
    public LetterFormat? Format { get; init; }

    /// <summary>The values that are there.</summary>
    public IReadOnlyDictionary<string, string> ReadValues() =>
        (Fields ?? []).Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!);
}

/// <summary>The form of a letter.</summary>
internal enum LetterFormat
{
    /// <summary>The letter in both text forms, with what is blank and what to know about it.</summary>
    Json,

    /// <summary>Plain text.</summary>
    Text,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>A Word document.</summary>
    Docx,
}

/// <summary>Checks what holds for any letter; the values of the fields are checked against the letter itself.</summary>
internal sealed class LetterRequestValidator : AbstractValidator<LetterRequest>
{
    public LetterRequestValidator(LiveKnowledge live, TimeProvider time)
    {
        RuleFor(request => request.ConversationId).IsConversationId();
        RuleFor(request => request.AsOf).IsDay(time);
        RuleFor(request => request.Facts).AreFacts(live);
    }
}
