using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage deadline</c>: the last day of a deadline in a terminal.</summary>
public sealed class DeadlineCommandTests
{
    [Fact]
    public async Task It_prints_two_sentences_the_day_and_the_basis()
    {
        var (exit, output) = await Chattriage.Run("deadline", "payment-order-objection", "2026-11-20", "--as-of", "2026-11-25");
        Assert.Equal(0, exit);
        Assert.StartsWith("对支付令提出书面异议", output, StringComparison.Ordinal);
        Assert.Contains("\n2026-12-07", output);
        Assert.Contains("《民事诉讼法》第二百二十七条", output);
    }

    [Fact]
    public async Task Without_arguments_it_lists_the_deadlines()
    {
        var (exit, output) = await Chattriage.Run("deadline");
        Assert.Equal(0, exit);
        Assert.Contains("consumer-complaint", output);
        Assert.Contains("7个工作日", output);
    }

    [Theory]
    [InlineData("kind: ", "payment-order", "2026-11-20")]
    [InlineData("date: ", "payment-order-objection", "2026-11-31")]
    [InlineData("date: ", "payment-order-objection")]
    [InlineData("date: ", "payment-order-objection", "2019-11-20")]
    [InlineData("asOf: ", "payment-order-objection", "2026-11-20", "--as-of", "today")]
    public async Task Bad_input_is_named(string fault, params string[] arguments)
    {
        var (exit, output) = await Chattriage.Run(["deadline", .. arguments]);
        Assert.Equal(1, exit);
        Assert.Contains(fault, output);
    }
}
