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
    [InlineData("facts.yaml", "type: number", "type: numeral", "facts.yaml:7: \"numeral\" is not allowed here. Use one of: boolean, number, choice, set.")]
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
    // References
    [InlineData("rights/calls.yaml", "topics: [ contacts ]", "topics: [ contact ]", "rights/calls.yaml:7: unknown topic \"contact\". Use an id of topics.yaml.")]
    [InlineData("rights/calls.yaml", "fact: contacts-called", "fact: contact-called", "rights/calls.yaml:10: unknown fact \"contact-called\"")]
    [InlineData("rights/calls.yaml", "law: young-convention", "law: old-convention", "rights/calls.yaml:20: unknown law \"old-convention\"")]
    [InlineData("rights/calls.yaml", "at-least: 6", "at-least: six", "rights/calls.yaml:17: \"six\" is no value of \"calls-per-day\"")]
    [InlineData("rights/calls.yaml", "at-least: 6", "is-about: 6", "rights/calls.yaml:17: unknown key \"is-about\"")]
    [InlineData("articles/calling.md", "article: 第五十条", "article: 第五十一条", "articles/calling.md:11: \"某某法\" has no 第五十一条 here")]
    [InlineData("urgency.yaml", "channels: [ office ]", "channels: [ bureau ]", "urgency.yaml:1: unknown channel \"bureau\"")]
    // Sense
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
    [InlineData("rates/lpr.csv", "2026-08,3.00,,one-source,announcement\n", "2026-07,3.00,,one-source,announcement\n", "rates/lpr.csv:4: after 2026-07 the month 2026-08 is expected")]
    [InlineData("rates/lpr.csv", "2026-08,3.00", "2026-08,300", "rates/lpr.csv:3: 300 is no credible LPR")]
    [InlineData("rates/lpr.csv", "2026-08,3.00", "2026-08,3%", "rates/lpr.csv:3: this line is no announcement")]
    [InlineData("rates/lpr.csv", ",several-sources,", ",hearsay,", "rates/lpr.csv:4: this line is no announcement")]
    [InlineData("rates/lpr.csv", "2026-09-21", "2026-10-21", "rates/lpr.csv:4: 2026-10-21 is not in the month of the announcement")]
    [InlineData("rates/lpr.csv", "month,percent,published", "month,published,percent", "rates/lpr.csv:1: the table has no header")]
    [InlineData("rates/caps.yaml", "lenders: [ private ]", "lenders: [ pawnshop ]", "rates/caps.yaml:1: \"pawnshop\" is no kind of lender. Use one of: bank, private.")]
    [InlineData("rates/caps.yaml", "  lpr-multiple: 4\n", "  lpr-multiple: 4\n  percent: 24\n", "rates/caps.yaml:1: a cap is either a percentage or a multiple of the LPR")]
    [InlineData("rates/caps.yaml", "article: 第五十条", "article: 第五十一条", "rates/caps.yaml:8: \"某某法\" has no 第五十一条 here")]
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
