using ChatTriage.Privacy;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Writing;

/// <summary>Personal data is taken out before a text goes to a model, a log or a store; what matters for the answer stays.</summary>
public sealed class PersonalDataTests
{
    [Theory]
    [InlineData("我手机13912345678被打爆了", "我手机〔手机号〕被打爆了")]
    [InlineData("号码是139 1234 5678，一直打", "号码是〔手机号〕，一直打")]
    [InlineData("打我１３９１２３４５６７８", "打我〔手机号〕")]
    [InlineData("+86-13912345678", "〔手机号〕")]
    [InlineData("电话一三九一二三四五六七八", "电话〔手机号〕")]
    [InlineData("对方用010-88886666打来", "对方用〔电话〕打来")]
    [InlineData("身份证110101199003074290", "身份证〔身份证号〕")]
    [InlineData("身份证 11010119900307429x", "身份证 〔编号〕")]
    [InlineData("卡号4111 1111 1111 1111被冻结", "卡号〔银行卡号〕被冻结")]
    [InlineData("合同编号202601012345678901", "合同编号〔编号〕")]
    [InlineData("邮箱zhang.wei@example.com收到", "邮箱〔邮箱〕收到")]
    [InlineData("加微信号abc_12345", "加微信号〔账号〕")]
    [InlineData("QQ：123456789", "QQ：〔账号〕")]
    [InlineData("我叫张伟，欠了三万", "我叫〔姓名〕，欠了三万")]
    [InlineData("姓名：欧阳娜娜 逾期", "姓名：〔姓名〕 逾期")]
    [InlineData("我叫李娜欠网贷", "我叫〔姓名〕欠网贷")]
    [InlineData("车牌京A12345被拖走", "车牌〔车牌〕被拖走")]
    [InlineData("我住在杭州市西湖区文三路88号3栋", "我住在〔地址〕")]
    [InlineData("微信 abcdefg 一直发消息", "微信 〔账号〕 一直发消息")]
    [InlineData("加我vx lovely", "加我vx 〔账号〕")]
    [InlineData("微信：Lao_Wang", "微信：〔账号〕")]
    [InlineData("我老公叫王磊，欠了网贷", "我老公叫〔姓名〕，欠了网贷")]
    [InlineData("我妈叫李秀英，被催收打了", "我妈叫〔姓名〕，被催收打了")]
    [InlineData("我老婆叫欧阳娜娜欠了信用卡", "我老婆叫〔姓名〕欠了信用卡")]
    [InlineData("本人张伟，身份证110101199003074290", "本人〔姓名〕，身份证〔身份证号〕")]
    [InlineData("我是李娜 电话13912345678", "我是〔姓名〕 电话〔手机号〕")]
    public void It_is_taken_out(string text, string masked) => Assert.Equal(masked, PersonalData.Mask(text));

    [Theory]
    [InlineData("欠了50000元，逾期90天，年化36%")]
    [InlineData("2026年11月23日打了12378和95588，还有400-810-8866")]
    [InlineData("我叫他别打了，他说马上上门")]
    [InlineData("借呗逾期3个月，一天20个电话")]
    [InlineData("微信群里都知道了")]
    [InlineData("微信 App 打不开，微信 Android 版也不行")]
    [InlineData("我老公叫我还钱，我妈叫她别管")]
    [InlineData("我老婆叫高利贷公司骚扰了")]
    [InlineData("本人于三月借款，本人周末在家，我是江苏人")]
    [InlineData("我是马上要被起诉了，电话一直响")]
    [InlineData("根据GB/T 45251-2025，晚上10点到早上8点不应催收")]
    [InlineData("我住在单位宿舍，催收打到公司前台")]
    public void What_the_answer_needs_stays(string text) => Assert.Equal(text, PersonalData.Mask(text));

    [Property]
    public Property No_mobile_number_survives_whatever_stands_around_it(string before, string after) =>
        Prop.ForAll(Gen.Choose(0, 999_999_999).Select(n => $"13{n:D9}").ToArbitrary(), number =>
            !PersonalData.Mask($"{before} {number} {after}").Contains(number, StringComparison.Ordinal));

    [Property]
    public Property Masking_twice_changes_nothing_more_wherever_personal_data_meet() => Prop.ForAll(Gen.Elements(
            "我叫", "张伟", "本人", "我是", "，", " ", "身份证", "110101199003074290", "电话", "13912345678", "微信", "vx", "lovely", "abc_12345", "我老公叫", "王磊", "欠",
            "QQ", "123456789", "京A12345", "杭州市西湖区文三路88号", "4111 1111 1111 1111", "a@b.cn", "010-88886666", "姓名：", "的", "的人")
        .ListOf().Select(string.Concat).ToArbitrary(), Masking_twice_changes_nothing_more);

    [Property]
    public bool Masking_twice_changes_nothing_more(string? text)
    {
        var once = PersonalData.Mask(text ?? "");
        return PersonalData.Mask(once) == once;
    }
}
