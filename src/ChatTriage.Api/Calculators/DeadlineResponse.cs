using ChatTriage.Api.Questions;
using ChatTriage.Deadlines;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.Calculators;

/// <summary>一种期限 A kind of deadline.</summary>
internal sealed record DeadlineKindResponse
{
    /// <summary>编号，填进 kind Its id, for kind.</summary>
    /// <example>payment-order-objection</example>
    public required string Id { get; init; }

    /// <summary>要在期限内做什么 What is to be done in time.</summary>
    /// <example>对支付令提出书面异议</example>
    public required string Title { get; init; }

    /// <summary>谁来办：you 你，other-side 别人 Who has to act.</summary>
    /// <example>you</example>
    public required DeadlineActor Actor { get; init; }

    /// <summary>具体由谁来办 The actor in plain words.</summary>
    /// <example>你</example>
    public required string By { get; init; }

    /// <summary>从哪一天起算 The event that starts it.</summary>
    /// <example>收到支付令那天</example>
    public required string Starts { get; init; }

    /// <summary>现在的期限有多长 How long it runs today.</summary>
    /// <example>15日</example>
    public required string Period { get; init; }

    /// <summary>最早能从哪天算 The first day that it can be counted from.</summary>
    /// <example>2022-01-01</example>
    public required DateOnly Earliest { get; init; }

    /// <summary>能做什么、不能做什么 What it can and cannot do.</summary>
    /// <example>异议要针对欠不欠、欠多少。</example>
    public required string Limits { get; init; }

    public static DeadlineKindResponse From(DeadlineRule rule, DateOnly today) => new()
    {
        Id = rule.Id,
        Title = rule.Title,
        Actor = rule.Actor,
        By = rule.By,
        Starts = rule.Starts,
        Period = rule.PeriodOn(today).ToString(),
        Earliest = rule.Versions[0].From,
        Limits = rule.Limits,
    };
}

/// <summary>算出来的期限 A deadline counted from a day.</summary>
internal sealed record DeadlineResponse
{
    /// <summary>哪一种期限 Which deadline.</summary>
    /// <example>payment-order-objection</example>
    public required string Kind { get; init; }

    /// <summary>要在期限内做什么 What is to be done in time.</summary>
    /// <example>对支付令提出书面异议</example>
    public required string Title { get; init; }

    /// <summary>谁来办：you 你，other-side 别人 Who has to act.</summary>
    /// <example>you</example>
    public required DeadlineActor Actor { get; init; }

    /// <summary>具体由谁来办 The actor in plain words.</summary>
    /// <example>你</example>
    public required string By { get; init; }

    /// <summary>起算的那一天，它自己不算 The day that starts it; it does not count itself.</summary>
    /// <example>2026-11-20</example>
    public required DateOnly Start { get; init; }

    /// <summary>多长 How long it runs.</summary>
    /// <example>15日</example>
    public required string Period { get; init; }

    /// <summary>数到哪一天，还没有顺延 Where the count ends, before it moves.</summary>
    /// <example>2026-12-05</example>
    public required DateOnly CountedEnd { get; init; }

    /// <summary>最后一天 The last day.</summary>
    /// <example>2026-12-07</example>
    public required DateOnly LastDay { get; init; }

    /// <summary>还剩几天；0 就是今天，负数是已经过去 Days left; 0 on the last day, negative after it.</summary>
    /// <example>12</example>
    public required int DaysLeft { get; init; }

    /// <summary>放假安排还不知道，日子只是大概 The official holidays are not known: the date is approximate.</summary>
    /// <example>false</example>
    public required bool IsApproximate { get; init; }

    /// <summary>两句话的结论，可以念给人听 Two sentences that can be read aloud.</summary>
    /// <example>对支付令提出书面异议：收到支付令那天是2026年11月20日（星期五），从第二天起算15日，最后一天是2026年12月7日（星期一），原本到2026年12月5日（星期六），碰上休息日顺延，还有 12 天。这一步由你来办：写清不认哪一笔、为什么，把书面异议交给发支付令的法院；文书写的日期更早就按更早的，过没过期由法院认定。</example>
    public required string Summary { get; init; }

    /// <summary>怎么数 How it is counted.</summary>
    /// <example>从收到支付令那天的第二天起算15日，最后一天碰上休息日就顺延到之后第一个工作日</example>
    public required string HowToCount { get; init; }

    /// <summary>能做什么、不能做什么 What it can and cannot do.</summary>
    /// <example>异议要针对欠不欠、欠多少。</example>
    public required string Limits { get; init; }

    /// <summary>看这个日子要知道的事 What must be known about the date.</summary>
    public required IReadOnlyList<DeadlineNoteResponse> Notes { get; init; }

    /// <summary>依据：起算那天有效的条文 Basis in force on the day that starts it.</summary>
    public required IReadOnlyList<BasisResponse> Basis { get; init; }

    public static DeadlineResponse From(Deadline deadline) => new()
    {
        Kind = deadline.Rule.Id,
        Title = deadline.Rule.Title,
        Actor = deadline.Rule.Actor,
        By = deadline.Rule.By,
        Start = deadline.Start,
        Period = deadline.Version.Period.ToString(),
        CountedEnd = deadline.CountedEnd,
        LastDay = deadline.LastDay,
        DaysLeft = deadline.DaysLeft,
        IsApproximate = deadline.IsApproximate,
        Summary = DeadlineSummary.Write(deadline),
        HowToCount = DeadlineSummary.HowToCount(deadline.Rule, deadline.Version.Period),
        Limits = deadline.Rule.Limits,
        Notes = [.. deadline.Notes.Select(note => new DeadlineNoteResponse { Id = note.Note.Kind, Text = note.Note.Says, Basis = [.. note.Basis.Select(BasisResponse.From)] })],
        Basis = [.. deadline.Basis.Select(BasisResponse.From)],
    };
}

/// <summary>一条说明 A remark.</summary>
internal sealed record DeadlineNoteResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>paper-wins</example>
    public required DeadlineNoteKind Id { get; init; }

    /// <summary>说明 Its words.</summary>
    /// <example>文书上写的日期、法院另外指定的日期比这里早的，按早的办。</example>
    public required string Text { get; init; }

    /// <summary>依据 Basis.</summary>
    public required IReadOnlyList<BasisResponse> Basis { get; init; }
}
