using ChatTriage.CallLogs;
using ChatTriage.Knowledge;
using FsCheck.Xunit;

namespace ChatTriage.Tests.CallLogs;

/// <summary>What holds for every call log.</summary>
public sealed class CallLogLawTests
{
    private static readonly string?[] Lenders = ["bank", "consumer-finance", "micro-loan", "platform", "unlicensed", "private", null];

    [Property]
    public void The_order_of_the_rows_changes_nothing(ushort[] seeds, byte lender, int shuffle)
    {
        var calls = Any(seeds);
        var shuffled = calls.ToArray();
        new Random(shuffle).Shuffle(shuffled);
        Assert.Equal(Told(calls, lender), Told(shuffled, lender));
    }

    [Property]
    public void Another_call_never_takes_a_finding_away(ushort[] seeds, ushort more, byte lender)
    {
        var (before, after) = (Of(Any(seeds), lender), Of(Any([.. seeds ?? [], more]), lender));
        Assert.All(before.Rules, rule => Assert.True(after.Rules.Single(same => same.Rule == rule.Rule) is var same && same.Breaks + same.MayBreak >= rule.Breaks + rule.MayBreak));
        Assert.All(before.Days, day => Assert.True(after.Days.Single(same => same.Date == day.Date) is var same && same.Connected >= day.Connected && same.Unanswered >= day.Unanswered && same.Attempts >= day.Attempts));
    }

    [Property]
    public void A_row_told_again_changes_no_count(ushort[] seeds, byte lender)
    {
        var calls = Any(seeds);
        Assert.Equal(Counts(Of(calls, lender)), Counts(Of([.. calls, .. calls], lender)));
    }

    [Property]
    public void Nothing_is_found_without_a_provision_in_force_on_the_day_of_the_call(ushort[] seeds, byte lender) =>
        Assert.All(Of(Any(seeds), lender).Calls, call => Assert.All(call.Findings, finding =>
        {
            Assert.NotEmpty(finding.Basis);
            Assert.All(finding.Basis, basis => Assert.True(basis.Version.IsInForce(call.Call.Date)));
        }));

    [Property]
    public void What_does_not_bind_like_law_is_never_sure_for_a_lender_that_nobody_told(ushort[] seeds) =>
        Assert.All(Of(Any(seeds), (byte)(Lenders.Length - 1)).Rules.Where(rule => rule.Binding > Binding.LocalRegulation), rule => Assert.Equal(0, rule.Breaks));

    /// <summary>The counts of the days add up to the calls, and what was answered is never counted with what was not.</summary>
    [Property]
    public void The_days_hold_every_call_once(ushort[] seeds, byte lender)
    {
        var log = Of(Any(seeds), lender);
        Assert.Equal(log.Calls.Count(call => call.RepeatOf is null), log.Days.Sum(day => day.Attempts));
        Assert.All(log.Days, day => Assert.True(day.Connected + day.Unanswered + day.ThirdPersons <= day.Attempts && day.MostUnansweredToOneNumber <= day.Unanswered));
    }

    private static CheckedCallLog Of(Call[] calls, byte lender) => CheckedCallLog.Of(new CallLog(calls, Lenders[lender % Lenders.Length], null, null, null), Calls.Knowledge);

    private static string[] Counts(CheckedCallLog log) => [.. log.Rules.Select(rule => $"{rule.Rule.Id} {rule.Breaks} {rule.MayBreak}"), .. log.Days.Select(day => day.ToString())];

    /// <summary>Each call with what is found for it, whatever its place, and the counts.</summary>
    private static string[] Told(Call[] calls, byte lender)
    {
        var log = Of(calls, lender);
        return [.. log.Calls.Where(call => call.RepeatOf is null).Select(call => $"{call.Call with { Tags = [] }} {string.Join(' ', call.Tags)} {string.Join(' ', call.Findings.Select(finding => $"{finding.Rule.Id} {finding.Status} {string.Join(',', finding.DependsOn)}"))}").Order(StringComparer.Ordinal), .. Counts(log)];
    }

    /// <summary>Calls of a few days around the first days of the rules, often of the same minute, and one at least.</summary>
    private static Call[] Any(ushort[]? seeds) => [.. (seeds ?? []).Append((ushort)1).Select(seed => new Call(
        new DateOnly[] { new(2024, 5, 14), new(2025, 2, 27), new(2025, 2, 28), new(2026, 1, 30), new(2026, 10, 1) }[seed % 5].ToDateTime(new TimeOnly(21, 0)).AddMinutes(seed / 5 % 12 * 15),
        seed % 7 == 0 ? null : seed % 3 > 0, null, (Callee)(seed / 60 % 5), seed % 2 == 0 ? "95017" : "95018", seed % 11 > 5 ? "1" : null, seed % 13 > 9 ? "甲" : null,
        seed % 4 == 0 ? [(CallTag)(seed / 300 % 8)] : [], null, seed % 17 == 0 ? true : seed % 17 == 1 ? false : null))];
}
