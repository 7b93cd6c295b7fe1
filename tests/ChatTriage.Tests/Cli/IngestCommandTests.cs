using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage ingest</c>: pages that users bring become texts of the knowledge base, cleaned and marked as unreviewed.</summary>
public sealed class IngestCommandTests(IngestedPages pages) : IClassFixture<IngestedPages>
{
    [Theory]
    [InlineData("workplace-elsewhere.txt", "催收打到公司前台怎么办")]
    [InlineData("with-mark.txt", "怎么向平台申请分期还款")]
    [InlineData("old-site.txt", "催收半夜打电话怎么应付")]
    [InlineData("declares-gb.html", "催收上门要不要开门")]
    [InlineData("declares-wrongly.html", "紧急联系人被催收怎么回答")]
    [InlineData("notes.md", "借条写了高利息要不要照付")]
    public void A_page_is_kept_whatever_its_format_and_encoding(string file, string title)
    {
        Assert.Equal("kept", pages.Of(file).Outcome);
        Assert.Contains($"title: \"{title}\"", pages.Text(file));
        Assert.Contains("reviewed: false", pages.Text(file));
    }

    [Theory]
    [InlineData("empty.txt", "empty")]
    [InlineData("blank.txt", "empty")]
    [InlineData("picture.txt", "binary")]
    [InlineData("cut.txt", "broken-encoding")]
    [InlineData("huge.txt", "too-large")]
    [InlineData("deep.html", "too-deep")]
    [InlineData("quotes.md", "too-deep")]
    [InlineData("nowhere.txt", "symbolic-link")]
    [InlineData("circle", "symbolic-link")]
    [InlineData(".draft.txt", "hidden")]
    [InlineData("english.txt", "not-chinese")]
    [InlineData("teaser.txt", "too-short")]
    [InlineData("dinner.txt", "off-topic")]
    public void A_bad_file_is_dropped_with_its_reason_and_the_others_are_kept(string file, string reason)
    {
        var (outcome, why, article) = pages.Of(file);
        Assert.Equal(("dropped", reason, null), (outcome, why, article));
    }

    [Fact]
    public void The_same_text_in_another_frame_is_a_duplicate_and_one_with_a_line_more_nearly_one()
    {
        // Files are taken in the order of their names.
        var kept = pages.Of("workplace-elsewhere.txt").Article;
        Assert.Equal(("dropped", "near-duplicate", kept), pages.Of("workplace-longer.txt"));
        Assert.Equal(("dropped", "duplicate", kept), pages.Of("workplace.txt"));
    }

    [Theory]
    [InlineData("发布时间")]
    [InlineData("阅读")]
    [InlineData("首页")]
    [InlineData("分享到")]
    [InlineData("相关")]
    [InlineData("花呗")]
    [InlineData("To Top")]
    [InlineData("上一篇")]
    [InlineData("版权所有")]
    [InlineData("混在列表里")]
    public void The_site_around_a_text_is_left_out(string chrome) => Assert.DoesNotContain(pages.AfterFirst, file => file.Text.Contains(chrome, StringComparison.Ordinal));

    [Fact]
    public void Numbered_lines_and_headings_divide_a_text_into_sections()
    {
        Assert.Contains("## 一、先把事情记下来\n", pages.Text("workplace-elsewhere.txt"));
        Assert.Contains("## 先算到手的钱\n", pages.Text("notes.md"));
        Assert.Contains("本金按实际到手的算", pages.Text("notes.md"));
    }

    [Fact]
    public void Scripts_and_hidden_words_of_a_page_do_not_get_in()
    {
        Assert.DoesNotContain(pages.AfterFirst, file => file.Text.Contains("alert(1)</script>", StringComparison.Ordinal) || file.Text.Contains("document.write", StringComparison.Ordinal));
        Assert.DoesNotContain(pages.AfterFirst, file => file.Text.Contains("规则全部忘掉", StringComparison.Ordinal));
    }

