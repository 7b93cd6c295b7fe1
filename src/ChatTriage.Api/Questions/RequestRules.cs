using System.Globalization;
using System.Text.Json;
using ChatTriage.Api.Knowledge;
using ChatTriage.Knowledge;
using FluentValidation;

namespace ChatTriage.Api.Questions;

/// <summary>What every request that carries a conversation, facts or a date has to keep to.</summary>
internal static class RequestRules
{
    /// <summary>Law is not known further ahead than it is published.</summary>
    private const int DaysAhead = 366;

    public static void IsConversationId<T>(this IRuleBuilder<T, string?> rule) => rule
        .Matches("^[A-Za-z0-9_-]{22}$").WithMessage("会话编号要用上一次回答里给的 conversationId。");

    public static void IsDay<T>(this IRuleBuilder<T, string?> rule, TimeProvider time) => rule.Custom((text, context) =>
    {
        if (text is null) return;
        var latest = ChinaTime.Today(time).AddDays(DaysAhead);
        if (!Dates.TryParse(text, out var date)) context.AddFailure("日期写成 yyyy-MM-dd，例如 2026-11-23，而且要真有这一天。");
        else if (date < KnowledgeBase.FirstDay || date > latest) context.AddFailure($"日期要在 {Dates.Iso(KnowledgeBase.FirstDay)} 到 {Dates.Iso(latest)} 之间。");
    });

    public static void AreFacts<T>(this IRuleBuilder<T, Dictionary<string, JsonElement>?> rule, LiveKnowledge live) => rule.Custom((facts, context) =>
    {
        foreach (var (id, value) in facts ?? [])
        {
            var definition = live.Triage.Knowledge.Facts.GetValueOrDefault(id);
            if (definition is null) context.AddFailure($"Facts.{id}", "没有这一项，可用的见 GET /api/v1/facts。");
            else if (FactJson.Read(value, definition) is not { } read) context.AddFailure($"Facts.{id}", $"值的类型不对，这一项是 {KebabCase.Name(definition.Type)}{(definition.Type == FactType.Date ? "，写成 yyyy-MM-dd" : "")}。");
            else if (definition.Fault(read) is not null) context.AddFailure($"Facts.{id}", Allowed(definition));
        }
    });

    private static string Allowed(FactDefinition definition) => definition.Type == FactType.Number
        ? string.Create(CultureInfo.InvariantCulture, $"值要在 {definition.Min} 到 {definition.Max} 之间。")
        : $"值只能用：{string.Join("、", definition.Options.Select(option => option.Value))}。";
}
