using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Tests.Cli;

/// <summary><c>chattriage lint --statutes DIR</c>: provisions are held against the texts that they summarise.</summary>
public sealed class StatuteLintTests : IDisposable
{
    private readonly FixtureKnowledge knowledge = new();
    private readonly string statutes = Directory.CreateTempSubdirectory("statutes").FullName;

    public StatuteLintTests()
    {
        // The fixture's law, renumbered in 2026, beside articles that it does not cite.
        Write("旧法.md", """
            # 某某法（旧）

            > 施行：2013-01-01 至 2025-12-31

            ## 第四十二条

            任何人不得骚扰他人，违者处以警告。

            ## 第四十三条

            道路上的车辆应当靠右行驶。
            """);
        Write("新法.md", """
            # 中华人民共和国某某法（2025年修订）

            - 时间：2025-06-27公布，2026-01-01施行

            ## 第四十九条

            道路上的车辆应当靠右行驶。

            ## 第五十条

            任何人不得骚扰他人，违者处以警告或者罚款。
            """);
        Write("索引.md", "# 目录\n\n只列文件名。\n");
    }

    [Fact]
    public async Task Provisions_that_agree_with_their_texts_pass_and_the_rest_is_named()
    {
        var (exit, output) = await Lint();
        Assert.Equal(0, exit);
        Assert.Contains("2 provisions checked against 2 statute texts, 0 faults.", output);
        Assert.Contains("Not checked, no text: 1 provisions of 某自律公约 (2026-03-01)", output);
    }

    [Theory]
    [InlineData("A number that the text does not have", "新法.md", "第五十条", "第四十八条", "第五十条 is not in the statute text, and the summary fits 第四十八条")]
    [InlineData("Another day of effect", "新法.md", "2026-01-01施行", "2026-02-01施行", "laws/old-and-new.yaml:1: no version starts or ends as 新法.md says (2026-02-01). Correct the dates of the version.")]
    public async Task A_disagreement_fails_with_its_place(string what, string file, string before, string after, string fault)
    {
        Edit(file, before, after);
        var (exit, output) = await Lint();
        Assert.True(exit == 1, what);
        Assert.Contains(fault, output);
    }

    [Fact]
    public async Task A_wrong_article_number_in_the_knowledge_base_fails_and_the_right_one_is_named()
    {
        knowledge.Edit("laws/old-and-new.yaml", "      - article: 第五十条", "      - article: 第四十九条").Edit("laws/old-and-new.yaml", "now: 第五十条", "now: 第四十九条");
        foreach (var file in Directory.GetFiles(knowledge.Directory, "*", SearchOption.AllDirectories).Where(file => !file.Contains("laws", StringComparison.Ordinal)))
            File.WriteAllText(file, File.ReadAllText(file).Replace("第五十条", "第四十九条", StringComparison.Ordinal));

        var (exit, output) = await Lint();

        Assert.Equal(1, exit);
        Assert.Contains("laws/old-and-new.yaml:18: the summary of 第四十九条 fits 第五十条 better. Cite 第五十条, or correct the summary.", output);
    }

    [Fact]
    public async Task A_summary_that_is_about_nothing_in_its_article_fails()
    {
        knowledge.Edit("laws/old-and-new.yaml", "    source: 新文本\n    provisions:\n      - article: 第五十条\n        summary: 不得骚扰他人。", "    source: 新文本\n    provisions:\n      - article: 第五十条\n        summary: 欠款可以分期偿还。");
        var (exit, output) = await Lint();
        Assert.Equal(1, exit);
        Assert.Contains("laws/old-and-new.yaml:18: 第五十条 has too few of the summary's key terms", output);
    }

    [Fact]
    public async Task A_day_of_publication_that_the_text_does_not_name_fails()
    {
        knowledge.Edit("laws/old-and-new.yaml", "  - from: 2026-01-01\n", "  - from: 2026-01-01\n    published: 2025-06-28\n");
        var (exit, output) = await Lint();
        Assert.Equal(1, exit);
        Assert.Contains("新法.md does not name 2025-06-28 as the day of publication", output);
    }

    [Fact]
    public async Task A_text_that_says_it_was_replaced_before_our_first_version_is_no_fault()
    {
        Write("原版.md", "# 某某法（1994年原版，已被2012年修订取代）\n\n> 施行：1995-01-01\n\n## 第十九条\n\n不得骚扰他人。\n");
        Assert.Equal(0, (await Lint()).ExitCode);
    }

    [Fact]
    public async Task A_folder_without_any_matching_text_checks_nothing_and_fails()
    {
        foreach (var file in Directory.GetFiles(statutes)) File.Delete(file);
        Assert.Equal(1, (await Lint()).ExitCode);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_named()
    {
        Directory.Delete(statutes, recursive: true);
        var (exit, output) = await Lint();
        Assert.Equal(1, exit);
        Assert.Contains(statutes, output);
        Directory.CreateDirectory(statutes);
    }

    public void Dispose()
    {
        knowledge.Dispose();
        Directory.Delete(statutes, recursive: true);
    }

    private Task<(int ExitCode, string Output)> Lint() => Chattriage.Run("lint", "--knowledge", knowledge.Directory, "--statutes", statutes);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(statutes, file), text);

    private void Edit(string file, string before, string after)
    {
        var text = File.ReadAllText(Path.Combine(statutes, file));
        Assert.Contains(before, text);
        Write(file, text.Replace(before, after, StringComparison.Ordinal));
    }
}