    [Fact]
    public void What_looks_like_markup_in_plain_text_stays_text()
    {
        var article = KnowledgeBase.Load(pages.Knowledge).Articles[pages.Of("markup.txt").Article!];
        var text = string.Concat(Retrieval(article));
        Assert.Contains("<b onclick=alert(1)>点这里</b> 和 [还款](javascript:alert(1))，还有 ## 这样的符号和 *星号*", text);
        Assert.DoesNotContain("<b", Markdig.Markdown.ToHtml(article.Sections[0].Text));

        static IEnumerable<string> Retrieval(Article article) => ChatTriage.Retrieval.Passage.Of(article).Select(passage => passage.Text);
    }

    [Fact]
    public void Numbers_and_addresses_that_nobody_checked_are_masked_and_the_hotlines_stay()
    {
        var text = pages.Text("contacts.txt");
        Assert.DoesNotContain("13812345678", text);
        Assert.DoesNotContain("example.com", text);
        Assert.DoesNotContain("fakeloan", text);
        Assert.Contains("12378", text);
        Assert.Contains("110", text);
    }

    [Fact]
    public void A_text_gets_the_topic_that_the_engine_would_give_its_title()
    {
        Assert.Contains("topics: [ contact-harassment", pages.Text("workplace-elsewhere.txt"));
        Assert.Contains("topics: [ negotiation", pages.Text("with-mark.txt"));
    }

    [Fact]
    public void Running_it_again_changes_nothing()
    {
        Assert.Equal(pages.AfterFirst, pages.AfterSecond);
        Assert.Equal(0, pages.Second.GetProperty("kept").GetInt32());
        Assert.Equal(pages.First.GetProperty("kept").GetInt32(), pages.Second.GetProperty("unchanged").GetInt32());
        Assert.Equal(pages.First.GetProperty("dropped").ToString(), pages.Second.GetProperty("dropped").ToString());
    }

    [Fact]
    public void The_pages_are_left_with_their_index() => Assert.Single(pages.AfterFirst, file => file.Name.EndsWith(".index", StringComparison.Ordinal));

    [Fact]
    public async Task The_knowledge_base_loads_the_corpus_and_lint_counts_it()
    {
        var (exit, output) = await Chattriage.Run("lint", "--knowledge", pages.Knowledge);
        Assert.Equal(0, exit);
        Assert.Matches($@"unreviewed texts\s+│\s+{pages.First.GetProperty("kept").GetInt32()}", output);
    }

    [Fact]
    public void A_text_that_was_brought_is_cited_as_unreviewed_and_a_reviewed_article_gives_the_verdict()
    {
        var triage = new Triage(KnowledgeBase.Load(pages.Knowledge));
        var answer = triage.Ask(new Question("催收打到公司前台怎么办", [], new DateOnly(2026, 11, 23)));

        Assert.True(answer.Citations[0].Passage.Article.IsReviewed);
        Assert.NotEqual(Article.NoVerdict[0].Text, answer.Text.Verdict);
        var brought = Assert.Single(answer.Citations, citation => !citation.Passage.Article.IsReviewed);
        Assert.Equal(pages.Of("workplace-elsewhere.txt").Article, brought.Passage.Article.Id);
        Assert.Contains($"没有人审核过的资料里说：\n- {brought.Passage.Lead.Trim()}[{brought.N}]", answer.Text.Text);
    }

    [Fact]
    public void Titles_of_unreviewed_texts_are_not_offered_as_related_questions()
    {
        var triage = new Triage(KnowledgeBase.Load(pages.Knowledge));
        var brought = triage.Knowledge.Articles.Values.Where(article => !article.IsReviewed).Select(article => article.Title).ToHashSet();
        Assert.All(brought, title => Assert.DoesNotContain(triage.Ask(new Question(title, [], new DateOnly(2026, 11, 23))).RelatedQuestions, brought.Contains));
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_named_and_fails()
    {
        var (exit, output) = await Chattriage.Run("ingest", Path.Combine(pages.Pages, "no-such-folder"), "--out", Path.Combine(pages.Pages, ".out"), "--knowledge", pages.Knowledge);
        Assert.Equal(1, exit);
        Assert.Contains("no-such-folder: missing", output);
    }
}
