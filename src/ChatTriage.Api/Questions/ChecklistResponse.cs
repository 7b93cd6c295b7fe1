using ChatTriage.Deadlines;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.Questions;

/// <summary>清单的一项 An item of the checklist.</summary>
internal sealed record ChecklistItemResponse
{
    /// <summary>规则编号 Id of the rule.</summary>
    /// <example>contacts-are-not-debtors</example>
    public required string Id { get; init; }

    /// <summary>分组 Its group.</summary>
    /// <example>collectors-must-not</example>
    public required ChecklistGroup Group { get; init; }

    /// <summary>对你意味着什么 What it means for the reader.</summary>
    /// <example>家人朋友不欠这笔钱，没有义务替你还。</example>
    public required string Text { get; init; }

    /// <summary>applies = 适用；may-apply = 还要看 dependsOn 里的情况.</summary>
    /// <example>applies</example>
    public required ItemStatus Status { get; init; }

    /// <summary>为什么 Why.</summary>
    /// <example>合同只约束签合同的人。</example>
    public required string Why { get; init; }

    /// <summary>取决于哪些还不知道的情况 The unknown facts that it hangs on.</summary>
    /// <example>[]</example>
    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>依据：当日有效的条文 Legal basis in force on the day.</summary>
    public required IReadOnlyList<BasisResponse> Basis { get; init; }

    /// <summary>这一项说到的期限；没有为 null The deadline that it speaks of; null when it speaks of none.</summary>
    public ItemDeadlineResponse? Deadline { get; init; }
}

/// <summary>清单里的一个期限 A deadline in the checklist.</summary>
internal sealed record ItemDeadlineResponse
{
    /// <summary>编号，可以拿去 POST /api/v1/calculators/deadline Its id, for POST /api/v1/calculators/deadline.</summary>
    /// <example>payment-order-objection</example>
    public required string Kind { get; init; }

    /// <summary>要在期限内做什么 What is to be done in time.</summary>
    /// <example>对支付令提出书面异议</example>
    public required string Title { get; init; }

    /// <summary>谁来办：you 你，other-side 别人 Who has to act.</summary>
    /// <example>you</example>
    public required DeadlineActor Actor { get; init; }

    /// <summary>能说出起算那天的情况，放进下一次请求的 facts；没有为 null The fact that tells the day that starts it, to send in facts; null when there is none.</summary>
    /// <example>payment-order-served-on</example>
    public string? StartFact { get; init; }

    /// <summary>起算的那一天；不知道为 null The day that starts it; null while it is not known.</summary>
    /// <example>2026-11-20</example>
    public DateOnly? Start { get; init; }

    /// <summary>最后一天；不知道起算那天就为 null The last day; null while the start is not known.</summary>
    /// <example>2026-12-07</example>
    public DateOnly? LastDay { get; init; }

    /// <summary>还剩几天；0 就是最后一天，负数是已经过去 Days left; 0 on the last day, negative after it.</summary>
    /// <example>12</example>
    public int? DaysLeft { get; init; }

    /// <summary>放假安排还不知道，日子只是大概 The official holidays are not known: the date is approximate.</summary>
    /// <example>false</example>
    public required bool IsApproximate { get; init; }

    /// <summary>给人看的话：知道起算那天就是结论，不知道就是怎么数 Words to show: the result, or how to count.</summary>
    /// <example>从收到支付令那天的第二天起算15日，最后一天碰上休息日就顺延到之后第一个工作日。这一步由你来办，文书写的日期更早就按更早的。</example>
    public required string Text { get; init; }

    public static ItemDeadlineResponse From(RunningDeadline deadline) => new()
    {
        Kind = deadline.Rule.Id,
        Title = deadline.Rule.Title,
        Actor = deadline.Rule.Actor,
        StartFact = deadline.Rule.StartFact,
        Start = deadline.Counted?.Start,
        LastDay = deadline.Counted?.LastDay,
        DaysLeft = deadline.Counted?.DaysLeft,
        IsApproximate = deadline.Counted?.IsApproximate ?? false,
        Text = DeadlineSummary.Write(deadline),
    };
}

/// <summary>一条依据 A provision in force.</summary>
internal sealed record BasisResponse
{
    /// <summary>法律编号 Id of the instrument.</summary>
    /// <example>civil-code</example>
    public required string Law { get; init; }

    /// <summary>名称 Its title.</summary>
    /// <example>民法典</example>
    public required string Title { get; init; }

    /// <summary>条号 The article.</summary>
    /// <example>第四百六十五条</example>
    public required string Article { get; init; }

    /// <summary>效力:law 法律 … recommended-standard 推荐性标准，self-regulation 行业自律 How it binds.</summary>
    /// <example>law</example>
    public required Binding Binding { get; init; }

