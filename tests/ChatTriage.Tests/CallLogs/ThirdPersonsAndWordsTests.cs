using ChatTriage.CallLogs;
using ChatTriage.Knowledge;
using static ChatTriage.Tests.CallLogs.Calls;

namespace ChatTriage.Tests.CallLogs;

/// <summary>Who was called and what was said.</summary>
public sealed class ThirdPersonsAndWordsTests
{
    private const string Noon = "2026-10-01T12:00:00";

    [Fact]
    public void A_relative_may_only_be_called_when_the_borrower_cannot_be_reached()
    {
        Call[] calls = [At(Noon).To(Callee.Family)];
        var unknown = Check("bank", calls).LastOf("third-person-standard");
        Assert.Equal((CallRuleStatus.MayBreak, "lostContact"), (unknown.Status, unknown.DependsOn.Single()));
        Assert.Equal(["third-person-standard breaks", "third-person-guideline breaks"], Check("bank", [At("2026-10-01T09:00:00"), .. calls]).Last());
        Assert.Empty(Check(new CallLog(calls, "bank", null, null, LostContact: true)).Last());
        Assert.Equal(CallRuleStatus.Breaks, Check(new CallLog(calls, "bank", null, null, LostContact: false)).LastOf("third-person-standard").Status);
    }

    [Fact]
    public void Asking_to_pass_on_a_message_is_allowed_for_a_lost_borrower_but_telling_the_debt_never_is()
    {
        Assert.Empty(Lost(At(Noon).To(Callee.Family).Saying(CallTag.PassOn)).Last());
        Assert.Equal(["told-debt-standard breaks", "told-debt-guideline breaks", "told-debt-law may-break"], Lost(At(Noon).To(Callee.Family).Saying(CallTag.DebtDisclosed)).Last());
    }

    [Fact]
    public void A_relative_who_offered_to_pay_may_be_told() => Assert.Empty(Lost(At(Noon).To(Callee.Family, consent: true).Saying(CallTag.DebtDisclosed, CallTag.AskedToPay)).Last());

    [Theory]
    [InlineData(true, false)]
    [InlineData(null, false)]
    [InlineData(false, true)]
    public void An_emergency_contact_who_never_agreed_has_a_right_of_his_own(bool? consent, bool mayBreak) =>
        Assert.Equal(mayBreak, Lost(At(Noon).To(Callee.EmergencyContact, consent)).Last().Contains("third-person-data may-break"));

    [Theory]
    [InlineData("consumer-finance", "asked-to-pay-consumer-finance breaks")]
    [InlineData("bank", "asked-to-pay-credit-card may-break")]
    public void Whoever_is_not_the_debtor_must_not_be_asked_to_pay(string lender, string finding) =>
        Assert.Contains(finding, Check(lender, At(Noon).To(Callee.Workplace).Saying(CallTag.AskedToPay)).Last());

    [Fact]
    public void After_a_clear_no_every_further_call_counts()
    {
        var friend = At("2026-10-01T10:00:00").To(Callee.Friend) with { To = "13800000001" };
        var log = Check(friend.Saying(CallTag.AskedToStop), At("2026-10-02T10:00:00").To(Callee.Family), friend.Missed() with { At = new DateTime(2026, 10, 2, 11, 0, 0) });
        Assert.DoesNotContain(log.Calls[0].Findings, finding => finding.Rule.Id == "after-stop-standard");
        Assert.DoesNotContain(log.Calls[1].Findings, finding => finding.Rule.Id == "after-stop-standard");
        Assert.Contains("after-stop-standard breaks", log.Last());
        Assert.Contains("after-stop-law may-break", log.Last());
    }

    [Fact]
    public void Whether_it_was_the_same_friend_is_open_while_the_number_is_not_told()
    {
        var log = Check(At("2026-10-01T10:00:00").To(Callee.Friend).Saying(CallTag.AskedToStop), At("2026-10-02T10:00:00").To(Callee.Friend));
        Assert.Equal((CallRuleStatus.MayBreak, "to"), (log.LastOf("after-stop-standard").Status, log.LastOf("after-stop-standard").DependsOn.Single()));
    }

