using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Knowledge;

/// <summary>Texts of a corpus are read fast as <c>ingest</c> writes them, and as YAML when a person has edited them; the two agree.</summary>
public sealed class BroughtTextTests : IDisposable
{
    private const string Body = "---\n## 先记下来\n把来电记下来。\n\n再要求对方停止联系。\n";

    private readonly FixtureKnowledge knowledge = new();

    public void Dispose() => knowledge.Dispose();

    [Theory]
    [InlineData("id: corpus-1\ntitle: \"前台接到催收怎么办\"\ntopics: [ calls, contacts ]\norigin: \"pages/a.txt\"\nreviewed: false\n")]
    [InlineData("id: corpus-1\ntitle: 前台接到催收怎么办\ntopics: [ calls, contacts ]\norigin: pages/a.txt\nreviewed: false\n")]
    [InlineData("title: '前台接到催收怎么办'\nid: corpus-1\ntopics:\n- calls\n- contacts\nreviewed: false\norigin: \"pages/a.txt\" # saved by hand\n")]
    [InlineData("id: corpus-1\ntitle: \"\\u524d台接到催收怎么办\"\ntopics: [ calls, contacts ]\norigin: \"pages/a.txt\"\nreviewed: false\n")]
    public void However_its_front_matter_is_written_the_text_is_the_same(string front)
    {
        Write("corpus-1", $"---\n{front}{Body}");
        var article = KnowledgeBase.Load(knowledge.Directory).Articles["corpus-1"];
        Assert.Equal(("前台接到催收怎么办", "pages/a.txt", false), (article.Title, article.Origin, article.IsReviewed));
        Assert.Equal(["calls", "contacts"], article.Topics);
        Assert.Equal(["先记下来"], article.Sections.Select(section => section.Heading));
    }

    [Theory]
    [InlineData("id: corpus-1", "id: corpus-2", "corpora/own/corpus-1.md:2: the id \"corpus-2\" is not the file's name")]
    [InlineData("title: \"前台\"", "title: \"\"", "corpora/own/corpus-1.md:3: \"title\" is empty")]
    [InlineData("topics: [ calls ]", "topics: [ call ]", "corpora/own/corpus-1.md:2: unknown topic \"call\"")]
    [InlineData("origin: \"a.txt\"", "orgin: \"a.txt\"", "corpora/own/corpus-1.md:5: unknown key \"orgin\"")]
    [InlineData("reviewed: false", "reviewed: 2026-11-28", "corpora/own/corpus-1.md:2: a text of a corpus is not marked as unreviewed")]
    [InlineData("把来电记下来。", "请访问example.com。", "corpora/own/corpus-1.md:2: \"example.com\" looks like a phone number or address")]
    [InlineData("把来电记下来。", "请拨打95999。", "corpora/own/corpus-1.md:2: \"95999\" looks like a phone number or address")]
    [InlineData("## 先记下来\n把来电记下来。\n\n再要求对方停止联系。\n", "", "corpora/own/corpus-1.md:2: the article has no section")]
    [InlineData("## 先记下来\n", "", "corpora/own/corpus-1.md:8: text stands before the first heading")]
    public void A_fault_is_named_with_its_line(string before, string after, string message)
    {
        Write("corpus-1", $"---\nid: corpus-1\ntitle: \"前台\"\ntopics: [ calls ]\norigin: \"a.txt\"\nreviewed: false\n{Body}".Replace(before, after, StringComparison.Ordinal));
        Assert.Contains(Assert.Throws<KnowledgeException>(() => KnowledgeBase.Load(knowledge.Directory)).Errors, error => error.ToString().StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Faults_of_many_files_come_in_the_files_order_and_equal_content_has_an_equal_version()
    {
        for (var i = 0; i < 40; i++) Write($"corpus-{i:00}", $"---\nid: corpus-{i:00}\ntitle: \"前台\"\ntopics: [ calls ]\norigin: \"a.txt\"\nreviewed: false\n{Body}");
        var version = KnowledgeBase.Load(knowledge.Directory).Version;
        Assert.Equal(version, KnowledgeBase.Load(knowledge.Directory).Version);

        foreach (var i in (int[])[7, 23, 39]) Write($"corpus-{i:00}", "no front matter");
        Assert.Equal(
            ["corpora/own/corpus-07.md", "corpora/own/corpus-23.md", "corpora/own/corpus-39.md"],
            Assert.Throws<KnowledgeException>(() => KnowledgeBase.Load(knowledge.Directory)).Errors.Select(error => error.File));
    }

    [Theory]
    [InlineData("请访问example.com看看", "请访问〔网址〕看看")]
    [InlineData("写信到zhang.wei@example.com，别打电话", "写信到〔网址〕，别打电话")]
    [InlineData("看www.example.org/a?b=1。", "看〔网址〕。")]
    [InlineData("年利率3.85%：不算高", "年利率3.85%：不算高")]
    public void Only_the_address_is_masked_and_the_words_around_it_stay(string text, string masked) => Assert.Equal(masked, new ContactDetails([]).Mask(text));

    private void Write(string id, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(knowledge.Directory, "corpora", "own"));
        File.WriteAllText(Path.Combine(folder.FullName, $"{id}.md"), text);
    }
}
