using System.Text.RegularExpressions;

namespace ChatTriage.CallLogs;

/// <summary>What a column of an export holds.</summary>
internal enum CallColumn
{
    /// <summary>Day and time.</summary>
    Time,

    /// <summary>The day, where the time has a column of its own.</summary>
    Day,

    /// <summary>How long was spoken.</summary>
    Duration,

    /// <summary>Incoming, outgoing, missed.</summary>
    Kind,

    /// <summary>Whether it was answered.</summary>
    Answered,

    /// <summary>The other party's number.</summary>
    Number,

    /// <summary>The number that was called.</summary>
    To,

    /// <summary>Who was called.</summary>
    Callee,

    /// <summary>For whom the caller collects.</summary>
    Lender,

    /// <summary>What was said, marked.</summary>
    Tags,

    /// <summary>What was said, in words.</summary>
    Text,

    /// <summary>Whether the called person agreed.</summary>
    Consent,
}

/// <summary>
/// Columns are known by their names, not by the brand of the phone. Read so, and how sure we are of the names:
/// China Mobile's itemised bill 起始时间, 通信地点, 通信方式, 对方号码, 通信时长, 通信类型 (several public tools name them so); China Unicom's
/// 通话起始时间, 通话时长, 呼叫类型, 对方号码, 本机通话地, 通话类型 (two public tools); China Telecom's 呼叫类型, 对方号码, 开始时间, 通话时长 (one public
/// tool, less sure); iMazing's export of an iPhone, Call type, Date, Duration, Number, Contact (two public tools); Android's own columns
/// number, date, duration, type (its documentation), which call-log apps on Xiaomi and Huawei phones export as CSV. The backup files of
/// Xiaomi and Huawei themselves are not text and are not read. Tables made by hand may use the plain Chinese names below.
/// </summary>
internal static partial class CallLogColumns
{
    private static readonly Dictionary<string, CallColumn> Names = Of(
        (CallColumn.Time, "起始时间 通话起始时间 通信起始时间 通话开始时间 开始时间 通话时间 呼叫时间 来电时间 拨打时间 时间 日期时间 日期与时间 datetime starttime calldate calltime timestamp readabledate time at"),
        (CallColumn.Day, "日期 通话日期 呼叫日期 来电日期 date day"),
        (CallColumn.Duration, "通信时长 通话时长 时长 持续时间 通话长度 秒数 duration callduration durationseconds seconds"),
        (CallColumn.Kind, "通信方式 呼叫类型 类型 主被叫 主叫被叫 呼叫方向 方向 事件类型 通话状态 calltype type direction"),
        (CallColumn.Answered, "是否接通 接通 是否接听 接听 状态 answered status"),
        (CallColumn.Number, "对方号码 对端号码 对方电话 对方电话号码 电话号码 号码 电话 来电号码 主叫号码 手机号 number phonenumber phone caller callernumber from"),
        (CallColumn.To, "被叫号码 本机号码 to"),
        (CallColumn.Callee, "打给谁 被打的人 联系对象 联系了谁 callee"),
        (CallColumn.Lender, "机构 平台 放款方 公司 自称 lender"),
        (CallColumn.Tags, "标签 tags"),
        (CallColumn.Text, "说了什么 内容 通话内容 原话 备注 text note notes"),
        (CallColumn.Consent, "同意 是否同意 consent"));

    /// <summary>The columns of a row of names; null when it is no such row: it needs a time and one column more.</summary>
    public static IReadOnlyDictionary<CallColumn, int>? Find(IReadOnlyList<string> header)
    {
        var columns = new Dictionary<CallColumn, int>();
        foreach (var (index, name) in header.Index())
        {
            if (Names.TryGetValue(Plain(name), out var column)) columns.TryAdd(column, index);
        }

        if (!columns.ContainsKey(CallColumn.Time) && columns.Remove(CallColumn.Day, out var day)) columns[CallColumn.Time] = day;
        return columns.ContainsKey(CallColumn.Time) && columns.Count >= 2 ? columns : null;
    }

    /// <summary>Without byte order mark, blanks, units in brackets, case.</summary>
    private static string Plain(string name) => Ornament().Replace(name, "").ToLowerInvariant();

    private static Dictionary<string, CallColumn> Of(params (CallColumn Column, string Names)[] columns) =>
        columns.SelectMany(column => column.Names.Split(' ').Select(name => (name, column.Column))).ToDictionary(pair => pair.name, pair => pair.Column);

    [GeneratedRegex(@"[(（\[][^)）\]]*[)）\]]|[\s\uFEFF_/-]")]
    private static partial Regex Ornament();
}