    [Fact]
    public void The_borrower_cannot_be_told_of_his_own_debt() => Assert.Empty(Check(At(Noon).Saying(CallTag.DebtDisclosed, CallTag.AskedToPay)).Last());

    [Theory]
    [InlineData("2026-10-01T12:00:00", "第五十条")]
    [InlineData("2025-12-31T12:00:00", "第四十二条")]
    public void A_threat_may_break_the_law_of_its_day(string at, string article)
    {
        var finding = Check("private", At(at).Saying(CallTag.Threat)).LastOf("threat-law");
        Assert.Equal(CallRuleStatus.MayBreak, finding.Status);
        Assert.Equal((Binding.Law, article), (finding.Basis[0].Law.Binding, finding.Basis[0].Provision.Article));
    }

    [Fact]
    public void A_threat_by_a_bank_breaks_a_departmental_rule() => Assert.Equal(
        ["threat-law may-break", "threat-measures breaks", "threat-guideline breaks"], Check(At(Noon).Saying(CallTag.Threat)).Last());

    [Theory]
    [InlineData("他说不还就抓我坐牢", CallTag.Threat)]
    [InlineData("再不还就去你单位闹", CallTag.Threat)]
    [InlineData("我要弄死你", CallTag.Threat)]
    [InlineData("小心你孩子", CallTag.Threat)]
    [InlineData("明天就爆你通讯录", CallTag.Threat)]
    [InlineData("你妈的还不还钱", CallTag.Insult)]
    [InlineData("一直骂我全家", CallTag.Insult)]
    [InlineData("我这里是朝阳区公安局的", CallTag.Impersonation)]
    [InlineData("自称是派出所民警", CallTag.Impersonation)]
    [InlineData("发了一张假传票", CallTag.ForgedPapers)]
    [InlineData("你儿子欠了三万，逾期两个月", CallTag.DebtDisclosed)]
    [InlineData("让我妈替我还钱", CallTag.AskedToPay)]
    [InlineData("你们家里先还上", CallTag.AskedToPay)]
    [InlineData("请转告他回个电话", CallTag.PassOn)]
    [InlineData("我说别再打给我了", CallTag.AskedToStop)]
    public void Words_are_understood(string text, CallTag tag) => Assert.Contains(tag, Check(At(Noon).InWords(text)).Calls[0].Tags);

    [Theory]
    [InlineData("没有威胁我")]
    [InlineData("会依法起诉你")]
    [InlineData("问什么时候还款")]
    [InlineData("不还会坐牢吗？")]
    [InlineData("我不是公安局的")]
    [InlineData("没有说弄死你")]
    [InlineData("")]
    public void Other_words_are_left_alone(string text) => Assert.Empty(Check(At(Noon).InWords(text)).Calls[0].Tags);

    [Fact]
    public void Every_finding_has_a_basis_in_force_on_the_day_of_the_call()
    {
        var tags = Enum.GetValues<CallTag>();
        var days = Enumerable.Range(0, 80).Select(month => new DateTime(2020, 4, 1, 23, 0, 0).AddMonths(month));
        var log = Check("consumer-finance", [.. days.SelectMany(day => Enum.GetValues<Callee>().Select(callee => At(Noon).To(callee).Saying(tags) with { At = day }))]);
        Assert.All(log.Calls, call => Assert.All(call.Findings, finding => Assert.All(finding.Basis, basis => Assert.True(basis.Version.IsInForce(call.Call.Date)))));
        Assert.All(log.Calls, call => Assert.All(call.Later, later => Assert.True(later.From > call.Call.Date)));
        Assert.Contains(log.Calls[0].Later, later => later.Rule.Id == "threat-guideline");
    }

    private static CheckedCallLog Lost(Call call) => Check(new CallLog([call], "bank", null, null, LostContact: true));
}
