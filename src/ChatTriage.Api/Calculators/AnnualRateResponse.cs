using ChatTriage.Api.Questions;
using ChatTriage.Knowledge;
using ChatTriage.Loans;

namespace ChatTriage.Api.Calculators;

/// <summary>一笔借款的真实成本 What a loan really costs.</summary>
internal sealed record AnnualRateResponse
{
    /// <summary>每期利率，百分数；对不上唯一的利率时为 null Rate a period in percent; null when the flows determine none.</summary>
    /// <example>4.729566</example>
    public double? PeriodRate { get; init; }

    /// <summary>一期是多久 The period.</summary>
    /// <example>month</example>
    public required Period Period { get; init; }

    /// <summary>单利年利率，百分数 Annual rate without compounding, percent.</summary>
    /// <example>56.754791</example>
    public double? AnnualRateSimple { get; init; }

    /// <summary>复利年利率，百分数；大到没有意义时为 null Annual rate with compounding, percent; null when beyond measure.</summary>
    /// <example>74.113203</example>
    public double? AnnualRateCompounded { get; init; }

    /// <summary>钱的方向变了几次；多于一次可能有几个利率 How often the direction of the money changes; with more than one several rates may fit.</summary>
    /// <example>1</example>
    public required int SignChanges { get; init; }

    /// <summary>怎么算的 How it was counted.</summary>
    /// <example>内部收益率（IRR）：按实际到账和每一笔付款的日期，求使两边现值相等的月利率。</example>
    public required string Method { get; init; }

    /// <summary>法律认可的本金（元） Principal that the law recognises.</summary>
    /// <example>9000</example>
    public required decimal RecognisedPrincipal { get; init; }

    /// <summary>一共付多少元 All payments.</summary>
    /// <example>12000</example>
    public required decimal TotalPaid { get; init; }

    /// <summary>比到手多付多少元 Payments beyond what arrived.</summary>
    /// <example>3000</example>
    public required decimal TotalCost { get; init; }

    /// <summary>合同那天的各条上限，适用于这个放款方的在前 Caps in force on the day of the contract, those for this lender first.</summary>
    public required IReadOnlyList<CapResponse> Caps { get; init; }

    /// <summary>列出的付款超过最严的那条适用上限多少元；没有适用的为 null Yuan above the strictest cap that applies.</summary>
    /// <example>2520.61</example>
    public decimal? PaidAboveCap { get; init; }

    /// <summary>看这些数要知道的事 What must be known about the figures.</summary>
    public required IReadOnlyList<RateNoteResponse> Notes { get; init; }

    /// <summary>两句话的结论，可以念给人听 Two sentences that can be read aloud.</summary>
    /// <example>你到手 9,000 元，列出的付款一共 12,000 元，多付 3,000 元，折成年利率按单利算约 56.75%，按复利算约 74.11%。填上放款方是谁，才能对照适用的那一条上限。</example>
    public required string Summary { get; init; }

    /// <summary>每期本金、利息、费用的图 A picture of principal, interest and fees by period (SVG).</summary>
    /// <example><![CDATA[<svg xmlns="http://www.w3.org/2000/svg"></svg>]]></example>
    public required string ChartSvg { get; init; }

    public static AnnualRateResponse From(LoanCost cost) => new()
    {
        PeriodRate = Percent(cost.Rate.Solution.Rate),
        Period = cost.Rate.Period,
        AnnualRateSimple = Percent(cost.Rate.Simple),
        AnnualRateCompounded = Percent(cost.Rate.Compounded),
        SignChanges = cost.Rate.Solution.SignChanges,
        Method = LoanCostSummary.Method(cost.Rate),
        RecognisedPrincipal = cost.RecognisedPrincipal,
        TotalPaid = cost.TotalPaid,
        TotalCost = cost.TotalCost,
        Caps = [.. cost.Caps.Select(cap => new CapResponse
        {
            Id = cap.Cap.Cap.Id,
            Title = cap.Cap.Cap.Title,
            Percent = cap.Cap.Percent,
            Kind = cap.Cap.Cap.Kind,
            Applies = cap.Applies,
            PaidAbove = cap.Settlement.Above,
            StillOwed = cap.Settlement.StillOwed,
            Says = cap.Cap.Cap.Says,
            Basis = [.. cap.Basis.Select(BasisResponse.From)],
        })],
        PaidAboveCap = cost.Cap?.Settlement.Above,
        Notes = [.. cost.Notes.Select(note => new RateNoteResponse { Id = note.Note.Kind, Text = note.Note.Says, Basis = [.. note.Basis.Select(BasisResponse.From)] })],
        Summary = LoanCostSummary.Write(cost),
        ChartSvg = RepaymentChart.Draw(cost.Schedule),
    };

    private static double? Percent(double? fraction) => fraction is { } rate ? Math.Round(rate * 100, 6) : null;
}

/// <summary>一条上限 A cap.</summary>
internal sealed record CapResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>private-four-times-lpr</example>
    public required string Id { get; init; }

    /// <summary>名称 Title.</summary>
    /// <example>民间借贷：合同成立时一年期LPR的四倍</example>
    public required string Title { get; init; }

    /// <summary>一年百分之几 Percent a year.</summary>
    /// <example>12</example>
    public required decimal Percent { get; init; }

    /// <summary>性质：judicial 法院适用，court-policy 法院政策，guidance 监管口径，void 合同可能无效 What stands behind it.</summary>
    /// <example>judicial</example>
    public required CapKind Kind { get; init; }

    /// <summary>适不适用于这个放款方 Whether it holds for this kind of lender.</summary>
    /// <example>true</example>
    public required bool Applies { get; init; }

    /// <summary>按它算，列出的付款超出多少元 Yuan that the payments go above it.</summary>
    /// <example>2520.61</example>
    public required decimal PaidAbove { get; init; }

    /// <summary>按它算，列出的付款之后还欠多少元 Yuan still owed under it after the payments.</summary>
    /// <example>0</example>
    public required decimal StillOwed { get; init; }

    /// <summary>是什么、不是什么 What it means, with its limits.</summary>
    /// <example>利息、逾期利息、违约金和其他费用合计超过的部分，法院不支持。</example>
    public required string Says { get; init; }

    /// <summary>依据：合同那天有效的条文 Basis in force on the day of the contract.</summary>
    public required IReadOnlyList<BasisResponse> Basis { get; init; }
}

/// <summary>一条说明 A remark.</summary>
internal sealed record RateNoteResponse
{
    /// <summary>编号 Id.</summary>
    /// <example>upfront-deduction</example>
    public required RateNoteKind Id { get; init; }

    /// <summary>说明 Its words.</summary>
    /// <example>先扣掉的利息不算本金：按实际到手的数额还本、计息。</example>
    public required string Text { get; init; }

    /// <summary>依据 Basis.</summary>
    public required IReadOnlyList<BasisResponse> Basis { get; init; }
}
