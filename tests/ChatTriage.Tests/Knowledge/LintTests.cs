using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Knowledge;

/// <summary>One broken edit a fault: the message names the file, the line, what is wrong, and the cure.</summary>
public sealed class LintTests
{
    [Fact]
    public void The_fixture_itself_has_no_fault()
    {
        using var fixture = new FixtureKnowledge();
        Assert.Equal(16, KnowledgeBase.Load(fixture.Directory).Version.Length);
    }

    [Theory]
    // Shape
    [InlineData("topics.yaml", "  name: 来电", "  nmae: 来电", "topics.yaml:2: unknown key \"nmae\". Use one of: id, name, description.")]
    [InlineData("topics.yaml", "  name: 来电\n", "", "topics.yaml:1: \"name\" is missing. Add \"name: …\".")]
    [InlineData("topics.yaml", "  name: 来电", "  name: 来电\n  name: 来电", "topics.yaml:3: this is not valid YAML")]
    [InlineData("facts.yaml", "type: number", "type: numeral", "facts.yaml:7: \"numeral\" is not allowed here. Use one of: boolean, number, choice, set, date.")]
    [InlineData("facts.yaml", "  max: 1000\n", "", "facts.yaml:6: \"calls-per-day\" has no range")]
    [InlineData("rights/calls.yaml", "  group: rights", "  group: right", "rights/calls.yaml:2: \"right\" is not allowed here. Use one of: emergency, rights,")]
    [InlineData("laws/old-and-new.yaml", "  - from: 2026-01-01", "  - from: 2026-02-30", "laws/old-and-new.yaml:14: \"2026-02-30\" is no date. Write it as yyyy-mm-dd.")]
    [InlineData("rights/calls.yaml", "- id: no-harassment", "- id: No_Harassment", "rights/calls.yaml:1: \"No_Harassment\" is no id")]
    [InlineData("articles/calling.md", "---\nid", "id", "articles/calling.md:1: the front matter is missing")]
    [InlineData("facts.yaml", "  label: 每天来电次数", "  label: 每天来电次数\n  momentary: yes", "\"momentary\" is neither true nor false")]
    [InlineData("rights/calls.yaml", "- id: no-harassment", "- weight: 99999999999\n  id: no-harassment", "rights/calls.yaml:1: \"weight\" is out of range. Use a whole number from 1 to 5.")]
    [InlineData("rights/calls.yaml", "when: { fact: contacts-called, is: true }", "when:", "rights/calls.yaml:7: \"when\" is empty")]
    [InlineData("rights/calls.yaml", "when: { fact: contacts-called, is: true }", "when: &x { not: *x }", "rights/calls.yaml:10: the YAML is nested too deeply, or refers to itself")]
    [InlineData("laws/old-and-new.yaml", "    to: 2025-12-31", "    to: 9999-12-31", "laws/old-and-new.yaml:7: \"9999-12-31\" is no date")]
    [InlineData("lexicon/traditional.txt", "電电", "電", "lexicon/traditional.txt:2: this line is no pair of characters, or stands twice")]
    [InlineData("lexicon/mentions.yaml", "打给…<anyone>", "打给…<nobody>", "lexicon/mentions.yaml:3: unknown word class <nobody>")]
    [InlineData("lexicon/mentions.yaml", "打给…<anyone>", "打给(…<anyone>", "lexicon/mentions.yaml:3: this is no usable pattern")]
    [InlineData("lexicon/scope.yaml", "instead: 请问别处。 }", "instead: 请问别处。, patterns: [ 天气 ] }", "lexicon/scope.yaml:1: the last reason is not the one that always fits")]
    [InlineData("call-log-rules.yaml", "hours: { from: \"22:00\", to: \"08:00\" }", "said: [ threat ]\n    call: any", "call-log-rules.yaml:17: a rule has exactly one test. Add one of: hours,")]
    [InlineData("call-log-rules.yaml", "from: \"22:00\"", "from: \"22点\"", "call-log-rules.yaml:19: \"22点\" is no time of day")]
    [InlineData("call-log-rules.yaml", "tag: insult", "tag: rude", "call-log-rules.yaml:9: \"rude\" is not allowed here. Use one of: threat,")]
    [InlineData("call-log-rules.yaml", "label: 威胁 }", "label: 威胁, fact: calls-per-day }", "call-log-rules.yaml:8: \"calls-per-day\" is no fact that can be true or false")]
    // References
    [InlineData("rights/calls.yaml", "topics: [ contacts ]", "topics: [ contact ]", "rights/calls.yaml:7: unknown topic \"contact\". Use an id of topics.yaml.")]
    [InlineData("rights/calls.yaml", "fact: contacts-called", "fact: contact-called", "rights/calls.yaml:10: unknown fact \"contact-called\"")]
    [InlineData("rights/calls.yaml", "law: young-convention", "law: old-convention", "rights/calls.yaml:20: unknown law \"old-convention\"")]
    [InlineData("rights/calls.yaml", "at-least: 6", "at-least: six", "rights/calls.yaml:17: \"six\" is no value of \"calls-per-day\"")]
    [InlineData("rights/calls.yaml", "at-least: 6", "is-about: 6", "rights/calls.yaml:17: unknown key \"is-about\"")]
    [InlineData("articles/calling.md", "article: 第五十条", "article: 第五十一条", "articles/calling.md:11: \"某某法\" has no 第五十一条 here")]
    [InlineData("urgency.yaml", "channels: [ office ]", "channels: [ bureau ]", "urgency.yaml:1: unknown channel \"bureau\"")]
    [InlineData("lexicon/examples/contacts.yaml", "says: [ contacts-called ]", "says: [ contact-called ]", "lexicon/examples/contacts.yaml:2: unknown fact \"contact-called\"")]
    [InlineData("lexicon/examples/contacts.yaml", "article: calling", "article: called", "lexicon/examples/contacts.yaml:2: unknown article \"called\"")]
    [InlineData("lexicon/examples/contacts.yaml", "says: [ contacts-called ]", "says: [ calls-per-day ]", "lexicon/examples/contacts.yaml:2: \"calls-per-day\" is no flag")]
    [InlineData("call-log-rules.yaml", "rules: [ night ]", "rules: [ nights ]", "call-log-rules.yaml:24: \"nights\" is no rule with a test of its own")]
    [InlineData("call-log-rules.yaml", "lenders: [ bank ]", "lenders: [ mafia ]", "call-log-rules.yaml:17: \"mafia\" is no kind of lender. Use one of: bank, private.")]
    [InlineData("call-log-rules.yaml", "article: 全文", "article: 第一条", "\"某自律公约\" has no 第一条 here")]
    // Sense
    [InlineData("call-log-rules.yaml", "text: 会员不应深夜来电。", "text: 深夜来电违法。", "call-log-rules.yaml:17: \"违法\" is said of what is no law")]
    [InlineData("call-log-rules.yaml", "article: 第五十条 } ]", "article: 第五十条 }, { law: young-convention, article: 全文 } ]", "call-log-rules.yaml:24: the provisions of \"peace\" bind differently")]
    [InlineData("call-log-rules.yaml", "{ callee: friend, label: 朋友 }", "{ callee: family, label: 朋友 }", "call-log-rules.yaml:1: the callee \"family\" is listed 2 times")]
    [InlineData("call-log-rules.yaml", "lenders: [ bank ]", "lenders: [ bank ]\n    maybe-lenders: [ bank ]", "\"bank\" stands under lenders and maybe-lenders")]
    [InlineData("rights/calls.yaml", "- id: too-many-calls", "- id: no-harassment", "rights/calls.yaml:14: the id \"no-harassment\" is used twice")]
    [InlineData("rights/calls.yaml", "when: { fact: contacts-called, is: true }", "when: { all: [ { fact: contacts-called, is: true }, { not: { fact: contacts-called, is: true } } ] }", "rights/calls.yaml:7: \"stop-calling-contacts\" can never apply")]
    [InlineData("rights/calls.yaml", "at-least: 6", "more-than: 1000", "rights/calls.yaml:14: \"too-many-calls\" can never apply")]
    [InlineData("rights/calls.yaml", "  from: 2026-03-01\n", "", "rights/calls.yaml:14: \"too-many-calls\" has no basis in force on 2021-01-01")]
    [InlineData("laws/old-and-new.yaml", "    to: 2025-12-31", "    to: 2025-12-01", "laws/old-and-new.yaml:14: no version is in force from 2025-12-02 to 2025-12-31")]
    [InlineData("laws/old-and-new.yaml", "    to: 2025-12-31", "    to: 2026-01-31", "laws/old-and-new.yaml:14: the version from 2026-01-01 overlaps the one before")]
    [InlineData("laws/old-and-new.yaml", "now: 第五十条", "now: 第五十九条", "laws/old-and-new.yaml:11: 第四十二条 is said to be 第五十九条 now")]
    [InlineData("articles/calling.md", "sources: [ { law: old-and-new, article: 第五十条 } ]\n", "", "articles/calling.md:2: the article has no sources")]
    [InlineData("articles/calling.md", "  - { text: 可以提醒，不能骚扰。 }\n", "", "articles/calling.md:2: the article has no answer that always holds")]
    [InlineData("articles/calling.md", "  - 一天打几十个电话合法吗", "  - 催收一直打电话，怎么办？", "articles/calling.md:2: the question \"催收一直打电话，怎么办？\" is also claimed by \"calling\"")]
    [InlineData("articles/calling.md", "reviewed: 2026-11-23", "reviewed: 2012-11-23", "articles/calling.md:11: 第五十条 was not in force on 2012-11-23")]
    [InlineData("channels.yaml", "channels:\n", "channels:\n  - { id: idle, name: 无人处, operator: 某部门, when: 从不, checked: 2026-11-23 }\n", "channels.yaml:2: nothing leads to the channel \"idle\"")]
    [InlineData("deadlines.yaml", "unit: days\n        basis: [ { law: old-and-new, article: 第五十条 } ]\n      - from: 2026-01-01", "unit: moons\n        basis: [ { law: old-and-new, article: 第五十条 } ]\n      - from: 2026-01-01", "deadlines.yaml:15: \"moons\" is not allowed here. Use one of: days, working-days, months, years.")]
    [InlineData("deadlines.yaml", "count: 10", "count: 0", "deadlines.yaml:14: \"count\" is out of range")]
    [InlineData("deadlines.yaml", "steps: 写好交出去", "steps: 写好。交出去", "deadlines.yaml:2: the steps of \"objection\" hold a full stop")]
    [InlineData("deadlines.yaml", "to: 2025-12-31", "to: 2025-12-30", "deadlines.yaml:17: \"objection\" has a gap or an overlap before 2026-01-01")]
    [InlineData("deadlines.yaml", "moved, says: 顺延了。, basis: [ { law: old-and-new, article: 第五十条", "moved, says: 顺延了。, basis: [ { law: old-and-new, article: 第五十一条", "deadlines.yaml:27: \"某某法\" has no 第五十一条 here")]
    [InlineData("deadlines.yaml", "  - { id: stays, says: 没有顺延。 }\n", "", "deadlines.yaml:1: the note \"stays\" is missing")]
    [InlineData("deadlines.yaml", "notes: [ court-decides ]", "notes: [ judge-decides ]", "deadlines.yaml:10: \"judge-decides\" is not allowed here")]
    [InlineData("deadlines.yaml", "starts: 收到那天\n", "starts: 收到那天\n    start-fact: contacts-called\n", "deadlines.yaml:2: \"contacts-called\" is no fact that holds a date")]
    [InlineData("rights/calls.yaml", "  from: 2026-03-01\n", "  from: 2026-03-01\n  deadline: objecting\n", "rights/calls.yaml:14: unknown deadline \"objecting\". Use an id of deadlines.yaml.")]
    [InlineData("facts.yaml", "- id: calls-per-day\n  type: number", "- id: calls-per-day\n  type: date", "rights/calls.yaml:17: \"calls-per-day\" is a date, which no condition tests")]
    [InlineData("lexicon/mentions.yaml", "quantity: count", "quantity: day", "is no day. Write quantity: day for a date")]
    [InlineData("deadlines.yaml", "limits: 只能写欠不欠。", "limits: 问 12345 才知道。", "deadlines.yaml:2: \"12345\" looks like a phone number")]
    [InlineData("holidays.yaml", "- year: 2026", "- year: 2027", "holidays.yaml:7: after 2025 the year 2026 is expected")]
    [InlineData("holidays.yaml", "workdays: [ 2026-10-10 ]", "workdays: [ 2026-10-09 ]", "holidays.yaml:7: 2026-10-09 is no weekend of 2026 that is worked")]
    [InlineData("holidays.yaml", "to: 2026-10-07", "to: 2026-09-07", "holidays.yaml:7: 长假 of 2026 ends before it starts")]
    [InlineData("holidays.yaml", "workdays: [ 2026-10-10 ]", "workdays: [ 10-10 ]", "holidays.yaml:12: \"10-10\" is no date")]
    [InlineData("rates/lpr.csv", "2026-08,3.00,,one-source,announcement\n", "2026-07,3.00,,one-source,announcement\n", "rates/lpr.csv:4: after 2026-07 the month 2026-08 is expected")]
    [InlineData("rates/lpr.csv", "2026-08,3.00", "2026-08,300", "rates/lpr.csv:3: 300 is no credible LPR")]
    [InlineData("rates/lpr.csv", "2026-08,3.00", "2026-08,3%", "rates/lpr.csv:3: this line is no announcement")]
    [InlineData("rates/lpr.csv", ",several-sources,", ",hearsay,", "rates/lpr.csv:4: this line is no announcement")]
    [InlineData("rates/lpr.csv", "2026-09-21", "2026-10-21", "rates/lpr.csv:4: 2026-10-21 is not in the month of the announcement")]
    [InlineData("rates/lpr.csv", "month,percent,published", "month,published,percent", "rates/lpr.csv:1: the table has no header")]
    [InlineData("rates/caps.yaml", "lenders: [ private ]", "lenders: [ pawnshop ]", "rates/caps.yaml:1: \"pawnshop\" is no kind of lender. Use one of: bank, private.")]
    [InlineData("rates/caps.yaml", "  lpr-multiple: 4\n", "  lpr-multiple: 4\n  percent: 24\n", "rates/caps.yaml:1: a cap is either a percentage or a multiple of the LPR")]
    [InlineData("rates/caps.yaml", "article: 第五十条", "article: 第五十一条", "rates/caps.yaml:9: \"某某法\" has no 第五十一条 here")]
    [InlineData("rates/caps.yaml", "from: 2026-01-01", "from: 2012-01-01", "rates/caps.yaml:1: \"private-cap\" has no basis in force on its first day")]
    [InlineData("rates/notes.yaml", "- { id: penalties, says: 罚息算在内。 }\n", "", "rates/notes.yaml:1: the note \"penalties\" is missing")]
    [InlineData("rates/notes.yaml", "article: 第五十条", "article: 第五十一条", "rates/notes.yaml:1: \"某某法\" has no 第五十一条 here")]
    [InlineData("rates/notes.yaml", "id: penalties", "id: penalty", "rates/notes.yaml:3: \"penalty\" is not allowed here")]
    [InlineData("articles/calling.md", "  - { text: 可以提醒，不能骚扰。 }", "  - { text: \"上限是{lpr-times-5}。\" }", "articles/calling.md:2: an answer holds braces that stand for nothing")]
    [InlineData("rights/calls.yaml", "任何人不得骚扰你。", "打 12399 投诉。", "rights/calls.yaml:1: \"12399\" looks like a phone number or address that no channel has")]
    [InlineData("rights/calls.yaml", "任何人不得骚扰你。", "上 www.12300.cn 投诉。", "rights/calls.yaml:1: \"www.12300.cn\" looks like a phone number or address that no channel has")]
    [InlineData("rights/calls.yaml", "任何人不得骚扰你。", "打 138 1234 5678 投诉。", "\"138 1234 5678\" looks like a phone number")]
    [InlineData("articles/calling.md", "title: 催收可以一直打电话吗", "title: 打 0755 12345678 投诉", "\"0755 12345678\" looks like a phone number")]
    [InlineData("rights/calls.yaml", "when: { fact: calls-per-day, at-least: 6 }", "when: { speaker: contact }", "rights/calls.yaml:14: \"too-many-calls\" can never apply")]
    [InlineData("articles/calling.md", "向受理处投诉", "上 https://example.org 投诉", "looks like a phone number or address that no channel has")]
    // Letters
    [InlineData("letters/please-stop.yaml", "when: { any: [ { topic: contacts }, { fact: contacts-called, is: true } ] }\n", "", "letters/please-stop.yaml:1: \"when\" is missing")]
    [InlineData("letters/please-stop.yaml", "id: please-stop\n", "id: please-halt\n", "letters/please-stop.yaml:1: the id \"please-halt\" is not the file's name")]
    [InlineData("letters/please-stop.yaml", "{ any: [ { topic: contacts }, { fact: contacts-called, is: true } ] }", "{ all: [ { topic: contacts }, { not: { topic: contacts } } ] }", "letters/please-stop.yaml:1: nothing can call for \"please-stop\"")]
    [InlineData("letters/please-stop.yaml", "for: 请对方停止", "for: 请对方停止。谢谢", "「请对方停止。谢谢」 is more than part of a sentence")]
    [InlineData("letters/please-stop.yaml", "  - { text: \"{{lender}}\" }\n", "", "letters/please-stop.yaml:1: \"please-stop\" has no addressee that always holds")]
    [InlineData("letters/please-stop.yaml", "before-sending: [ 先核对。 ]\n", "", "\"please-stop\" does not say what to do before it goes out")]
    [InlineData("letters/please-stop.yaml", "id: amount,", "id: basis,", "the field \"basis\" stands twice, or has a reserved name")]
    [InlineData("letters/please-stop.yaml", "fact: calls-per-day", "fact: calls-a-day", "letters/please-stop.yaml:12: unknown fact \"calls-a-day\"")]
    [InlineData("letters/please-stop.yaml", "fact: calls-per-day", "fact: contacts-called", "letters/please-stop.yaml:12: \"contacts-called\" is true or false, which fills no blank")]
    [InlineData("letters/please-stop.yaml", "涉及{{amount}}", "涉及{{yuan}}", "letters/please-stop.yaml:18: {{yuan}} is no field of this letter")]
    [InlineData("letters/please-stop.yaml", "，涉及{{amount}}", "", "letters/please-stop.yaml:15: what is filled into \"amount\" could be lost")]
    [InlineData("letters/please-stop.yaml", "，涉及{{amount}}。", "。\n  - text: 涉及{{amount}}。\n    when: { topic: contacts }", "what is filled into \"amount\" could be lost")]
    [InlineData("letters/please-stop.yaml", "涉及{{amount}}", "涉及{{amount}} {x}", "letters/please-stop.yaml:18: the text holds braces that stand for nothing")]
    [InlineData("letters/please-stop.yaml", "article: 第五十条", "article: 第五十一条", "letters/please-stop.yaml:21: \"某某法\" has no 第五十一条 here")]
    [InlineData("letters/please-stop.yaml", "请停止。依据：{{basis}}", "请停止。依据：《某某法》", "letters/please-stop.yaml:20: \"《某某法》\" is written out")]
    [InlineData("letters/please-stop.yaml", "不要再联系别人", "按第五十条不要再联系别人", "letters/please-stop.yaml:24: \"第五十条\" is written out")]
    [InlineData("letters/please-stop.yaml", "不要再联系别人", "不要再联系别人，依据{{basis}}", "letters/please-stop.yaml:24: a part names its provisions exactly when it has a basis")]
    [InlineData("letters/please-stop.yaml", "    basis: [ { law: old-and-new, article: 第五十条 } ]\n", "", "letters/please-stop.yaml:1: \"please-stop\" has no basis in force on 2021-01-01")]
    [InlineData("letters/please-stop.yaml", "，最后一天{{deadline}}", "", "letters/please-stop.yaml:1: a letter names its last day exactly when it has a deadline")]
    [InlineData("letters/please-stop.yaml", "deadline: { id: objection,", "deadline: { id: appeal,", "letters/please-stop.yaml:1: unknown deadline \"appeal\"")]
    [InlineData("letters/please-stop.yaml", "starts: received", "starts: events", "letters/please-stop.yaml:1: \"events\" is no field that holds a date")]
    [InlineData("letters/please-stop.yaml", "cannot: 不能免债。", "cannot: 打 12399 也不能免债。", "letters/please-stop.yaml:1: \"12399\" looks like a phone number")]
    [InlineData("letters/please-stop.yaml", "  - text: 谢谢。", "  - text: 谢谢。\n    point: 谢谢。", "a part is either a paragraph or a numbered point")]
    public void A_broken_edit_is_named_with_its_place_and_cure(string file, string before, string after, string message)
    {
        using var fixture = new FixtureKnowledge();
        fixture.Edit(file, before, after);

        var fault = Assert.Throws<KnowledgeException>(() => KnowledgeBase.Load(fixture.Directory));

        Assert.Contains(fault.Errors, error => error.ToString().Contains(message, StringComparison.Ordinal));
        Assert.All(fault.Errors, error => Assert.NotEmpty(error.Cure));
    }

