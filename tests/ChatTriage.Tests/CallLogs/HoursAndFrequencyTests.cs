using ChatTriage.CallLogs;
using ChatTriage.Knowledge;
using static ChatTriage.Tests.CallLogs.Calls;

namespace ChatTriage.Tests.CallLogs;

/// <summary>Night hours and the two figures of frequency, each from its own rule and called what it is.</summary>
public sealed class HoursAndFrequencyTests
{
    [Theory]
    [InlineData("2026-10-01T21:59:00", false)]
    [InlineData("2026-10-01T22:00:00", true)]
    [InlineData("2026-10-02T00:00:00", true)]
    [InlineData("2026-10-02T07:59:59", true)]
    [InlineData("2026-10-02T08:00:00", false)]
    public void The_night_is_from_ten_to_eight(string at, bool isNight) =>
        Assert.Equal(isNight ? ["night-standard breaks", "night-guideline breaks"] : [], Check(At(at)).Last());

    [Fact]
    public void The_night_is_no_law_and_is_not_called_so()
    {
        var night = Check(At("2026-10-01T23:00:00")).Calls[0].Findings;
        Assert.Equal([Binding.RecommendedStandard, Binding.SelfRegulation], night.Select(finding => finding.Basis[0].Law.Binding));
        Assert.All(night, finding => Assert.DoesNotContain("违法", finding.Rule.Text));
    }

    [Fact]
    public void Agreed_hours_and_consent_lift_the_night()
    {
        var evening = new AgreedHours(new TimeOnly(9, 0), new TimeOnly(23, 0));
        Assert.Empty(Check(new CallLog([At("2026-10-01T22:30:00")], "bank", null, evening, null)).Last());
        Assert.NotEmpty(Check(new CallLog([At("2026-10-01T23:30:00")], "bank", null, evening, null)).Last());
        Assert.Empty(Check(At("2026-10-01T23:30:00") with { Consent = true }).Last());
    }

    [Fact]
    public void An_agreement_with_the_borrower_does_not_bind_the_family() => Assert.Contains(
        "night-standard breaks",
        Check(new CallLog([At("2026-10-01T22:30:00").To(Callee.Family)], "bank", null, new AgreedHours(new TimeOnly(9, 0), new TimeOnly(23, 0)), null)).Last());

    [Fact]
    public void The_fourth_connected_call_of_a_day_is_against_the_standard()
    {
        Assert.Empty(Check(Day(3, At)).Last());
        Assert.Equal(["connected-standard breaks"], Check(Day(4, At)).Last());
        Assert.Equal(["connected-standard breaks", "disturbed-peace may-break"], Check(Day(5, At)).Last());
    }

    [Fact]
    public void The_seventh_unanswered_call_to_a_number_is_against_the_guideline()
    {
        Assert.Empty(Check(Day(6, MissedAt)).Last());
        Assert.Equal(["attempts-guideline breaks"], Check(Day(7, MissedAt)).Last());
    }

    [Fact]
    public void The_two_figures_are_never_added_up() => Assert.Empty(Check([.. Day(3, At), .. Day(6, MissedAt)]).Last());

    [Fact]
    public void Unanswered_calls_are_counted_for_each_number_of_the_borrower()
    {
        Call[] calls = [.. Day(4, MissedAt).Select(call => call with { To = "1" }), .. Day(4, MissedAt).Select(call => call with { To = "2" })];
        Assert.Empty(Check(calls).Last());
        Assert.Equal(4, Check(calls).Days.Single().MostUnansweredToOneNumber);
    }

    [Fact]
    public void Each_lender_has_a_count_of_its_own() =>
        Assert.Empty(Check([.. Day(3, At).Select(call => call with { Lender = "甲" }), .. Day(1, At).Select(call => call with { Lender = "乙" })]).Last());

    [Fact]
    public void Calls_from_several_numbers_of_nobody_knows_whom_may_break_it()
    {
        var calls = Day(4, At).Select((call, i) => call with { From = $"95{i}" }).ToArray();
        var finding = Check(lenderType: null, calls).LastOf("connected-standard");
        Assert.Equal(CallRuleStatus.MayBreak, finding.Status);
        Assert.Equal(["lenderType", "lender"], finding.DependsOn);
        Assert.Equal(["lenderType"], Check(lenderType: null, [.. calls.Select(call => call with { From = "950" })]).LastOf("connected-standard").DependsOn);
    }

