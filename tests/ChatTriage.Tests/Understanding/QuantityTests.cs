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
    public void Amounts(string question, string? yuan) => Assert.Equal(yuan, Reader.Fact(question, "amount-yuan"));

    [Theory]
    [InlineData("我网贷逾期三个月了", "90")]
    [InlineData("我逾期半年了", "180")]
    [InlineData("我信用卡逾期一年半", "545")]
    [InlineData("已经逾期两个多月", "60")]
    [InlineData("我逾期45天了", "45")]
    [InlineData("我逾期好久了", null)]
    public void Days_overdue(string question, string? days) => Assert.Equal(days, Reader.Fact(question, "overdue-days"));

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
