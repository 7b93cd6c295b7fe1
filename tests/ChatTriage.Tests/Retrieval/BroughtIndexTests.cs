using System.Security.Cryptography;
using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Retrieval.Indexing;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Retrieval;

/// <summary>Pages that users brought are indexed once: the index is saved beside them and serves while no page changes.</summary>
public sealed class BroughtIndexTests : IDisposable
{
    private const string Text = "前台接到催收的电话，先把日期和号码记下来。然后请对方不要再打到公司。";

    private readonly FixtureKnowledge fixture = new();

    public BroughtIndexTests() => Write("corpus-1", Text);

    public void Dispose() => fixture.Dispose();

    [Fact]
    public void A_saved_index_finds_what_the_built_one_found()
    {
        var knowledge = Load();
        var built = new PassageIndex(knowledge).Search("前台接到催收一直打电话", 9);
        Assert.Equal(["corpus-1", "calling"], built.Select(hit => hit.Passage.Article.Id).Distinct());
        Assert.Equal(Text, built[0].Passage.Text);
        Assert.Equal(built, new PassageIndex(knowledge).Search("前台接到催收一直打电话", 9));
    }

    [Fact]
    public void The_saved_index_is_what_serves_while_the_pages_are_the_same()
    {
        _ = new PassageIndex(Load());
        Bm25fIndex.Build([new IndexedPassage("corpus-1\n先记下来\n只在索引里的话。", "", "", "只在索引里的话。", [])], new Bm25fParameters()).Save(Assert.Single(Saved()));
        Assert.Equal("只在索引里的话。", new PassageIndex(Load()).Search("只在索引里", 1)[0].Passage.Text);
    }

    [Fact]
    public void Another_page_makes_another_index_and_the_old_one_goes()
    {
        _ = new PassageIndex(Load());
        var before = Assert.Single(Saved());
        Write("corpus-2", "保安不让催收进门，做得对。");
        Assert.Equal("corpus-2", new PassageIndex(Load()).Search("保安不让进门", 1)[0].Passage.Article.Id);
        Assert.NotEqual(before, Assert.Single(Saved()));
    }

    [Fact]
    public void An_index_that_cannot_be_read_is_built_anew()
    {
        _ = new PassageIndex(Load());
        var whole = File.ReadAllBytes(Assert.Single(Saved()));
        File.WriteAllBytes(Assert.Single(Saved()), whole[..(whole.Length / 2)]);
        Assert.Equal("corpus-1", new PassageIndex(Load()).Search("前台", 1)[0].Passage.Article.Id);
        Assert.Equal(whole, File.ReadAllBytes(Assert.Single(Saved())));
    }

    [Fact]
    public void Where_nothing_can_be_written_the_pages_are_found_all_the_same()
    {
        var knowledge = Load();
        Directory.CreateDirectory(Path.Combine(fixture.Directory, "corpora", $".passages-1-{knowledge.Brought!.Version}.unfinished"));
        Assert.Equal("corpus-1", new PassageIndex(knowledge).Search("前台", 1)[0].Passage.Article.Id);
        Assert.Empty(Saved());
    }

    [Fact]
    public void However_many_pages_say_what_was_asked_the_article_that_was_reviewed_is_still_found()
    {
        for (var i = 10; i < 40; i++) Write($"corpus-{i}", "催收一直打电话怎么办，一天打几十个电话合法吗。");
        var hits = new PassageIndex(Load()).Search("催收一直打电话怎么办，一天打几十个电话合法吗", 5);
        Assert.Contains(hits, hit => hit.Passage.Article.Id == "calling");
        Assert.Equal(hits.OrderByDescending(hit => hit.Score), hits);
    }

    [Fact]
    public void A_page_that_changes_while_its_knowledge_base_serves_is_cited_as_it_was_and_not_shown_unchecked()
    {
        var knowledge = Load();
        var index = new PassageIndex(knowledge);
        Assert.Equal([Text], knowledge.Articles["corpus-1"].Sections.Select(section => section.Text));

        Write("corpus-1", "请拨打95999。");
        Assert.Empty(knowledge.Articles["corpus-1"].Sections);
        Assert.Equal(Text, index.Search("前台", 1)[0].Passage.Text);
    }

    /// <summary>When this fails, pages give other passages, terms or numbers than before: raise <c>BroughtIndex.Edition</c>, then write the new hash here.</summary>
    [Fact]
    public void An_edition_of_the_index_is_always_the_same_bytes()
    {
        Write("corpus-2", "**先报警**，再说别的。\n\n- 一天打了三次\n- App 读了通讯录\n" + string.Concat(Enumerable.Repeat("反复拨打属于骚扰，记下时间和号码。", 40)));
        _ = new PassageIndex(Load());
        Assert.StartsWith(".passages-1-", Path.GetFileName(Assert.Single(Saved())));
        Assert.Equal("d4f451b83c6d511d", Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Assert.Single(Saved()))))[..16]);
    }

    private KnowledgeBase Load() => KnowledgeBase.Load(fixture.Directory);

    private string[] Saved() => Directory.GetFiles(Path.Combine(fixture.Directory, "corpora"), ".passages-*.index");

    private void Write(string id, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(fixture.Directory, "corpora", "own"));
        File.WriteAllText(Path.Combine(folder.FullName, $"{id}.md"), $"---\nid: {id}\ntitle: \"前台接到催收怎么办\"\ntopics: [ calls ]\norigin: \"a.txt\"\nreviewed: false\n---\n## 先记下来\n{text}\n");
    }
}