    [Theory]
    [InlineData("bank", CallRuleStatus.Breaks)]
    [InlineData("consumer-finance", CallRuleStatus.Breaks)]
    [InlineData("platform", CallRuleStatus.MayBreak)]
    [InlineData(null, CallRuleStatus.MayBreak)]
    [InlineData("micro-loan", null)]
    [InlineData("private", null)]
    public void The_guideline_binds_members_only(string? lender, CallRuleStatus? status) =>
        Assert.Equal(status, Check(lender, Day(7, MissedAt)).Calls[^1].Findings.FirstOrDefault(finding => finding.Rule.Id == "attempts-guideline")?.Status);

    [Fact]
    public void A_private_lender_who_calls_night_after_night_has_only_the_law_against_him() =>
        Assert.Equal(["disturbed-peace may-break"], Check("private", At("2026-10-01T23:00:00"), At("2026-10-01T23:30:00")).Last());

    [Theory]
    [InlineData("2025-02-27T23:00:00", "bank", new string[0], new[] { "night-standard", "night-guideline" })]
    [InlineData("2025-02-27T23:00:00", "platform", new[] { "night-guideline-2024 may-break" }, new[] { "night-standard", "night-guideline" })]
    [InlineData("2025-02-28T23:00:00", "bank", new[] { "night-standard breaks" }, new[] { "night-guideline" })]
    [InlineData("2026-01-29T23:00:00", "bank", new[] { "night-standard breaks" }, new[] { "night-guideline" })]
    [InlineData("2026-01-30T23:00:00", "bank", new[] { "night-standard breaks", "night-guideline breaks" }, new string[0])]
    public void A_rule_counts_from_its_first_day_and_earlier_calls_say_so(string at, string lender, string[] found, string[] later)
    {
        var log = Check(lender, At(at));
        Assert.Equal(found, log.Last());
        Assert.Equal(later, log.Calls[0].Later.Select(rule => rule.Rule.Id));
    }

    [Theory]
    [InlineData("2026-10-01T21:59:00", 60, new string[0])]
    [InlineData("2026-10-01T21:59:00", 61, new[] { "night-standard may-break", "night-guideline may-break" })]
    [InlineData("2026-10-01T08:00:00", 40_000, new string[0])]
    public void A_talk_that_runs_into_the_night_may_be_against_it(string at, int seconds, string[] found) =>
        Assert.Equal(found, Check(At(at) with { DurationSeconds = seconds }).Last());

    [Theory]
    [InlineData("2026-10-01T20:30:00", new[] { "agreed-hours-standard may-break" })]
    [InlineData("2026-10-01T17:59:00", new string[0])]
    public void A_call_outside_the_agreed_hours_may_break_the_agreement(string at, string[] found) =>
        Assert.Equal(found, Check(new CallLog([At(at)], "bank", null, new AgreedHours(new TimeOnly(9, 0), new TimeOnly(18, 0)), null)).Last());

    [Fact]
    public void While_nobody_told_the_lender_only_the_law_is_sure_to_be_made_for_it()
    {
        var night = Check(lenderType: null, At("2026-10-01T23:00:00"), At("2026-10-01T23:30:00"));
        Assert.Equal(["night-standard may-break", "night-guideline may-break", "disturbed-peace may-break"], night.Last());
        Assert.Equal(["lenderType"], night.LastOf("night-standard").DependsOn);
        Assert.Empty(night.LastOf("disturbed-peace").DependsOn);
    }

    [Fact]
    public void Two_relatives_who_were_called_once_each_were_not_called_again_and_again()
    {
        Call[] calls = [At("2026-10-01T23:00:00").To(Callee.Family), At("2026-10-01T23:10:00").To(Callee.Workplace)];
        Assert.DoesNotContain("disturbed-peace may-break", Check(calls).Last());
        Assert.Contains("disturbed-peace may-break", Check([.. calls, At("2026-10-01T23:20:00").To(Callee.Workplace)]).Last());
    }

    [Fact]
    public void A_call_that_is_told_twice_counts_once()
    {
        var call = At("2026-10-01T12:00:00") with { From = "95017", Tags = [CallTag.Insult] };
        var log = Check([.. Enumerable.Repeat(call, 5), call with { At = call.At.AddSeconds(1) }]);
        Assert.Equal([null, 0, 0, 0, 0, null], log.Calls.Select(row => row.RepeatOf));
        Assert.Equal(2, log.Days.Single().Connected);
        Assert.Equal(2, log.Rules.Single(rule => rule.Rule.Id == "insult-law").MayBreak);
        Assert.Contains("一共 2 通来电", CallLogSummary.Write(log));
        Assert.Contains("有 4 行和别的行一字不差", string.Concat(CallLogSummary.Notes(log, null, isSelected: false)));
    }

    private static Call MissedAt(string time) => At(time).Missed();

    private static Call[] Day(int count, Func<string, Call> call) => [.. Enumerable.Range(0, count).Select(minute => call($"2026-10-01T10:{minute:00}:00"))];
}
