using ChatTriage.Knowledge;
using ChatTriage.Letters;

namespace ChatTriage.Tests.Letters;

/// <summary>A letter says what is known and in force; everything else stays blank or unsaid.</summary>
public sealed class LetterWriterTests
{
    private static readonly LetterTemplate PleaseStop = Written.Small.Letters["please-stop"];

    [Fact]
    public void What_nobody_filled_in_stays_a_visible_blank_and_is_asked_for()
    {
        var letter = Written.PleaseStop(Written.Today);
        Assert.Equal("＿＿＿＿（放款机构）", letter.Addressee);
        Assert.Contains("涉及＿＿＿＿（金额，没有就划掉）。", letter.Parts[0].Text);
        Assert.Contains("最后一天＿＿＿＿（最后一天，从收到那天算）。", letter.Parts[1].Text);
        Assert.Equal(["lender", "who", "times", "events", "received", "amount"], letter.Blanks.Select(field => field.Id));
    }

    [Fact]
    public void Facts_fill_the_fields_that_name_them_and_what_is_typed_outweighs_them()
    {
        Fact[] facts = [Written.Known("who", new FactValue.Set(["family", "friends"])), Written.Known("calls-per-day", new FactValue.Number(20))];
        Assert.StartsWith("被联系的是家人、朋友，每天20次，", Written.PleaseStop(Written.Today, [], facts).Parts[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("被联系的是我的同事，", Written.PleaseStop(Written.Today, new() { ["who"] = "我的同事" }, facts).Parts[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fact_that_names_nobody_leaves_the_blank() =>
        Assert.StartsWith("被联系的是＿＿＿＿（被联系的人", Written.PleaseStop(Written.Today, [], Written.Known("who", new FactValue.Set([]))).Parts[0].Text, StringComparison.Ordinal);

    [Fact]
    public void A_last_day_that_hangs_on_unknown_holidays_is_called_so() =>
        Assert.Contains("以法院认定为准", Written.PleaseStop(new DateOnly(2026, 12, 26), new() { ["received"] = "2026-12-25" }).Parts[1].Text);

    [Fact]
    public void A_number_that_stands_for_a_range_is_told_as_the_range()
    {
        var overdue = Written.Knowledge.Facts["overdue-days"];
        Assert.Equal("一到三个月", overdue.Say(new FactValue.Number(60)));
        Assert.Equal("61天", overdue.Say(new FactValue.Number(61)));
    }

    [Fact]
    public void A_point_whose_provision_was_not_in_force_is_not_written_and_the_numbers_close_up()
    {
        var called = Written.Known("contacts-called", new FactValue.Flag(true));
        var before = Written.PleaseStop(new DateOnly(2026, 2, 28), [], called);
        var after = Written.PleaseStop(new DateOnly(2026, 3, 1), [], called);

        Assert.Equal(["请停止。依据：《某某法》第五十条。", "不要再联系别人。"], before.Parts.Where(part => part.Number is not null).Select(part => part.Text));
        Assert.Equal([1, 2], before.Parts.Select(part => part.Number).OfType<int>());
        Assert.Contains(after.Parts, part => part is { Text: "会员请遵守行业自律文件《某自律公约》。", Number: 2 });
        Assert.Equal(["old-and-new"], before.Basis.Select(basis => basis.Law.Id));
        Assert.Equal(["old-and-new", "young-convention"], after.Basis.Select(basis => basis.Law.Id));
    }

    [Fact]
    public void An_article_is_cited_by_the_number_of_the_day() =>
        Assert.Contains(Written.PleaseStop(new DateOnly(2025, 12, 31)).Parts, part => part.Text == "请停止。依据：《某某法》第四十二条。");

    [Fact]
    public void A_part_that_hangs_on_a_fact_nobody_told_is_not_written() =>
        Assert.DoesNotContain(Written.PleaseStop(Written.Today).Parts, part => part.Text == "不要再联系别人。");

    [Fact]
    public void The_addressee_follows_the_lender() =>
        Assert.Equal("某行（银行）", Written.PleaseStop(Written.Today, new() { ["lender"] = "某行" }, Written.Known("lender-type", new FactValue.Choice("bank"))).Addressee);

    [Fact]
    public void The_last_day_is_counted_from_the_day_that_was_filled_in()
    {
        var letter = Written.PleaseStop(Written.Today, new() { ["received"] = "2026-11-20" });
        Assert.Equal(new DateOnly(2026, 12, 7), letter.Deadline!.LastDay);
        Assert.Contains("最后一天2026年12月7日（星期一）。", letter.Parts[1].Text);
        Assert.Contains("，最后一天", letter.Summary);
        Assert.Contains("已经过了", Written.PleaseStop(Written.Today, new() { ["received"] = "2026-10-20" }).Summary);
    }

    [Fact]
    public void Dates_amounts_and_lines_are_shown_as_letters_show_them()
    {
        var letter = Written.PleaseStop(Written.Today, new() { ["received"] = " 2026-11-02 ", ["amount"] = "12345.5", ["events"] = "一号来电。\r\n\r\n  二号又来。\u200b" });
        Assert.Contains("涉及12,345.5元。", letter.Parts[0].Text);
        Assert.StartsWith("经过：\n一号来电。\n二号又来。收到日期2026年11月2日，", letter.Parts[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", "x", "没有这一项")]
    [InlineData("lender", "一行\n两行", "只能写一行")]
    [InlineData("lender", "a\u0000b", "不能显示的字符")]
    [InlineData("lender", "a\u2028b", "不能显示的字符")]
    [InlineData("lender", "a\ud800b", "不能显示的字符")]
    [InlineData("lender", "a\uffffb", "不能显示的字符")]
    [InlineData("events", "a\u001bb", "不能显示的字符")]
    [InlineData("received", "2026-02-30", "真有这一天")]
    [InlineData("received", "昨天", "真有这一天")]
    [InlineData("received", "2026-11-24", "还没有到")]
    [InlineData("received", "2012-12-31", "2013-01-01")]
    [InlineData("amount", "-5", "大于 0")]
    [InlineData("amount", "1.234", "两位小数")]
    [InlineData("amount", "1e5", "大于 0")]
    public void What_cannot_be_written_is_refused_by_field(string field, string value, string message)
    {
        var fault = Assert.Single(new LetterWriter(Written.Small).Faults(PleaseStop, new Dictionary<string, string> { [field] = value }, Written.Today));
        Assert.Equal($"fields.{field}", fault.Field);
        Assert.Contains(message, fault.Message);
    }

    [Theory]
    [InlineData("lender", 100)]
    [InlineData("events", 2000)]
    public void Length_is_limited(string field, int most)
    {
        var writer = new LetterWriter(Written.Small);
        Assert.Empty(writer.Faults(PleaseStop, new Dictionary<string, string> { [field] = new('长', most) }, Written.Today));
        Assert.Single(writer.Faults(PleaseStop, new Dictionary<string, string> { [field] = new('长', most + 1) }, Written.Today));
    }

    [Fact]
    public void A_placeholder_in_what_is_typed_is_plain_text() =>
        Assert.Equal("{{who}} {{basis}}", Written.PleaseStop(Written.Today, new() { ["lender"] = "{{who}} {{basis}}" }).Addressee);

    [Fact]
    public void The_summary_has_two_sentences_whatever_is_filled_in()
    {
        var everything = new Dictionary<string, string> { ["lender"] = "某行。", ["who"] = "妈。", ["times"] = "3次", ["events"] = "一。二。", ["received"] = "2026-11-20", ["amount"] = "1" };
        foreach (var letter in new[] { Written.PleaseStop(Written.Today), Written.PleaseStop(Written.Today, everything) })
            Assert.Equal(2, letter.Summary.Count(c => c == '。'));
        Assert.Contains("还空着 6 处", Written.PleaseStop(Written.Today).Summary);
        Assert.Contains("要填的都填上了", Written.PleaseStop(Written.Today, everything).Summary);
    }

    [Fact]
    public void It_is_called_for_by_its_condition_and_not_where_it_does_not_fit()
    {
        var called = Written.Known("contacts-called", new FactValue.Flag(true));
        Assert.True(PleaseStop.IsCalledFor(Written.Situation(Written.Today, called)));
        Assert.False(PleaseStop.IsCalledFor(Written.Situation(Written.Today)));
        Assert.True(PleaseStop.IsCalledFor(Written.Situation(Written.Today) with { Raised = new HashSet<string> { "contacts-called" } }));
        Assert.False(PleaseStop.IsCalledFor(Written.Situation(Written.Today, called, Written.Known("lender-type", new FactValue.Choice("private")))));
        Assert.False((PleaseStop with { From = Written.Today.AddDays(1) }).IsCalledFor(Written.Situation(Written.Today, called)));
    }
}
