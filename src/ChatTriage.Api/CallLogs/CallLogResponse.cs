using ChatTriage.Api.Questions;
using ChatTriage.CallLogs;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.CallLogs;

/// <summary>每一通来电碰到哪些规则 Which calls break which rules.</summary>
internal sealed record CallLogResponse
{
    /// <summary>每一通，顺序和填的一样 The calls in the order given.</summary>
    public required IReadOnlyList<CheckedCallResponse> Rows { get; init; }

    /// <summary>按天合计 Totals by day.</summary>
    public required IReadOnlyList<CallDayResponse> Days { get; init; }

    /// <summary>碰到的每条规则各有几通 How many calls for each rule that something was found for.</summary>
    public required IReadOnlyList<RuleTallyResponse> Rules { get; init; }

    /// <summary>text 里没有读懂的行，最多列 20 行 Lines of the text that were not understood, the first 20.</summary>
    public required IReadOnlyList<UnreadLineResponse> Unread { get; init; }

    /// <summary>看结果要知道的事 What must be known about the result.</summary>
    /// <example>["有的电话打在规则施行之前，那条规则不算数，已经在那一行写明。"]</example>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>两句话的结论，可以念给人听 Two sentences that can be read aloud.</summary>
    /// <example>2026年10月1日一共 1 通来电，接通 1 通、没接通 0 通，其中 1 通碰到规则：夜间来电。推荐性国家标准和行业自律不是法律，可以拿来投诉，录音、短信和通话记录留好原件。</example>
    public required string Summary { get; init; }

    /// <summary>来电时间图（SVG）：一行一天，夜间灰底 A picture: a row a day, the night shaded (SVG).</summary>
    /// <example><![CDATA[<svg xmlns="http://www.w3.org/2000/svg"></svg>]]></example>
    public required string TimelineSvg { get; init; }

    /// <summary>可以附在投诉后面的表 A table to attach to a complaint.</summary>
    public required ComplaintTableResponse ComplaintTable { get; init; }

    public static CallLogResponse From(CheckedCallLog log, ReadCalls? read, bool isSelected, KnowledgeBase knowledge)
    {
        var table = new ComplaintTable(log, knowledge.CallRules);
        return new CallLogResponse
        {
            Rows = [.. log.Calls.Select(call => CheckedCallResponse.Of(call, read?.Calls[call.Index].Line))],
            Days = [.. log.Days.Select(CallDayResponse.From)],
            Rules = [.. log.Rules.Select(tally => new RuleTallyResponse { Rule = tally.Rule.Id, Title = tally.Rule.Title, Binding = tally.Binding, Breaks = tally.Breaks, MayBreak = tally.MayBreak })],
            Unread = [.. (read?.Unread ?? []).Select(line => new UnreadLineResponse { Line = line.Line, Reason = line.Reason })],
            Notes = CallLogSummary.Notes(log, read, isSelected),
            Summary = CallLogSummary.Write(log),
            TimelineSvg = CallTimeline.Draw(log, knowledge.CallRules),
            ComplaintTable = new ComplaintTableResponse { Markdown = table.ToMarkdown(), Csv = table.ToCsv() },
        };
    }
}

/// <summary>一通来电和它碰到的规则 A call with what it breaks.</summary>
internal sealed record CheckedCallResponse
{
    /// <summary>第几通，从 0 数 Its place, from 0.</summary>
    /// <example>0</example>
    public required int Index { get; init; }

    /// <summary>在 text 的第几行；用 rows 时为 null Its line in the text; null for rows.</summary>
    /// <example>null</example>
    public int? Line { get; init; }

    /// <summary>和第几通一字不差，这一通就不再算；不重复时为 null The call that this row only tells again, so that it does not count; null for a call of its own.</summary>
    /// <example>null</example>
    public int? RepeatOf { get; init; }

    /// <summary>什么时候（北京时间） When, China's time.</summary>
    /// <example>2026-10-01T22:30:00</example>
    public required DateTime At { get; init; }

    /// <summary>接通没有 Whether it was answered.</summary>
    /// <example>true</example>
    public bool? Answered { get; init; }

    /// <summary>打给谁 Whom it went to.</summary>
    /// <example>self</example>
    public required Callee Callee { get; init; }

    /// <summary>来电号码 The caller's number.</summary>
    /// <example>95000</example>
    public string? From { get; init; }

    /// <summary>听出来和勾选的内容 What was said, as marked and as understood.</summary>
    /// <example>["threat"]</example>
    public required IReadOnlyList<CallTag> Tags { get; init; }

    /// <summary>碰到的规则 The rules that it breaks or may break.</summary>
    public required IReadOnlyList<CallFindingResponse> Findings { get; init; }

    /// <summary>那天还没有施行的规则，不算数 Rules that were not yet in force that day; they do not count.</summary>
    public required IReadOnlyList<LaterRuleResponse> Later { get; init; }

    public static CheckedCallResponse Of(CheckedCall call, int? line) => new()
    {
        Index = call.Index,
        Line = line,
        RepeatOf = call.RepeatOf,
        At = call.Call.At,
        Answered = call.Call.IsAnswered,
        Callee = call.Call.Callee,
        From = call.Call.From,
        Tags = call.Tags,
        Findings = [.. call.Findings.Select(CallFindingResponse.From)],
        Later = [.. call.Later.Select(later => new LaterRuleResponse { Rule = later.Rule.Id, Title = later.Rule.Title, From = later.From })],
    };
}

