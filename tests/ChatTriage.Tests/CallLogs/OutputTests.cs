using System.Xml.Linq;
using ChatTriage.CallLogs;
using ChatTriage.Knowledge;
using FsCheck.Xunit;
using static ChatTriage.Tests.CallLogs.Calls;

namespace ChatTriage.Tests.CallLogs;

/// <summary>The words, the picture and the table of a result.</summary>
public sealed class OutputTests
{
    [Fact]
    public void The_summary_of_a_clean_log_says_so() => Assert.Equal(
        "2026年10月1日一共 1 通来电，接通 1 通、没接通 0 通，对照当天有效的规则，没有看出不合规的地方。记录照样留着，以后还打，可以放在一起再查一次。",
        CallLogSummary.Write(Check(At("2026-10-01T12:00:00"))));

    [Fact]
    public void The_summary_names_what_stands_behind_the_rules()
    {
        var soft = CallLogSummary.Write(Check("micro-loan", At("2026-10-01T23:00:00")));
        Assert.EndsWith("其中 1 通碰到规则：夜间来电。推荐性国家标准不是法律，可以拿来投诉，录音、短信和通话记录留好原件。", soft, StringComparison.Ordinal);
        var law = CallLogSummary.Write(Check("private", At("2026-10-01T12:00:00").Saying(CallTag.Threat)));
        Assert.Contains("由公安机关或法院看证据认定", law);
        Assert.DoesNotContain("不是法律", law);
        Assert.Contains("监管规定管得到的", CallLogSummary.Write(Check("bank", At("2026-10-01T12:00:00").Saying(CallTag.Threat))));
    }

    [Property]
    public bool Every_summary_is_two_sentences_without_a_verdict_of_ours(byte[] seeds)
    {
        if (seeds.Length == 0) return true;
        var summary = CallLogSummary.Write(Check(Any(seeds)));
        return summary.Count(c => c == '。') == 2 && !summary.Contains("违法", StringComparison.Ordinal);
    }

    [Fact]
    public void The_notes_say_what_is_missing()
    {
        var read = CallLogText.Read("时间,号码,类型,时长\n2024-10-01 23:00,95017,被叫,3\n2024-10-01 23:10,95017,主叫,3\n何时,95017,被叫,3", [], Today, Calls.Knowledge);
        var log = Check(new CallLog([.. read.Calls.Select(row => row.Call)], "bank", null, null, null));
        var notes = string.Join('\n', CallLogSummary.Notes(log, read, isSelected: false));
        Assert.All(new[] { "有 1 行没有读懂", "1 通是你打出去的", "请只留催收的号码", "没有未接来电", "规则施行之前" }, words => Assert.Contains(words, notes));
        Assert.Empty(CallLogSummary.Notes(Check(At("2026-10-01T23:00:00")), null, isSelected: false));
    }

    [Fact]
    public void The_picture_has_a_title_shades_the_night_and_marks_every_call()
    {
        var svg = XElement.Parse(Draw(Check(At("2026-10-01T23:00:00"), At("2026-10-02T12:00:00").Missed())));
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Contains("2026-10-01 到 2026-10-02", svg.Elements().Single(element => element.Name.LocalName == "title").Value);
        Assert.Contains("一共 2 通来电", svg.Elements().Single(element => element.Name.LocalName == "desc").Value);
        Assert.Equal(2, svg.Elements().Count(element => element.Attribute("fill")?.Value == "#ececf3"));
        Assert.Equal(2, svg.Elements().Count(element => element.Attribute("r")?.Value == "3.5" && element.Attribute("cy")!.Value != "14"));
    }

    [Property]
    public bool The_picture_is_well_formed_whatever_was_said(string? words, byte[] seeds)
    {
        if (seeds.Length == 0) return true;
        var calls = Any(seeds).Select(call => call with { Text = words?[..Math.Min(words.Length, 500)], From = "<script>" }).ToArray();
        var svg = Draw(CheckedCallLog.Of(new CallLog(calls, "bank", null, null, null), Calls.Knowledge));
        return XElement.Parse(svg).Name.LocalName == "svg" && !svg.Contains("script", StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_of_ten_thousand_calls_stays_small()
    {
        var calls = Enumerable.Range(0, 10_000).Select(i => At("2026-10-01T23:00:00") with { At = new DateTime(2026, 1, 1).AddMinutes(i * 45) }).ToArray();
        Assert.InRange(Draw(Check(calls)).Length, 1, 500_000);
    }

    [Fact]
    public void The_table_shows_the_caller_and_hides_the_relative()
    {
        var call = At("2026-10-01T12:00:00").To(Callee.Family).Saying(CallTag.AskedToPay).InWords("替他还") with { From = "95017", To = "13800000001" };
        var table = new ComplaintTable(Check(At("2026-10-01T12:00:00"), call), Calls.Knowledge.CallRules);
        Assert.Contains("| 1 | 2026-10-01 | 12:00:00 | 95017 | 家人 | 接通 | 30 | 要求代还；替他还 |", table.ToMarkdown());
        Assert.Contains("【推荐性国家标准】", table.ToCsv());
        Assert.DoesNotContain("13800000001", table.ToCsv() + table.ToMarkdown());
        Assert.Equal(3, table.ToMarkdown().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+8695017")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("＝1")]
    [InlineData(" =1")]
    public void No_cell_is_a_formula(string number)
    {
        var log = CheckedCallLog.Of(new CallLog([At("2026-10-01T23:00:00") with { From = number }], "bank", null, null, null), Calls.Knowledge);
        var csv = new ComplaintTable(log, Calls.Knowledge.CallRules).ToCsv();
        Assert.Contains($",'{number},", csv);
    }

    [Fact]
    public void Words_cannot_break_the_tables()
    {
        var call = At("2026-10-01T23:00:00").InWords("他说 \"还钱\", | <b>[x](y)\n=cmd");
        var table = new ComplaintTable(Check(call), Calls.Knowledge.CallRules);
        Assert.Equal(3, table.ToMarkdown().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(@"\| \<b\>\[x\](y) =cmd", table.ToMarkdown());
        Assert.Contains("\"他说 \"\"还钱\"\", | <b>[x](y)\n=cmd\"", table.ToCsv());
    }

    [Fact]
    public void Calls_of_which_nobody_told_whether_they_were_answered_are_told_apart() =>
        Assert.Contains("接通 1 通、没接通 0 通、没写接没接的 1 通", CallLogSummary.Write(Check(At("2026-10-01T12:00:00"), At("2026-10-01T13:00:00") with { IsAnswered = null })));

    [Fact]
    public void Guarantors_are_said_to_be_no_third_persons() =>
        Assert.Contains("签过担保", string.Concat(CallLogSummary.Notes(Check(At("2026-10-01T12:00:00").To(Callee.Family)), null, isSelected: false)));

    private static string Draw(CheckedCallLog log) => CallTimeline.Draw(log, Calls.Knowledge.CallRules);

    private static Call[] Any(byte[] seeds) => [.. seeds.Select(seed => At("2026-10-01T12:00:00").To((Callee)(seed % 5)).Saying((CallTag)(seed % 8)) with
    {
        At = new DateTime(2025, 1, 1).AddHours(seed * 61), IsAnswered = seed % 3 == 0 ? null : seed % 2 == 0, DurationSeconds = null,
    })];
}
