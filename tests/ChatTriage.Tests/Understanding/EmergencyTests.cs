using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Understanding;

/// <summary>No cry for help is missed, and no manner of speaking is taken for one.</summary>
public sealed class EmergencyTests
{
    private static readonly string[] SafetyFacts =
        ["self-harm", "self-harm-under-way", "self-harm-hinted", "other-at-risk", "violence", "home-invasion", "child-followed", "harm-to-others"];

    private static readonly Lexicon Lexicon = KnowledgeBase.Load(Repository.KnowledgeDirectory).Lexicon;
    private static readonly string[] Cries = Lines("emergencies.txt");
    private static readonly string[] Idioms = Lines("idioms.txt");

    public static TheoryData<string> AllCries => new(Cries);

    public static TheoryData<string> AllIdioms => new(Idioms);

    [Theory]
    [MemberData(nameof(AllCries))]
    public void A_cry_for_help_is_heard(string question) => Assert.True(IsInDanger(question), question);

    [Theory]
    [MemberData(nameof(AllIdioms))]
    public void A_manner_of_speaking_is_no_cry(string question) => Assert.False(IsInDanger(question), question);

    [Property(MaxTest = 600)]
    public Property An_unrelated_sentence_never_hides_a_cry() => Prop.ForAll(
        Gen.Elements(Cries).ToArbitrary(), Gen.Elements(Idioms).ToArbitrary(), Gen.Elements("。", "\n", "！", "，").ToArbitrary(),
        (cry, other, between) =>
        {
            Assert.True(IsInDanger(other + between + cry), other + between + cry);
            Assert.True(IsInDanger(cry + between + other), cry + between + other);
        });

    /// <summary>None of these is in the lexicon, by pattern or by example.</summary>
    [Theory]
    [InlineData("孩子的学费我留在抽屉里了，以后就拜托你们多费心，我累了想歇歇，不用找我")]
    [InlineData("半夜坐在阳台边上往下看，觉得一抬腿什么债都没了")]
    [InlineData("我哥给全家人都发了句对不起就关机了，他欠了好多网贷，我们到处找不到他")]
    [InlineData("三个男的把我按在面包车后座，手机快没电了，说不拿钱不放我下去")]
    [InlineData("有人拿棍子砸我家玻璃，我带着娃躲在厕所里不敢出声")]
    [InlineData("我现在就揣着菜刀去他们公司，谁也别想好过")]
    public void A_cry_in_words_that_nobody_foresaw_is_heard(string question) => Assert.True(IsInDanger(question), question);

    [Theory]
    [InlineData("上门的人走了以后我把门锁换了，这锁钱能找他们要吗")]
    [InlineData("下了班到江边吹吹风，想通了，明天就去跟银行谈分期")]
    [InlineData("我把通讯录关了，把App卸了，晚上终于能睡个安稳觉")]
    [InlineData("催收说再不还就要我好看，我该不该录音")]
    public void What_only_sounds_like_danger_is_none(string question) => Assert.False(IsInDanger(question), question);

    [Property(MaxTest = 200)]
    public Property A_learned_cry_is_not_hidden_by_a_sentence_beside_it() => Prop.ForAll(
        Gen.Elements(LearnedCries.Value).ToArbitrary(),
        Gen.Elements(Idioms).ToArbitrary(), Gen.Elements("。", "\n", "！").ToArbitrary(),
        (cry, other, between) =>
        {
            Assert.True(IsInDanger(other + between + cry), other + between + cry);
            Assert.True(IsInDanger(cry + between + other), cry + between + other);
        });

    /// <summary>Every fifth message that danger was learned from, as far as it is heard alone; found once.</summary>
    private static readonly Lazy<string[]> LearnedCries = new(() =>
        [.. Lexicon.Dangers.Where((danger, i) => i % 5 == 0 && danger.FactId is ("self-harm" or "violence")).Select(danger => danger.Text).Where(IsInDanger)]);

    private static bool IsInDanger(string question) => Reader.Read(question).Facts.Any(fact => SafetyFacts.Contains(fact.Id));

    private static string[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Understanding", file)).Where(line => line.Length > 0 && !line.StartsWith('#'))];
}
