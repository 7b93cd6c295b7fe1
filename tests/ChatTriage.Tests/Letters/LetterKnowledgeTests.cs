using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Letters;

namespace ChatTriage.Tests.Letters;

/// <summary>The letters of the knowledge base: each does its work on every day, and comes up where it is needed.</summary>
public sealed class LetterKnowledgeTests
{
    private static readonly Triage Triage = new(Written.Knowledge);

    public static TheoryData<string> Ids => [.. Written.Knowledge.Letters.Keys];

    [Fact]
    public void There_is_one_for_each_need() =>
        Assert.Equal(
            ["ask-for-statement", "called-person-stop", "complain-to-lender", "complain-to-regulator", "credit-objection", "note-for-employer", "note-for-relatives", "payment-order-objection",
                "propose-repayment-plan", "stop-contacting-third-parties", "withdraw-consent-and-delete"],
            Written.Knowledge.Letters.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_field_is_a_blank_until_it_is_filled_and_then_stands_in_the_letter(string id)
    {
        var fields = Written.Knowledge.Letters[id].Fields;
        var empty = LetterText.Plain(Written.Of(id, Written.Today));
        Assert.All(fields, field => Assert.Contains($"＿＿＿＿（{field.Label}", empty));

        var full = Written.Of(id, Written.Today, fields.ToDictionary(field => field.Id, Value));
        Assert.Empty(full.Blanks);
        Assert.DoesNotMatch("＿＿＿＿（", LetterText.Plain(full));
        Assert.All(fields.Where(field => field.Kind is LetterFieldKind.Text or LetterFieldKind.Lines), field => Assert.Contains($"我写的{field.Id}", LetterText.Plain(full)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void On_every_day_on_which_law_changes_it_cites_only_law_of_that_day(string id)
    {
        var template = Written.Knowledge.Letters[id];
        var changes = template.Body.SelectMany(part => part.Basis).SelectMany(reference => Written.Knowledge.Laws[reference.LawId].Versions)
            .SelectMany(version => new[] { version.From.AddDays(-1), version.From }).Where(day => day >= (template.From ?? KnowledgeBase.FirstDay)).Distinct();
        foreach (var day in changes.Append(Written.Today))
        {
            var letter = Written.Of(id, day);
            Assert.NotEmpty(letter.Basis);
            Assert.All(letter.Basis, basis => Assert.True(basis.Version.IsInForce(day)));
            var cited = Regex.Matches(LetterText.Plain(letter), "《(?<title>[^》]+)》").Select(match => match.Groups["title"].Value.Replace('〈', '《').Replace('〉', '》'));
            Assert.All(cited, title => Assert.Contains(letter.Basis, basis => basis.Law.Title == title));
        }
    }

    [Theory]
    [InlineData("2021-10-31", false)]
    [InlineData("2021-11-01", true)]
    public void Consent_is_withdrawn_by_the_personal_information_law_only_since_it_is_in_force(string day, bool isCited)
    {
        var text = LetterText.Plain(Written.Of("withdraw-consent-and-delete", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(isCited, text.Contains("《中华人民共和国个人信息保护法》第十五条", StringComparison.Ordinal));
        Assert.Contains("《中华人民共和国民法典》第一千零三十七条", text);
    }

    [Theory]
    [InlineData("2023-12-31", "第二百二十三条")]
    [InlineData("2024-01-01", "第二百二十七条")]
    public void The_payment_order_is_objected_to_by_the_article_of_the_day(string day, string article) =>
        Assert.Contains($"《中华人民共和国民事诉讼法》{article}", LetterText.Plain(Written.Of("payment-order-objection", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));

    [Fact]
    public void The_payment_order_letter_names_the_last_day_moved_off_a_weekend() =>
        Assert.Contains("异议期限到2026年12月7日（星期一）为止", LetterText.Plain(Written.Of("payment-order-objection", Written.Today, new() { ["received"] = "2026-11-20" })));

    /// <summary>Whoever offers or asks to pay restarts the limitation (Civil Code art. 195); a letter either says so or says that it admits nothing.</summary>
    [Theory]
    [InlineData("propose-repayment-plan")]
    [InlineData("ask-for-statement")]
    [InlineData("complain-to-lender")]
    [InlineData("complain-to-regulator")]
    [InlineData("stop-contacting-third-parties")]
    [InlineData("withdraw-consent-and-delete")]
    public void A_letter_to_the_other_side_admits_nothing_without_a_warning(string id)
    {
        var letter = Written.Of(id, Written.Today);
        Assert.True(
            LetterText.Plain(letter).Contains("不表示我确认", StringComparison.Ordinal) || LetterText.Plain(letter).Contains("不涉及欠款的数额", StringComparison.Ordinal)
            || (letter.Summary.Contains("诉讼时效会重新起算", StringComparison.Ordinal) && letter.Template.BeforeSending[0].Contains("诉讼时效", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_standard_is_called_one() =>
        Assert.Contains("推荐性国家标准《", LetterText.Plain(Written.Of("stop-contacting-third-parties", Written.Today)));

    [Theory]
    [InlineData("bank", "国家金融监督管理总局浙江监管局")]
    [InlineData("consumer-finance", "国家金融监督管理总局浙江监管局")]
    [InlineData("micro-loan", "浙江（公司注册地）的省级地方金融管理局")]
    public void The_complaint_goes_to_the_office_for_the_lender(string lender, string office) =>
        Assert.Equal(office, Written.Of("complain-to-regulator", Written.Today, new() { ["region"] = "浙江" }, Written.Known("lender-type", new FactValue.Choice(lender))).Addressee);

    [Theory]
    [InlineData("网贷逾期接电话了还会爆通讯录吗", "stop-contacting-third-parties")]
    [InlineData("催收打到我单位了怎么办", "note-for-employer")]
    [InlineData("收到支付令怎么办", "payment-order-objection")]
    [InlineData("征信写错了怎么改", "credit-objection")]
    [InlineData("失业了还不上信用卡，怎么跟银行协商", "propose-repayment-plan")]
    [InlineData("App拿走了我的通讯录怎么删除", "withdraw-consent-and-delete")]
    [InlineData("网贷服务费太高，合同里没写", "ask-for-statement")]
    [InlineData("我向银行投诉过了，没人理", "complain-to-regulator")]
    [InlineData("催收辱骂我怎么投诉", "complain-to-lender")]
    [InlineData("朋友欠网贷，催收一直打我电话，我不是借款人", "called-person-stop")]
    public void A_question_brings_up_the_letter_that_it_needs(string question, string letter) =>
        Assert.Contains(letter, Ask(question).Letters.Select(found => found.Id));

    [Theory]
    [InlineData("催收把我逼得不想活了")]
    [InlineData("今天天气怎么样")]
    public void None_stands_beside_a_crisis_card_or_an_answer_that_is_not_ours(string question) => Assert.Empty(Ask(question).Letters);

    [Fact]
    public void A_summons_brings_up_no_objection_to_a_payment_order() =>
        Assert.DoesNotContain("payment-order-objection", Ask("收到法院传票怎么办").Letters.Select(letter => letter.Id));

    [Fact]
    public void A_private_lender_is_not_complained_about_to_a_regulator() =>
        Assert.DoesNotContain("complain-to-regulator", Ask("欠个人的钱，投诉过了没用怎么办", Written.Known("lender-type", new FactValue.Choice("private")), Written.Known("complained-to-lender", new FactValue.Flag(true))).Letters.Select(letter => letter.Id));

    private static Answer Ask(string question, params Fact[] facts) => Triage.Ask(new Question(question, facts, Written.Today));

    private static string Value(LetterField field) => field.Kind switch
    {
        LetterFieldKind.Date => "2026-11-20",
        LetterFieldKind.Money => "1500",
        _ => $"我写的{field.Id}",
    };
}
