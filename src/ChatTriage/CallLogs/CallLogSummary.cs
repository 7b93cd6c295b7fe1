using System.Globalization;
using ChatTriage.Knowledge;

namespace ChatTriage.CallLogs;

/// <summary>A checked call log in two sentences that can be read aloud.</summary>
public static class CallLogSummary
{
    private const int MostTitles = 4;

    /// <summary>Exactly two sentences: what the log shows, and what stands behind the rules that it touches.</summary>
    public static string Write(CheckedCallLog log) => Shown(log) + Meaning(log);

    /// <summary>What the reader of the result must know about it, in short sentences; none when there is nothing to say.</summary>
    /// <param name="log">The result.</param>
    /// <param name="read">How the text was read; null when rows were given.</param>
    /// <param name="isSelected">Only the calls of numbers that the borrower named were read.</param>
    public static IReadOnlyList<string> Notes(CheckedCallLog log, ReadCalls? read, bool isSelected)
    {
        var notes = new List<string>();
        if (read is { UnreadCount: > 0 }) notes.Add($"有 {read.UnreadCount} 行没有读懂，没有算进来。");
        if (read is { Outgoing: > 0 }) notes.Add($"{read.Outgoing} 通是你打出去的，不算催收电话。");
        if (log.Calls.Count(call => call.RepeatOf is not null) is > 0 and var repeated) notes.Add($"有 {repeated} 行和别的行一字不差，只算一次；真是同一分钟又打来的，请写上秒数再查。");
        if (read is not null && !isSelected) notes.Add("打进来的电话都当作催收电话查了；里面有别人打来的，请只留催收的号码再查一次。");
        if (read is not null && log.Calls.All(call => call.Call.IsAnswered == true)) notes.Add("这份记录里没有未接来电，运营商的详单一般只有接通的；要数没接通的，请用手机里的通话记录。");
        if (log.Calls.Any(call => call.Call.Callee != Callee.Self && call.Findings.Count > 0)) notes.Add("签过担保、一起借款的人，或者一起欠这笔钱的配偶，不算这里说的别人。");
        if (log.Calls.Any(call => call.Later.Count > 0)) notes.Add("有的电话打在规则施行之前，那条规则不算数，已经在那一行写明。");
        if (log.Calls.Any(call => call.Findings.Any(finding => finding.DependsOn.Count > 0))) notes.Add("写着「可能」的，有的是还缺几样情况，比如放款方是谁、能不能联系上你；补上再查会更准。");
        return notes;
    }

    /// <summary>How strongly an instrument binds, in words.</summary>
    public static string Of(Binding binding) => binding switch
    {
        Binding.Law => "法律",
        Binding.JudicialInterpretation => "司法解释",
        Binding.AdministrativeRegulation => "行政法规",
        Binding.LocalRegulation => "地方性法规",
        Binding.DepartmentalRule => "部门规章",
        Binding.NormativeDocument => "规范性文件",
        Binding.PolicyGuidance => "政策文件",
        Binding.RecommendedStandard => "推荐性国家标准",
        Binding.SelfRegulation => "行业自律",
    };

    private static string Shown(CheckedCallLog log)
    {
        var calls = log.Calls.Where(call => call.RepeatOf is null).ToArray();
        var connected = calls.Count(call => call.Call.IsAnswered == true);
        var missed = calls.Count(call => call.Call.IsAnswered == false);
        var unknown = calls.Length - connected - missed;
        var touched = log.Calls.Count(call => call.Findings.Count > 0);
        var days = log.Days.Count == 1 ? Day(log.Days[0].Date) : $"{Day(log.Days[0].Date)}到{Day(log.Days[^1].Date)}";
        var count = $"{days}一共 {calls.Length} 通来电，接通 {connected} 通、没接通 {missed} 通{(unknown > 0 ? $"、没写接没接的 {unknown} 通" : "")}";
        if (touched == 0) return $"{count}，对照当天有效的规则，没有看出不合规的地方。";
        var titles = log.Rules.Select(rule => rule.Rule.Title).Distinct().ToArray();
        return $"{count}，其中 {touched} 通碰到规则：{string.Join("、", titles.Take(MostTitles))}{(titles.Length > MostTitles ? "等" : "")}。";
    }

    private static string Meaning(CheckedCallLog log)
    {
        var isLaw = log.Rules.Any(rule => rule.Binding <= Binding.LocalRegulation);
        var isRule = log.Rules.Any(rule => rule.Binding is > Binding.LocalRegulation and < Binding.RecommendedStandard);
        var isSoft = log.Rules.Any(rule => rule.Binding >= Binding.RecommendedStandard);
        if (log.Rules.Count == 0) return "记录照样留着，以后还打，可以放在一起再查一次。";
        var parts = new List<string>();
        if (isLaw) parts.Add("可能涉及法律的，由公安机关或法院看证据认定");
        if (isRule) parts.Add("监管规定管得到的，可以向放款机构和监管部门投诉");
        if (isSoft) parts.Add($"{string.Join("和", log.Rules.Where(rule => rule.Binding >= Binding.RecommendedStandard).Select(rule => Of(rule.Binding)).Distinct())}不是法律，可以拿来投诉");
        return string.Join("；", parts) + "，录音、短信和通话记录留好原件。";
    }

    private static string Day(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
