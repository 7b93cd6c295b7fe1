using System.Text;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage calls</c>: a call log in a terminal.</summary>
public sealed class CallsCommandTests : IDisposable
{
    private const string Bill = "起始时间,通信地点,通信方式,对方号码,通信时长,通信类型\n2026-10-01 22:30:05,北京,被叫,95017,35秒,国内通话\n2026-10-01 23:05:00,北京,被叫,95017,12秒,国内通话\n";

    private readonly string folder = Directory.CreateTempSubdirectory("calls-").FullName;

    [Theory]
    [InlineData("utf-8")]
    [InlineData("GB18030")]
    [InlineData("utf-16")]
    public async Task It_prints_two_sentences_the_rules_and_the_days_and_writes_picture_and_table(string encoding)
    {
        var written = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var file = Write("bill.csv", [.. written.GetPreamble(), .. written.GetBytes(Bill)]);
        var (picture, table) = (Path.Combine(folder, "calls.svg"), Path.Combine(folder, "calls.csv"));
        var (exit, output) = await Chattriage.Run("calls", file, "--lender-type", "bank", "--timeline", picture, "--table", table);
        Assert.Equal(0, exit);
        Assert.StartsWith("2026年10月1日一共 2 通来电，接通 2 通", output, StringComparison.Ordinal);
        Assert.Contains("night-standard · 夜间来电【推荐性国家标准】 不合 2，可能不合 0", output);
        Assert.Contains("2026-10-01 接通 2，没接通 0", output);
        Assert.StartsWith("<svg", await File.ReadAllTextAsync(picture), StringComparison.Ordinal);
        Assert.Contains("95017", await File.ReadAllTextAsync(table));
    }

    [Fact]
    public async Task Agreed_hours_and_collectors_narrow_it() =>
        Assert.Contains("没有看出不合规的地方", (await Chattriage.Run("calls", Write("bill.csv", Encoding.UTF8.GetBytes(Bill)), "--agreed", "08:00-23:59", "--collector", "95017")).Output);

    [Theory]
    [InlineData("没有时间的一行", "notes.txt:1: 没有读懂")]
    [InlineData("时间,类型\n27/04/2026 10:00,被叫", "notes.txt:2: 没有读懂这一行的时间")]
    public async Task What_cannot_be_read_is_named(string text, string fault)
    {
        var (exit, output) = await Chattriage.Run("calls", Write("notes.txt", Encoding.UTF8.GetBytes(text)));
        Assert.Equal(1, exit);
        Assert.Contains(fault, output);
    }

    [Fact]
    public async Task Bad_options_are_named()
    {
        var file = Write("bill.csv", Encoding.UTF8.GetBytes(Bill));
        Assert.Contains("is not HH:MM-HH:MM", (await Chattriage.Run("calls", file, "--agreed", "8-21")).Output);
        Assert.Contains("lenderType: ", (await Chattriage.Run("calls", file, "--lender-type", "mafia")).Output);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
