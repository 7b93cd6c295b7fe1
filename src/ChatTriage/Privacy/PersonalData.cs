using System.Text;
using System.Text.RegularExpressions;

namespace ChatTriage.Privacy;

/// <summary>
/// Takes personal data out of a text before it goes to a model, a log or a store, as data minimisation asks (Personal Information
/// Protection Law, articles 6 and 19). What a person needs to read back stands in the facts' quotes, so nothing is ever put back.
/// </summary>
public static partial class PersonalData
{
    private const string Han = @"\p{IsCJKUnifiedIdeographs}";
    private const string Gap = @"[\s\-‐–—.·_\u200b-\u200d\u2060\ufeff]{0,2}";
    private const string ChineseDigits = "〇零一幺二两三四五六七八九";
    private const string TheirValues = "00112234567899";
    private const string CompoundNames = "欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|长孙|慕容|司徒|司空|令狐|东方|南宫|端木|公孙";
    private const string FamilyNames =
        "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛岳兰";

    /// <summary>A given name does not hold these; they begin what is said next.</summary>
    private const string NotInNames = "欠借在是今有被的和跟住从向做因网逾想要说了也还去来我你他她这那，。";

    /// <summary>What stands behind 微信 and is no id.</summary>
    private static readonly HashSet<string> Words = ["ANDROID", "IPHONE", "WINDOWS", "HARMONY", "ALIPAY", "WECHAT", "WEIXIN", "PAYMENT", "TRANSFER", "OFFICIAL", "SCREENSHOT"];

    /// <summary>The kinds, the surest first: a stretch belongs to the first kind that claims it.</summary>
    private static readonly Kind[] Kinds =
    [
        new("邮箱", Email(), _ => true),
        new("身份证号", LongNumber(), IsIdentityNumber),
        new("银行卡号", LongNumber(), IsCardNumber),
        new("手机号", Mobile(), _ => true),
        new("编号", LongNumber(), digits => digits.Length >= 12),
        new("电话", Landline(), _ => true),
        new("账号", Account(), _ => true),
        new("账号", LettersOnlyAccount(), letters => !Words.Contains(letters)),
        new("姓名", Name(), _ => true),
        new("姓名", NameOfRelative(), _ => true),
        new("姓名", NameBesideNumber(), _ => true),
        new("车牌", Plate(), _ => true),
        new("地址", Address(), _ => true),
    ];

    /// <summary>
    /// The text with mobile and landline numbers, identity numbers (checksum of GB 11643), bank cards (Luhn), other numbers of twelve
    /// digits or more, e-mail, WeChat and QQ ids, names that are introduced as such (我叫, 姓名, 我老公叫, 本人……身份证), plates and street addresses as 〔手机号〕, 〔姓名〕 and so on.
    /// Public hotlines such as 12378 or 95588 stay.
    /// </summary>
    public static string Mask(string text)
    {
        // What stood beside a stretch that is masked now may show its kind only then.
        for (var masked = MaskOnce(text); ; masked = MaskOnce(text))
        {
            if (ReferenceEquals(masked, text)) return text;
            text = masked;
        }
    }

    /// <summary>Whether the text holds something that <see cref="Mask"/> would take out.</summary>
    public static bool IsIn(string text) => !ReferenceEquals(MaskOnce(text), text);