/// <summary>碰到的一条规则 A rule that a call breaks or may break.</summary>
internal sealed record CallFindingResponse
{
    /// <summary>规则编号 Id of the rule.</summary>
    /// <example>night-standard</example>
    public required string Rule { get; init; }

    /// <summary>规则名称 Its title.</summary>
    /// <example>夜间来电</example>
    public required string Title { get; init; }

    /// <summary>breaks 不合规则，may-break 可能不合 Whether it breaks or may break it.</summary>
    /// <example>breaks</example>
    public required CallRuleStatus Status { get; init; }

    /// <summary>这条规则的约束力 How strongly the rule binds.</summary>
    /// <example>recommended-standard</example>
    public required Binding Binding { get; init; }

    /// <summary>对这一通意味着什么 What it means for this call.</summary>
    /// <example>22点到次日8点之间。没有另外约定的，按推荐性国家标准不应在这时催收。</example>
    public required string Text { get; init; }

    /// <summary>还要看请求里的哪几项，填上再查会更准 Fields of the request that would decide it.</summary>
    /// <example>["lenderType"]</example>
    public required IReadOnlyList<string> DependsOn { get; init; }

    /// <summary>依据：来电那天有效的条文 Basis in force on the day of the call.</summary>
    public required IReadOnlyList<BasisResponse> Basis { get; init; }

    public static CallFindingResponse From(CallFinding finding) => new()
    {
        Rule = finding.Rule.Id,
        Title = finding.Rule.Title,
        Status = finding.Status,
        Binding = finding.Basis[0].Law.Binding,
        Text = finding.Rule.Text,
        DependsOn = finding.DependsOn,
        Basis = [.. finding.Basis.Select(BasisResponse.From)],
    };
}

/// <summary>后来才施行的规则 A rule that came into force later.</summary>
internal sealed record LaterRuleResponse
{
    /// <summary>规则编号 Id of the rule.</summary>
    /// <example>night-guideline</example>
    public required string Rule { get; init; }

    /// <summary>规则名称 Its title.</summary>
    /// <example>夜间来电</example>
    public required string Title { get; init; }

    /// <summary>从哪天施行 Its first day.</summary>
    /// <example>2026-01-30</example>
    public required DateOnly From { get; init; }
}

/// <summary>一天的合计；接通和没接通分开数，不相加去比次数 The calls of a day; answered and unanswered ones are counted apart.</summary>
internal sealed record CallDayResponse
{
    /// <summary>哪天 The day.</summary>
    /// <example>2026-10-01</example>
    public required DateOnly Date { get; init; }

    /// <summary>打给本人、接通的 To the borrower, answered.</summary>
    /// <example>1</example>
    public required int Connected { get; init; }

    /// <summary>打给本人、没接通的 To the borrower, not answered.</summary>
    /// <example>0</example>
    public required int Unanswered { get; init; }

    /// <summary>没接通里，同一个号码最多几通 The most unanswered calls to one number.</summary>
    /// <example>0</example>
    public required int MostUnansweredToOneNumber { get; init; }

    /// <summary>打给别人的 To others.</summary>
    /// <example>0</example>
    public required int ThirdPersons { get; init; }

    /// <summary>这天一共打来几通 All calls of the day.</summary>
    /// <example>1</example>
    public required int Attempts { get; init; }

    /// <summary>其中碰到规则的 Those with findings.</summary>
    /// <example>1</example>
    public required int WithFindings { get; init; }

    public static CallDayResponse From(CallDay day) => new()
    {
        Date = day.Date,
        Connected = day.Connected,
        Unanswered = day.Unanswered,
        MostUnansweredToOneNumber = day.MostUnansweredToOneNumber,
        ThirdPersons = day.ThirdPersons,
        Attempts = day.Attempts,
        WithFindings = day.WithFindings,
    };
}

/// <summary>一条规则碰到几通 How many calls for a rule.</summary>
internal sealed record RuleTallyResponse
{
    /// <summary>规则编号 Id of the rule.</summary>
    /// <example>night-standard</example>
    public required string Rule { get; init; }

    /// <summary>规则名称 Its title.</summary>
    /// <example>夜间来电</example>
    public required string Title { get; init; }

    /// <summary>约束力 How strongly it binds.</summary>
    /// <example>recommended-standard</example>
    public required Binding Binding { get; init; }

    /// <summary>不合的有几通 Calls that break it.</summary>
    /// <example>1</example>
    public required int Breaks { get; init; }

    /// <summary>可能不合的有几通 Calls that may break it.</summary>
    /// <example>0</example>
    public required int MayBreak { get; init; }
}

/// <summary>没有读懂的一行 A line that was not understood.</summary>
internal sealed record UnreadLineResponse
{
    /// <summary>第几行，从 1 数 The line, from 1.</summary>
    /// <example>7</example>
    public required int Line { get; init; }

    /// <summary>为什么 Why.</summary>
    /// <example>没有读懂这一行的时间，请写成 2026-10-01 22:30:00。</example>
    public required string Reason { get; init; }
}

/// <summary>投诉用的表：来电号码完整，亲友的号码不出现 The table: the callers' numbers whole, those of relatives and friends left out.</summary>
internal sealed record ComplaintTableResponse
{
    /// <summary>Markdown 格式 As Markdown.</summary>
    /// <example>| 序号 | 日期 |</example>
    public required string Markdown { get; init; }

    /// <summary>CSV 格式，公式开头的格子已加撇号 As CSV; cells that look like formulas are defused.</summary>
    /// <example>序号,日期</example>
    public required string Csv { get; init; }
}