    [Fact]
    public void A_number_that_a_channel_has_may_be_named_and_amounts_are_no_numbers()
    {
        using var fixture = new FixtureKnowledge();
        fixture.Edit("rights/calls.yaml", "任何人不得骚扰你。", "打 12300 投诉。借 15000 元、13500块、18000多的，看第 115 条和 GB/T 12345-2020。");
        Assert.NotNull(KnowledgeBase.Load(fixture.Directory));
    }

    [Fact]
    public void All_faults_are_shown_at_once_in_order()
    {
        using var fixture = new FixtureKnowledge();
        fixture.Edit("topics.yaml", "  name: 来电", "  nmae: 来电").Edit("facts.yaml", "type: set", "type: bag");

        var fault = Assert.Throws<KnowledgeException>(() => KnowledgeBase.Load(fixture.Directory));

        Assert.Contains(fault.Errors, error => error.File == "topics.yaml");
        Assert.Contains(fault.Errors, error => error.File == "facts.yaml");
        Assert.Equal(fault.Errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line), fault.Errors);
    }

    [Fact]
    public void Equal_content_has_an_equal_version_and_an_edit_another()
    {
        using var one = new FixtureKnowledge();
        using var same = new FixtureKnowledge();
        using var edited = new FixtureKnowledge();
        edited.Edit("topics.yaml", "催收来电", "催收打来的电话");

        Assert.Equal(KnowledgeBase.Load(one.Directory).Version, KnowledgeBase.Load(same.Directory).Version);
        Assert.NotEqual(KnowledgeBase.Load(one.Directory).Version, KnowledgeBase.Load(edited.Directory).Version);
    }
}
