using ChatTriage.Api.Questions;
using ChatTriage.Deadlines;
using ChatTriage.Knowledge;
using ChatTriage.Letters;

namespace ChatTriage.Api.Letters;

/// <summary>一封信：用来做什么，要填什么 A letter: what it is for, and what it asks for.</summary>
internal sealed record LetterDescription
{
    /// <summary>编号 Id.</summary>
    /// <example>stop-contacting-third-parties</example>
    public required string Id { get; init; }

    /// <summary>标题 Title.</summary>
    /// <example>要求停止联系第三人的函</example>
    public required string Title { get; init; }

    /// <summary>用来做什么 What it is for.</summary>
    /// <example>请放款机构只联系你本人，停止联系你的家人、朋友和单位</example>
    public required string For { get; init; }

    /// <summary>要填的 What is to be filled in.</summary>
    public required IReadOnlyList<LetterFieldResponse> Fields { get; init; }

    /// <summary>能做到什么 What it can bring about.</summary>
    /// <example>留下一份你明确要求停止的书面记录。</example>
    public required string Achieves { get; init; }

    /// <summary>做不到什么 What it cannot.</summary>
    /// <example>不能免掉欠款，也不能禁止对方在合理的时间联系你本人。</example>
    public required string Cannot { get; init; }

    /// <summary>发出之前 Before it goes out.</summary>
    /// <example>["发出后要一个受理编号，保存寄件或发送的凭证。"]</example>
    public required IReadOnlyList<string> BeforeSending { get; init; }

    public static LetterDescription From(LetterTemplate letter) => new()
    {
        Id = letter.Id,
        Title = letter.Title,
        For = letter.For,
        Fields = [.. letter.Fields.Select(LetterFieldResponse.From)],
        Achieves = letter.Achieves,
        Cannot = letter.Cannot,
        BeforeSending = letter.BeforeSending,
    };
}

/// <summary>要填的一项 A field.</summary>
internal sealed record LetterFieldResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>lender</example>
    public required string Id { get; init; }

    /// <summary>填什么 What to write there.</summary>
    /// <example>放款机构全称</example>
    public required string Label { get; init; }

    /// <summary>text 一行，lines 多行，date 日期 yyyy-MM-dd，money 金额（元） What it holds.</summary>
    /// <example>text</example>
    public required LetterFieldKind Kind { get; init; }

    /// <summary>少了它信就没有用 Without it the letter does not do its work.</summary>
    /// <example>true</example>
    public required bool Required { get; init; }

    /// <summary>在哪里找 Where to find it; null when that is clear.</summary>
    /// <example>合同里「贷款人」那一栏</example>
    public string? Hint { get; init; }

    /// <summary>知道这一项情况就自动填 The fact that fills it; null when none does.</summary>
    /// <example>null</example>
    public string? Fact { get; init; }

    public static LetterFieldResponse From(LetterField field) => new()
    {
        Id = field.Id,
        Label = field.Label,
        Kind = field.Kind,
        Required = field.IsRequired,
        Hint = field.Hint,
        Fact = field.FactId,
    };
}

/// <summary>填好的信 A letter filled in.</summary>
internal sealed record FilledLetterResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>stop-contacting-third-parties</example>
    public required string Id { get; init; }

    /// <summary>标题 Title.</summary>
    /// <example>要求停止联系第三人的函</example>
    public required string Title { get; init; }

    /// <summary>按哪一天的法律 The day whose law counts.</summary>
    /// <example>2026-11-23</example>
    public required DateOnly AsOf { get; init; }

    /// <summary>两句话：做什么用，还差什么，可以念给人听 Two sentences that can be read aloud.</summary>
    /// <example>这封信用来请放款机构只联系你本人，停止联系你的家人、朋友和单位。要填的都填上了，逐字核对属实，签名、写日期再发出，留好发出的凭证。</example>
    public required string Summary { get; init; }

    /// <summary>全文，纯文字 The letter as plain text.</summary>
    /// <example>要求停止联系第三人的函</example>
    public required string Text { get; init; }

    /// <summary>全文，Markdown The letter as Markdown.</summary>
    /// <example># 要求停止联系第三人的函</example>
    public required string Markdown { get; init; }

    /// <summary>还空着的，接着问这些 What is still blank, to be asked for next.</summary>
    public required IReadOnlyList<LetterFieldResponse> Missing { get; init; }

    /// <summary>信里引用的条文，那一天有效 The provisions that it cites, in force on the day.</summary>
    public required IReadOnlyList<BasisResponse> Basis { get; init; }

    /// <summary>最迟哪一天发出，没有期限或者还不知道从哪天算时为 null Until when it has to go out; null when no period runs or its start is not known.</summary>
    public LetterDeadlineResponse? Deadline { get; init; }

    /// <summary>能做到什么 What it can bring about.</summary>
    /// <example>留下一份你明确要求停止的书面记录。</example>
    public required string Achieves { get; init; }

    /// <summary>做不到什么 What it cannot.</summary>
    /// <example>不能免掉欠款，也不能禁止对方在合理的时间联系你本人。</example>
    public required string Cannot { get; init; }

    /// <summary>发出之前 Before it goes out.</summary>
    /// <example>["发出后要一个受理编号，保存寄件或发送的凭证。"]</example>
    public required IReadOnlyList<string> BeforeSending { get; init; }

    public static FilledLetterResponse From(Letter letter) => new()
    {
        Id = letter.Template.Id,
        Title = letter.Title,
        AsOf = letter.AsOf,
        Summary = letter.Summary,
        Text = LetterText.Plain(letter),
        Markdown = LetterText.Markdown(letter),
        Missing = [.. letter.Blanks.Select(LetterFieldResponse.From)],
        Basis = [.. letter.Basis.Select(BasisResponse.From)],
        Deadline = letter.Deadline is { } deadline ? LetterDeadlineResponse.From(deadline) : null,
        Achieves = letter.Template.Achieves,
        Cannot = letter.Template.Cannot,
        BeforeSending = letter.Template.BeforeSending,
    };
}

/// <summary>最迟哪一天发出 Until when a letter has to go out.</summary>
internal sealed record LetterDeadlineResponse
{
    /// <summary>从哪一天起算 The day from which it runs.</summary>
    /// <example>2026-11-20</example>
    public required DateOnly Start { get; init; }

    /// <summary>最后一天 The last day.</summary>
    /// <example>2026-12-07</example>
    public required DateOnly LastDay { get; init; }

    /// <summary>放假安排没有收录，日子只是大概 The holidays that decide it are not known.</summary>
    /// <example>false</example>
    public required bool IsApproximate { get; init; }

    /// <summary>怎么算的，两句话 How it was counted, in two sentences.</summary>
    /// <example>对支付令提出书面异议：收到支付令那天是2026年11月20日（星期五），从第二天起算15日，最后一天是2026年12月7日（星期一）。</example>
    public required string Summary { get; init; }

    public static LetterDeadlineResponse From(Deadline deadline) => new()
    {
        Start = deadline.Start,
        LastDay = deadline.LastDay,
        IsApproximate = deadline.IsApproximate,
        Summary = DeadlineSummary.Write(deadline),
    };
}
