using ChatTriage.CallLogs;
using ChatTriage.Knowledge;
using FsCheck.Xunit;
using static ChatTriage.Tests.CallLogs.Calls;

namespace ChatTriage.Tests.CallLogs;

/// <summary>Calls from exports and from what people type.</summary>
public sealed class ReadingTests
{
    [Theory]
    [InlineData("2026-10-01 22:30:05", "2026-10-01T22:30:05")]
    [InlineData("2026-10-01T22:30", "2026-10-01T22:30:00")]
    [InlineData("2026-10-01T14:30:00Z", "2026-10-01T22:30:00")]
    [InlineData("2026-10-01T23:30:00+09:00", "2026-10-01T22:30:00")]
    [InlineData("2026/10/1 9:05", "2026-10-01T09:05:00")]
    [InlineData("2026.10.01 09:05", "2026-10-01T09:05:00")]
    [InlineData("2026年10月1日 22时30分", "2026-10-01T22:30:00")]
    [InlineData("10-01 22:30:05", "2026-10-01T22:30:05")]
    [InlineData("12-24 08:00:00", "2025-12-24T08:00:00")]
    [InlineData("1790865005000", "2026-10-01T22:30:05")]
    [InlineData("1790865005", "2026-10-01T22:30:05")]
    [InlineData("昨天晚上10点半", "2026-11-22T22:30:00")]
    [InlineData("10月1日晚上十点半", "2026-10-01T22:30:00")]
    [InlineData("十月一日 晚上十二点", "2026-10-02T00:00:00")]
    [InlineData("10月1号凌晨两点", "2026-10-01T02:00:00")]
    [InlineData("10月1日下午3点20", "2026-10-01T15:20:00")]
    [InlineData("10/1 22:30", "2026-10-01T22:30:00")]
    [InlineData("27/04/2017 19:27", null)]
    [InlineData("04/27/2017 19:27", null)]
    [InlineData("2026-02-30 10:00", null)]
    [InlineData("2026-10-01", null)]
    [InlineData("22:30", null)]
    [InlineData("25:00 10-01", null)]
    [InlineData("很多次", null)]
    public void A_time_is_read_by_the_clock_of_China(string written, string? time) => Assert.Equal(time is null ? null : DateTime.Parse(time), CallTimes.Read(written, Today));

    [Theory]
    [InlineData("00:05:32", 332)]
    [InlineData("5:32", 332)]
    [InlineData("5分32秒", 332)]
    [InlineData("1小时2分3秒", 3723)]
    [InlineData("35秒", 35)]
    [InlineData("35", 35)]
    [InlineData("--", null)]
    public void A_duration_is_read_in_seconds(string written, int? seconds) => Assert.Equal(seconds, CallTimes.ReadDuration(written));

    [Fact]
    public void The_bill_of_China_Mobile() => AssertRead("""
        中国移动通话详单
        客户号码：13900000000,查询月份：2026年10月
        起始时间,通信地点,通信方式,对方号码,通信时长,通信类型,套餐优惠,实收通信费(元)
        10-01 22:30:05,北京,被叫,075512345678,35秒,国内通话,,0.00
        10-01 22:35:00,北京,主叫,13800000001,1分20秒,国内通话,,0.00
        合计,,,,1分55秒,,,0.00
        """, "2026-10-01 22:30 True 35 075512345678", outgoing: 1);

    [Fact]
    public void The_bill_of_China_Unicom_pasted_from_a_spreadsheet() => AssertRead(
        "序号\t业务类型\t通话起始时间\t通话时长\t呼叫类型\t对方号码\t本机通话地\t对方归属地\t通话类型\t通话费\t其他费\t小计\n" +
        "1\t语音电话\t2026-10-01 22:30:05\t1分5秒\t被叫\t95017\t北京\t上海\t国内通话\t0.00\t0.00\t0.00\n" +
        "2\t语音电话\t2026-10-01 22:40:05\t12秒\t主叫\t13800000001\t北京\t上海\t国内通话\t0.00\t0.00\t0.00", "2026-10-01 22:30 True 65 95017", outgoing: 1);

