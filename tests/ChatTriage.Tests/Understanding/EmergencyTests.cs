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

    private static bool IsInDanger(string question) => Reader.Read(question).Facts.Any(fact => SafetyFacts.Contains(fact.Id));

    private static string[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Understanding", file)).Where(line => line.Length > 0 && !line.StartsWith('#'))];
}
