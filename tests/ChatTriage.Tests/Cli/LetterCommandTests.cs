using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage letter</c>: a letter in a terminal.</summary>
public sealed class LetterCommandTests
{
    [Fact]
    public async Task Without_an_id_the_letters_are_listed_with_their_fields() =>
        Assert.Contains("note-for-employer: 给单位的情况说明 (employer, name)", (await Chattriage.Run("letter")).Output);

    [Fact]
    public async Task It_prints_the_letter_and_what_is_still_blank()
    {
        var (exit, output) = await Chattriage.Run("letter", "complain-to-regulator", "region=浙江", "--fact", "lender-type=bank");
        Assert.Equal(0, exit);
        Assert.StartsWith("给金融监管部门的投诉书", output, StringComparison.Ordinal);
        Assert.Contains("国家金融监督管理总局浙江监管局：", output);
        Assert.Contains("还空着", output);
        Assert.Contains("  name: 姓名", output);
    }

    [Fact]
    public async Task It_writes_a_Word_document()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.docx");
        Assert.Equal(0, (await Chattriage.Run("letter", "note-for-employer", "name=张三", "--docx", file)).ExitCode);
        Assert.Equal("PK"u8.ToArray(), (await File.ReadAllBytesAsync(file))[..2]);
        File.Delete(file);
    }

    [Theory]
    [InlineData("no-such-letter", "name=张三", "lender-type=bank", "id: \"no-such-letter\" is no letter")]
    [InlineData("note-for-employer", "nick=张三", "lender-type=bank", "fields.nick: ")]
    [InlineData("note-for-employer", "张三", "lender-type=bank", "\"张三\" is not field=value.")]
    [InlineData("note-for-employer", "name=张三", "lender-type=mafia", "--fact: \"mafia\" is no value of \"lender-type\"")]
    [InlineData("note-for-employer", "name=张三", "mood=bad", "--fact: unknown fact \"mood\"")]
    public async Task Bad_input_is_named(string id, string field, string fact, string fault)
    {
        var (exit, output) = await Chattriage.Run("letter", id, field, "--fact", fact);
        Assert.Equal(1, exit);
        Assert.Contains(fault, output);
    }
}
