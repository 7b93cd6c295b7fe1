using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Understanding;

namespace ChatTriage.Tests.Understanding;

/// <summary>On which day a paper came, read from the borrower's words on Wednesday 25 November 2026.</summary>
public sealed class ServiceDateTests
{
    private static readonly QuestionReader Questions = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));

    [Theory]
    [InlineData("我2026年11月20日收到法院的支付令，怎么办", "2026-11-20")]
    [InlineData("2026-11-20我收到支付令，怎么办", "2026-11-20")]
    [InlineData("2026/11/20签收了支付令，怎么办", "2026-11-20")]
    [InlineData("我11月20号收到法院寄来的支付令", "2026-11-20")]
    [InlineData("十一月二十号我收到了支付令", "2026-11-20")]
    [InlineData("11.20收到法院支付令，该怎么办", "2026-11-20")]
    [InlineData("我20号收到了支付令，怎么写异议", "2026-11-20")]
    [InlineData("我28号收到了支付令，怎么写异议", "2026-10-28")]
    [InlineData("上个月28号收到了支付令", "2026-10-28")]
    [InlineData("我12月20日收到了支付令", "2025-12-20")]
    [InlineData("我昨天收到了法院的支付令", "2026-11-24")]
    [InlineData("前天收到支付令，急", "2026-11-23")]
    [InlineData("大前天签收了支付令", "2026-11-22")]
    [InlineData("三天前收到支付令，还来得及吗", "2026-11-22")]
    [InlineData("10天前收到支付令，还来得及吗", "2026-11-15")]
    [InlineData("上周五收到法院的支付令", "2026-11-20")]
    [InlineData("上星期天收到法院的支付令", "2026-11-22")]
    [InlineData("收到支付令的时间是11月20日，异议最晚哪天", "2026-11-20")]
    public void A_day_that_is_told(string question, string day) => Assert.Equal(day, Told(question, "payment-order-served-on"));

    [Theory]
    [InlineData("如果11月20日收到支付令，要几天内提异议")]
    [InlineData("收到支付令15日内要做什么")]
    [InlineData("几天前收到支付令，急")]
    [InlineData("十几天前收到支付令，急")]
    [InlineData("2026年11月31日收到支付令")]
    [InlineData("2026年12月1日收到支付令")]
    [InlineData("11月20日我还了一笔，现在收到支付令")]
    [InlineData("每月20号还款，收到支付令")]
    public void No_day_is_told(string question) => Assert.Null(Told(question, "payment-order-served-on"));

    [Theory]
    [InlineData("我昨天收到法院传票和起诉状", "complaint-served-on")]
    [InlineData("我昨天收到法院的支付令", "payment-order-served-on")]
    [InlineData("我昨天收到一审判决书", "judgment-served-on")]
    public void Each_paper_has_its_own_day(string question, string fact)
    {
        string[] days = ["complaint-served-on", "payment-order-served-on", "judgment-served-on"];
        Assert.Equal([fact], days.Where(day => Told(question, day) is not null));
    }

    [Theory]
    [InlineData("我收到一审判决书，不服怎么办", true)]
    [InlineData("判决下来了，我不服怎么上诉", true)]
    [InlineData("离婚判决书收到了，他欠的钱要我还吗", false)]
    public void A_judgment_that_came(string question, bool isReceived) => Assert.Equal(isReceived, Told(question, "judgment-received") == "true");

    private static string? Told(string question, string fact) =>
        Questions.Read(question, new DateOnly(2026, 11, 25)).Facts.SingleOrDefault(known => known.Id == fact)?.Value.ToString();
}
