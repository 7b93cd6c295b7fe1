namespace ChatTriage.Tests.Understanding;

/// <summary>Numbers as people write them; no fact where the reading is doubtful.</summary>
public sealed class QuantityTests
{
    [Theory]
    [InlineData("我网贷欠了3万5", "35000")]
    [InlineData("我欠了两万多", "20000")]
    [InlineData("一共欠八千六", "8600")]
    [InlineData("我欠网贷5k", "5000")]
    [InlineData("我借了12000块", "12000")]
    [InlineData("我欠了１．２万", "12000")]
    [InlineData("我欠了二十几万", "200000")]
    [InlineData("我欠了十几万", null)]
    [InlineData("我欠了几千块", null)]
    [InlineData("我欠了***元", null)]
    [InlineData("我打了12378没人接", null)]
    [InlineData("贷款2700百还不上", null)]
    [InlineData("我信用卡额度5万，现在还不上", null)]
    [InlineData("我借了3000，七天后要还4500", "4500")]
    [InlineData("我借了3万 分12期", "30000")]
    [InlineData("我借的3600一直没还", "3600")]
    [InlineData("我欠三万一直还不上", "30000")]
    [InlineData("我欠五千三个月了", "5000")]
    [InlineData("我欠一万二天天被打电话", "12000")]
    [InlineData("我本金五千，客服说还剩三千二没结", "3200")]
    public void Amounts(string question, string? yuan) => Assert.Equal(yuan, Reader.Fact(question, "amount-yuan"));

    [Theory]
    [InlineData("我网贷逾期三个月了", "90")]
    [InlineData("我逾期半年了", "180")]
    [InlineData("我信用卡逾期一年半", "545")]
    [InlineData("已经逾期两个多月", "60")]
    [InlineData("我逾期45天了", "45")]
    [InlineData("我逾期好久了", null)]
    [InlineData("我逾期才三天", "3")]
    [InlineData("我一年前逾期过一次，早还了", null)]
    public void Days_overdue(string question, string? days) => Assert.Equal(days, Reader.Fact(question, "overdue-days"));

    [Theory]
    [InlineData("我借的钱月息2分", "24")]
    [InlineData("我借的钱月息一分五", "18")]
    [InlineData("合同写月利率1.5%，我借了两年", "18")]
    [InlineData("我借的这笔年化36%", "36")]
    [InlineData("我借的是日息千分之一", "36.5")]
    [InlineData("我要先还20%", null)]
    public void Rates_a_year(string question, string? percent) => Assert.Equal(percent, Reader.Fact(question, "annual-rate-percent"));

    [Theory]
    [InlineData("催收晚上十一点还给我打电话", "23")]
    [InlineData("他们凌晨2点给我打电话", "2")]
    [InlineData("早上七点就打电话催我", "7")]
    public void Hours_of_calls(string question, string hour) => Assert.Equal(hour, Reader.Fact(question, "call-hour"));

    [Theory]
    [InlineData("他们一天打我二十个电话", "20")]
    [InlineData("每天打30多个电话给我", "30")]
    [InlineData("他们一天打我几十个电话", null)]
    public void Calls_a_day(string question, string? calls) => Assert.Equal(calls, Reader.Fact(question, "calls-per-day"));
}
