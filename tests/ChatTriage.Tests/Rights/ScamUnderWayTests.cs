using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Rights;

/// <summary>Somebody who is being cheated right now is told so first, with what to do this minute.</summary>
public sealed class ScamUnderWayTests
{
    private static readonly Triage Triage = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    [Theory]
    [InlineData("客服让我下载会议软件，把手机屏幕共享给他，说不注销校园贷要上征信", "scam-under-way", "stop-screen-sharing")]
    [InlineData("自称经侦的人叫我把钱转到安全账户核查", "scam-under-way", "no-safe-account-exists")]
    [InlineData("他们让我收了钱再转出去，说是刷流水好放款", "scam-under-way", "do-not-move-money-for-others")]
    [InlineData("中介要我把银行卡和手机卡寄过去", "scam-under-way", "do-not-move-money-for-others")]
    [InlineData("我把验证码告诉客服了，现在怎么办", "credentials-given", "take-back-what-was-given")]
    [InlineData("钱已经转给他们了，还说要再交解冻费", "money-transferred", "money-sent-call-police-first")]
    public void The_signal_the_police_and_what_to_do_this_minute_come_first(string question, string signal, string step)
    {
        var answer = Ask(question);
        Assert.Equal(Urgency.Urgent, answer.Urgency);
        Assert.Equal(signal, answer.Signals[0].Id);
        Assert.Contains(answer.Channels.Take(2), channel => channel.Id == "police-110");
        Assert.Contains(answer.Checklist.Where(item => item.Rule.Group == ChecklistGroup.DoNow).Take(2), item => item.Rule.Id == step);
    }

    [Theory]
    [InlineData("要是对方让我共享屏幕，该怎么拒绝")]
    [InlineData("没有共享屏幕，也没给验证码")]
    [InlineData("我没有把验证码告诉他")]
    public void What_is_only_supposed_denied_or_heard_of_raises_no_alarm(string question) =>
        Assert.DoesNotContain(Ask(question).Signals, signal => signal.Id is "scam-under-way" or "credentials-given");

    private static Answer Ask(string question) => Triage.Ask(new Question(question, [], new DateOnly(2026, 11, 24)));
}
