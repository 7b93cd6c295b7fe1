using ChatTriage.Tests.Fixtures;

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

    [Fact]
    public void An_unrelated_sentence_never_hides_a_cry()
    {
        foreach (var cry in Cries)
        {
            Assert.All(Idioms, other =>
            {
                Assert.True(IsInDanger($"{other}。{cry}"), $"{other}。{cry}");
                Assert.True(IsInDanger($"{cry}。{other}"), $"{cry}。{other}");
            });
        }
    }

    private static bool IsInDanger(string question) => Reader.Read(question).Facts.Any(fact => SafetyFacts.Contains(fact.Id));

    private static string[] Lines(string file) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Understanding", file)).Where(line => line.Length > 0 && !line.StartsWith('#'))];
}