    private static string MaskOnce(string text)
    {
        var shadow = Shadow(text);
        var found = new List<(int Start, int End, string Name)>();
        foreach (var kind in Kinds)
        {
            foreach (Match match in kind.Pattern.Matches(shadow))
            {
                var place = match.Groups["it"];
                if (kind.Holds(Bare(place.Value)) && !found.Any(other => other.Start < place.Index + place.Length && place.Index < other.End))
                    found.Add((place.Index, place.Index + place.Length, kind.Name));
            }
        }

        if (found.Count == 0) return text;
        var masked = new StringBuilder();
        var at = 0;
        foreach (var (start, end, name) in found.OrderBy(place => place.Start))
        {
            masked.Append(text, at, start - at).Append('〔').Append(name).Append('〕');
            at = end;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The text with digits of all sorts in ASCII and letters in upper case, character by character, so that places agree.</summary>
    private static string Shadow(string text) => string.Create(text.Length, text, static (shadow, original) =>
    {
        for (var i = 0; i < shadow.Length; i++)
        {
            var c = original[i];
            if (c is >= '！' and <= '～') c = (char)(c - '！' + '!');
            // A lone 一 is a word; in a row of digits it is one.
            if (ChineseDigits.IndexOf(c) is >= 0 and var digit && InRow(original, i)) c = TheirValues[digit];
            shadow[i] = char.ToUpperInvariant(c);
        }
    });

    private static bool InRow(string text, int at)
    {
        int from = at, to = at;
        while (from > 0 && ChineseDigits.Contains(text[from - 1], StringComparison.Ordinal)) from--;
        while (to + 1 < text.Length && ChineseDigits.Contains(text[to + 1], StringComparison.Ordinal)) to++;
        return to - from >= 6;
    }

    private static string Bare(string value) => string.Concat(value.Where(char.IsAsciiLetterOrDigit));

    /// <summary>The checksum of GB 11643-1999 (ISO 7064, MOD 11-2).</summary>
    private static bool IsIdentityNumber(string id)
    {
        if (id.Length != 18 || !id[..17].All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (id[i] - '0') * ((1 << (17 - i)) % 11);
        return id[17] == "10X98765432"[sum % 11];
    }

    /// <summary>The Luhn formula (ISO/IEC 7812-1) over 16 to 19 digits.</summary>
    private static bool IsCardNumber(string digits)
    {
        if (digits.Length is < 16 or > 19 || !digits.All(char.IsAsciiDigit)) return false;
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = (digits[^(i + 1)] - '0') * (i % 2 + 1);
            sum += value / 10 + value % 10;
        }

        return sum % 10 == 0;
    }

    [GeneratedRegex(@"(?<it>[A-Z0-9._%+-]+@[A-Z0-9-]+(\.[A-Z0-9-]+)+)", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"(?<it>(?:[0-9]" + Gap + "){11,30}[0-9X])", RegexOptions.NonBacktracking)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"(?:^|[^0-9])(?<it>(?:\+?86" + Gap + ")?1" + Gap + "[3-9]" + Gap + "(?:[0-9]" + Gap + "){8}[0-9])(?:$|[^0-9])", RegexOptions.NonBacktracking)]
    private static partial Regex Mobile();

    [GeneratedRegex(@"(?:^|[^0-9])(?<it>0[1-9][0-9]{1,2}[\s\-—]?[2-9][0-9]{6,7})(?:$|[^0-9])", RegexOptions.NonBacktracking)]
    private static partial Regex Landline();

    [GeneratedRegex(@"(?:微信|威信|薇信|V信|WECHAT|WEIXIN|VX|加V|QQ|扣扣|企鹅)(?:(?:号码|号|群|账号)?(?:是|为|叫)?[:：\s]*(?<it>[A-Z_\-]*[0-9][A-Z0-9_\-]{4,19})|(?:号码|号|账号)(?:是|为|叫)?[:：\s]*(?<it>[A-Z][A-Z0-9_\-]{5,19}))", RegexOptions.NonBacktracking)]
    private static partial Regex Account();

    /// <summary>「微信 abcdefg」「加我vx lovely」: an id has six letters at least (Tencent's rule), so 微信 App is none.</summary>
    [GeneratedRegex(@"(?:微信|威信|薇信|V信|WECHAT|WEIXIN|VX|WX|加V)(?:ID)?(?:是|为|叫)?[:：\s]*(?<it>[A-Z][A-Z_\-]{5,19})", RegexOptions.NonBacktracking)]
    private static partial Regex LettersOnlyAccount();

    /// <summary>「我老公叫王磊，」; what follows must end the name, since 叫 also means to be made to do something.</summary>
    [GeneratedRegex("(?:老公|老婆|丈夫|妻子|爱人|妈|妈妈|爸|爸爸|父亲|母亲|儿子|女儿|孩子|哥|姐|弟弟|妹妹|朋友|同事|对象|男友|女友|前夫|前妻|本人)(?:名字)?叫(?:做)?(?<it>(?:" + CompoundNames + "|[" + FamilyNames + "])[" + Han + "-[" + NotInNames + "]]{1,2})(?:$|[，。,.;；！？!?、\\s）)（(]|[欠借的在]|身份证|手机|电话|逾期|今年)", RegexOptions.NonBacktracking)]
    private static partial Regex NameOfRelative();

    /// <summary>「本人张伟，身份证……」「我是张伟 电话……」: alone, what stands behind 本人 and 我是 is too often no name.</summary>
    [GeneratedRegex("(?:本人|我是|申请人|投诉人|借款人)[:：\\s]*(?<it>(?:" + CompoundNames + "|[" + FamilyNames + "])[" + Han + "-[" + NotInNames + "]]{1,2})[，,、。\\s（(]{0,2}(?:身份证|证件号|手机|电话|联系方式|男|女)", RegexOptions.NonBacktracking)]
    private static partial Regex NameBesideNumber();

    [GeneratedRegex("(?:我叫|我的名字是|我的名字叫|名叫|姓名(?:是|叫)?[:：\\s]*|户名(?:是)?[:：\\s]*)(?<it>(?:" + CompoundNames + "|[" + FamilyNames + "])[" + Han + "-[" + NotInNames + "]]{1,2})", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<it>[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•.\s]?[A-Z0-9]{5,6})(?:$|[^A-Z0-9])", RegexOptions.NonBacktracking)]
    private static partial Regex Plate();

    [GeneratedRegex("(?<it>(?:[" + Han + "-[住在址是到我去于]]{2,7}(?:省|自治区|市))?(?:[" + Han + "-[住在址是到我去于]]{1,7}(?:市|区|县|旗))?(?:[" + Han + "-[住在址是到我去于]]{1,8}(?:镇|乡|街道))?[" + Han + "-[住在址是到我去于]]{1,10}(?:路|街|大道|巷|弄|胡同|村|小区|花园|公寓|家园|苑|里|组)(?:[0-9A-Z一二三四五六七八九十\\-]{1,6}(?:号院|号楼|号|弄|栋|幢|座|楼|单元|室|层|门|组|户))+[0-9]{0,4})", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    private sealed record Kind(string Name, Regex Pattern, Func<string, bool> Holds);
}
