using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage rate</c>: a loan's true annual rate in a terminal.</summary>
public sealed class RateCommandTests
{
    [Fact]
    public async Task It_prints_two_sentences_the_rates_and_the_cap_and_writes_the_chart()
    {
        var chart = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.svg");
        var (exit, output) = await Chattriage.Run("rate", "--received", "2025-06-01=9000", "--plan", "12x1000/month", "--lender", "private", "--principal", "10000", "--chart", chart);
        Assert.Equal(0, exit);
        Assert.StartsWith("你到手 9,000 元", output, StringComparison.Ordinal);
        Assert.Contains("month 4.729566 % · simple 56.7548 % · compounded 74.1132 %", output);
        Assert.Contains("《民间借贷司法解释》第二十五条", output);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(chart), StringComparison.Ordinal);
        File.Delete(chart);
    }

    [Theory]
    [InlineData("2025-06-01=abc", "\"2025-06-01=abc\" is not DATE=YUAN")]
    [InlineData("2025-06-01=5:penalty", "is not DATE=YUAN")]
    [InlineData("2025-06-01=5", "payments: ")]
    public async Task Bad_input_is_named(string received, string fault)
    {
        var (exit, output) = await Chattriage.Run("rate", "--received", received);
        Assert.Equal(1, exit);
        Assert.Contains(fault, output);
    }

    [Fact]
    public async Task An_unknown_lender_is_refused() =>
        Assert.Contains("lenderType: ", (await Chattriage.Run("rate", "--received", "2025-06-01=5", "--plan", "1x6/month", "--lender", "mafia")).Output);
}
