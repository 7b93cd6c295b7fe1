using System.Globalization;
using System.Text.Json;
using ChatTriage.Api.Knowledge;
using FluentValidation;

namespace ChatTriage.Api.Questions;

/// <summary>一个问题 A question.</summary>
internal sealed record QuestionRequest
{
    /// <summary>借款人自己的话，最多 4000 字 The borrower's own words, at most 4,000 characters.</summary>
    /// <example>网贷逾期接电话了还会爆通讯录吗</example>
    public string? Question { get; init; }

    /// <summary>上一次回答给的会话编号；没有就不填 The conversation id of the answer before; null for a new one.</summary>
    /// <example>null</example>
    public string? ConversationId { get; init; }

    /// <summary>已经知道的情况，键见 GET /api/v1/facts What is known already; the keys are in GET /api/v1/facts.</summary>
    /// <example>{ "overdue-days": 40, "lender-type": "platform" }</example>
    public Dictionary<string, JsonElement>? Facts { get; init; }

    /// <summary>按哪一天的法律回答，默认今天（北京时间） The day whose law counts; default today in Asia/Shanghai.</summary>
    /// <example>null</example>
    public string? AsOf { get; init; }

    /// <summary>回答里附上对模型文字的核对结果（只有计数） Adds what the guard did with a model's text, in counts.</summary>
    /// <example>false</example>
    public bool Debug { get; init; }
}

/// <summary>Checks the shape of a question against the vocabulary that serves.</summary>
internal sealed class QuestionRequestValidator : AbstractValidator<QuestionRequest>
{
    public const int MostCharacters = 4000;

    public QuestionRequestValidator(LiveKnowledge live, TimeProvider time)
    {
        RuleFor(request => request.Question).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("请写下你的问题。")
            .MaximumLength(MostCharacters).WithMessage($"问题太长，最多 {MostCharacters} 字。")
            .Must(text => !text!.Any(IsForbidden)).WithMessage("问题里有不能显示的控制字符，请去掉。")
            .Must(IsWellFormed).WithMessage("问题里有不完整的字符（半个代理对），请重新输入。");
        RuleFor(request => request.ConversationId).IsConversationId();
        RuleFor(request => request.AsOf).IsDay(time);
        RuleFor(request => request.Facts).AreFacts(live);
    }

    private static bool IsForbidden(char c) => char.IsControl(c) && c is not ('\n' or '\r' or '\t');

    private static bool IsWellFormed(string? text)
    {
        for (var i = 0; i < text!.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}

/// <summary>ISO dates.</summary>
internal static class Dates
{
    public static bool TryParse(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The calendar of the borrowers. China has kept UTC+8 without daylight saving since 1991.</summary>
internal static class ChinaTime
{
    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
}