    /// <summary>从哪天有效 First day in force.</summary>
    /// <example>2021-01-01</example>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>到哪天有效；null 表示现在仍有效 Last day in force; null while in force.</summary>
    /// <example>null</example>
    public DateOnly? EffectiveTo { get; init; }

    /// <summary>大意 What it says.</summary>
    /// <example>依法成立的合同，只对签合同的人有约束力。</example>
    public required string Summary { get; init; }

    public static BasisResponse From(ProvisionInForce basis) => new()
    {
        Law = basis.Law.Id,
        Title = basis.Law.ShortTitle,
        Article = basis.Provision.Article,
        Binding = basis.Law.Binding,
        EffectiveFrom = basis.Version.From,
        EffectiveTo = basis.Version.To,
        Summary = basis.Provision.Summary,
    };
}

/// <summary>引用的一段 A cited passage.</summary>
internal sealed record CitationResponse
{
    /// <summary>编号，对应文字里的 [n] Its number in the text.</summary>
    /// <example>1</example>
    public required int N { get; init; }

    /// <summary>文章编号 Id of the article.</summary>
    /// <example>answering-the-call</example>
    public required string ArticleId { get; init; }

    /// <summary>文章标题 Its title.</summary>
    /// <example>接了催收电话，还会爆通讯录吗</example>
    public required string Title { get; init; }

    /// <summary>小标题 The section's heading.</summary>
    /// <example>接电话只能降低风险，不是保证</example>
    public required string Heading { get; init; }

    /// <summary>这一段的文字 The passage.</summary>
    /// <example>接不接电话，都没有一条规则能保证通讯录里的人不被联系。</example>
    public required string Text { get; init; }

    /// <summary>这一段回答问题的可能性,0 到 1 How likely it answers.</summary>
    /// <example>0.91</example>
    public required double Score { get; init; }

    /// <summary>有没有人审过 Whether a person reviewed it.</summary>
    /// <example>true</example>
    public required bool Reviewed { get; init; }

    /// <summary>全文页面 The readable page.</summary>
    /// <example>/articles/answering-the-call</example>
    public required string Url { get; init; }
}

/// <summary>接着可以问的一个问题 A question whose answer would decide undecided items.</summary>
internal sealed record FollowUpResponse
{
    /// <summary>它确定哪一项情况 The fact that it settles.</summary>
    /// <example>lender-type</example>
    public required string Fact { get; init; }

    /// <summary>怎么问 The question.</summary>
    /// <example>钱是谁放给你的？</example>
    public required string Question { get; init; }

    /// <summary>可选的回答 What can be answered.</summary>
    public required IReadOnlyList<OptionResponse> Options { get; init; }
}

/// <summary>一个可选的回答 An option.</summary>
internal sealed record OptionResponse
{
    /// <summary>放进下一次请求 facts 里的值；可以多选的是列表，选几个就合成一个 The value to send in facts; lists may be joined.</summary>
    /// <example>bank</example>
    public required object Value { get; init; }

    /// <summary>按钮上的字 The words on the button.</summary>
    /// <example>银行（含信用卡）</example>
    public required string Label { get; init; }
}

/// <summary>求助、投诉的去处 A place to complain or get help.</summary>
internal sealed record ChannelResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>police-110</example>
    public required string Id { get; init; }

    /// <summary>名称 Name.</summary>
    /// <example>110 报警</example>
    public required string Name { get; init; }

    /// <summary>谁办的 Who runs it.</summary>
    /// <example>公安机关</example>
    public required string Operator { get; init; }

    /// <summary>电话；没有核实的不写 Phone, only where verified.</summary>
    /// <example>110</example>
    public string? Phone { get; init; }

    /// <summary>网址；没有核实的不写 Address, only where verified.</summary>
    /// <example>null</example>
    public string? Url { get; init; }

    /// <summary>时间；没有核实的不写 Hours, only where verified.</summary>
    /// <example>24 小时</example>
    public string? Hours { get; init; }

    /// <summary>什么时候用 What it is for.</summary>
    /// <example>有人身威胁、正在被骗时</example>
    public required string When { get; init; }

    /// <summary>管不了什么 What it does not handle.</summary>
    /// <example>["单纯的债务纠纷"]</example>
    public required IReadOnlyList<string> NotFor { get; init; }

    /// <summary>先准备什么 What to have at hand.</summary>
    /// <example>["录音或截图"]</example>
    public required IReadOnlyList<string> Prepare { get; init; }

    /// <summary>多久有答复 How long it may take.</summary>
    /// <example>null</example>
    public string? TimeLimit { get; init; }

    /// <summary>哪天核实过 The day somebody last checked.</summary>
    /// <example>2026-11-23</example>
    public required DateOnly Checked { get; init; }
}