    [Fact]
    public void The_list_of_China_Telecom() => AssertRead(""""
        序号,呼叫类型,对方号码,开始时间,通话时长,费用
        1,被叫,"=""95017""",2026/10/01 22:30:05,00:01:05,0.0
        """", "2026-10-01 22:30 True 65 95017");

    [Fact]
    public void The_export_of_iMazing() => AssertRead("""
        Call type,Date,Duration,Number,Contact,Location,Service
        Incoming,2026-10-01 22:30:00,00:01:00,+8695017,"Bank, Inc.",China,Phone
        Missed,2026-10-01 22:31:00,00:00:00,+8695017,,China,Phone
        Outgoing,2026-10-01 22:32:00,00:02:00,+8613800000001,Mum,China,Phone
        """, "2026-10-01 22:30 True 60 +8695017|2026-10-01 22:31 False  +8695017", outgoing: 1);

    [Fact]
    public void The_columns_of_Android() => AssertRead("""
        number;date;duration;type;name
        95017;1790865005000;35;1;
        95017;1790865065000;0;3;
        95017;1790865125000;12;5;
        13800000001;1790865125000;12;2;妈
        """, "2026-10-01 22:30 True 35 95017|2026-10-01 22:31 False  95017|2026-10-01 22:32 False  95017", outgoing: 1);

    [Fact]
    public void The_file_of_SMS_Backup_and_Restore() => AssertRead("""
        <?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
        <calls count="2">
          <call number="95017" duration="35" date="1790865005000" type="1" readable_date="2026-10-01" contact_name="(Unknown)" />
          <call number="95017" duration="0" date="1790865065000" type="3" />
        </calls>
        """, "2026-10-01 22:30 True 35 95017|2026-10-01 22:31 False  95017");

    [Fact]
    public void A_table_made_by_hand()
    {
        var call = Read("日期,时间,号码,是否接通,打给谁,说了什么,标签,同意\n2026-10-01,22:30,95017,接通,我妈,\"再不还\n就去闹\",\"威胁恐吓、debt-disclosed\",没有\n").Calls.Single().Call;
        Assert.Equal((Callee.Family, true, false), (call.Callee, call.IsAnswered!.Value, call.Consent!.Value));
        Assert.Equal([CallTag.Threat, CallTag.DebtDisclosed], call.Tags);
        Assert.Equal("再不还\n就去闹", call.Text);
    }

    [Fact]
    public void Notes_one_call_a_line()
    {
        var read = Read("""
            他们天天打
            10月1日晚上十点半 95017 说再不还就去你单位闹
            还骂人
            22:45、23:10 没接
            10月2日 8:30 打给我妈 通话35秒 叫她替我还
            昨天 9点 我打给平台
            10月3日 打了七次
            10月4日 他说明天十点前还清
            昨天22:30 接了 聊了1.5小时 打了3-5次
            """);
        Assert.Equal(
            ["2026-10-01 22:30 True Self 95017 说再不还就去你单位闹 还骂人", "2026-10-01 22:45 False Self  ", "2026-10-01 23:10 False Self  ", "2026-10-02 08:30 True Family  打给我妈 通话 叫她替我还", "2026-11-22 22:30 True Self  接了 聊了1.5小时 打了3-5次"],
            read.Calls.Select(row => $"{row.Call.At:yyyy-MM-dd HH:mm} {row.Call.IsAnswered} {row.Call.Callee} {row.Call.From} {row.Call.Text}"));
        Assert.Equal([1, 7, 8], read.Unread.Select(line => line.Line));
        Assert.Equal(1, read.Outgoing);
    }

    [Fact]
    public void Only_the_numbers_asked_for_count()
    {
        var read = CallLogText.Read("时间,号码,类型\n2026-10-01 10:00,+86 138-0000-0001,未接\n2026-10-01 11:00,95017,未接", ["13800000001"], Today, Calls.Knowledge);
        Assert.Equal((1, 1), (read.Calls.Count, read.FromOthers));
    }

    [Fact]
    public void What_is_not_understood_is_named_by_its_line()
    {
        var read = Read("时间,号码,类型\n27/04/2026 10:00,95017,未接\n2099-01-01 10:00,95017,未接\n2026-10-01 10:00,95017,未接");
        Assert.Equal([2, 3], read.Unread.Select(line => line.Line));
        Assert.Equal(4, read.Calls.Single().Line);
    }

    [Fact]
    public void What_copying_left_behind_is_not_part_of_a_number()
    {
        var call = Read("\uFEFF时间,号码,类型\n2026-10-01 10:00\u0000,\u202D138 0000 0001\u202C,未接").Calls.Single().Call;
        Assert.Equal("138 0000 0001", call.From);
    }

    [Fact]
    public void A_line_that_only_says_it_was_missed_belongs_to_the_call_above()
    {
        Assert.False(Read("10月1日 22:15 95017\n未接来电").Calls.Single().Call.IsAnswered);
    }

    [Fact]
    public void A_file_without_end_is_not_read_to_its_end()
    {
        Assert.True(Read("时间,号码,类型\n" + string.Concat(Enumerable.Repeat("2026-10-01 10:00,95017,未接\n", 10_001))).IsTooLong);
        Assert.True(Read(string.Concat(Enumerable.Repeat("x\n", 1_000_000))).IsTooLong);
        Assert.False(Read(new string(' ', 1_000_000) + "x").IsTooLong);
    }

    [Property]
    public bool No_text_makes_it_throw(string? text) => Read($"时间,号码,类型\n{text}").UnreadCount >= 0 && Read(text ?? "").UnreadCount >= 0 && Read($"<calls>{text}").UnreadCount >= 0;

    private static ReadCalls Read(string text) => CallLogText.Read(text, [], Today, Calls.Knowledge);

    private static void AssertRead(string text, string calls, int outgoing = 0)
    {
        var read = Read(text);
        Assert.Equal(calls, string.Join('|', read.Calls.Select(row => $"{row.Call.At:yyyy-MM-dd HH:mm} {row.Call.IsAnswered} {row.Call.DurationSeconds} {row.Call.From}")));
        Assert.Equal((outgoing, 0), (read.Outgoing, read.UnreadCount));
    }
}
