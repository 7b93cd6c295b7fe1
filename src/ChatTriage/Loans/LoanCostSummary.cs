using System.Globalization;
using ChatTriage.Knowledge;

namespace ChatTriage.Loans;

/// <summary>A loan's cost in two sentences that can be read aloud, and the method in one.</summary>
public static class LoanCostSummary
{
    /// <summary>Exactly two sentences: what it costs, and how that stands to what the law or a policy protects.</summary>
    public static string Write(LoanCost cost) => Cost(cost) + Protection(cost);

    /// <summary>How the rates were counted.</summary>
    public static string Method(AnnualRate rate)
    {
        if (rate.Solution.SignChanges == 0) return "没有给出年利率：钱都在同一天进出，没有占用的时间。";
        if (rate.Solution.Rate is null) return "没有给出年利率：对得上这些收付款的利率可能不止一个。";
        var (period, number) = rate.Period switch
        {
            Period.Day => ("日", "365"),
            Period.Week => ("7天", "365/7"),
            Period.Month => ("月", "12"),
            Period.Quarter => ("季", "4"),
            _ => ("年", "1"),
        };
        return $"内部收益率（IRR）：按实际到账和每一笔付款的日期，求使两边现值相等的{period}利率。单利＝{period}利率×{number}；复利＝(1＋{period}利率)的{number}次方－1。法院对照上限一般看单利。";
    }

    private static string Cost(LoanCost cost)
    {
        var amounts = $"你到手 {Yuan(cost.Loan.Received)}，列出的付款一共 {Yuan(cost.TotalPaid)}";
        if (cost.Rate.Solution.SignChanges == 0) return $"{amounts}；到账和付款落在同一天，算不出年利率。";
        if (cost.Rate.Solution.Rate is null) return $"{amounts}；中间又放款又还款，对得上的年利率可能不止一个，所以不给数，请把每笔借款分开算。";
        if (cost.TotalCost < 0) return $"{amounts}，还没有超过到手的钱，把以后要还的每一期也填上，才能看出真实的年利率。";
        var compounded = cost.Rate.Compounded is { } rate ? $"，按复利算约 {Percent((decimal)rate * 100)}" : "";
        return $"{amounts}，多付 {Yuan(cost.TotalCost)}，折成年利率按单利算约 {Percent((decimal)cost.Rate.Simple! * 100)}{compounded}。";
    }

    private static string Protection(LoanCost cost)
    {
        if (cost.Loan.LenderType is null) return "填上放款方是谁，才能对照适用的那一条上限。";
        if (cost.Cap is not { } cap) return "合同那一天适用哪条上限，我们的资料里没有，请问当地法律援助机构。";
        var percent = Percent(cap.Cap.Percent);
        var measure = cap.Cap.Cap.Kind switch
        {
            CapKind.Judicial => $"合同那天民间借贷受保护的上限是一年 {percent}",
            CapKind.CourtPolicy => $"法律没有给持牌机构规定统一上限，法院有按一年 {percent} 调减的政策",
            CapKind.Guidance => $"法律没有给持牌机构规定统一上限，监管口径是一年 {percent}",
            CapKind.Void => $"对方如果没有放贷资格，合同可能被认定无效，一般只还到手的本金，再按一年 {percent} 付资金占用费",
        };
        return cap.Settlement.Above > 0
            ? $"{measure}，照列出的付款算，超出约 {Yuan(cap.Settlement.Above)}，{cap.Cap.Cap.Excess}。"
            : $"{measure}，照列出的付款算没有超出。";
    }

    private static string Yuan(decimal amount) => amount.ToString("#,0.##", CultureInfo.InvariantCulture) + " 元";

    private static string Percent(decimal percent) => percent.ToString("#,0.##", CultureInfo.InvariantCulture) + "%";
}
