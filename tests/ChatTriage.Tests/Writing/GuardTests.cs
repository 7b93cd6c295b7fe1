using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Writing.Guard;
using Xunit.Abstractions;
using YamlDotNet.Serialization;

namespace ChatTriage.Tests.Writing;

/// <summary>Forty outputs of models, good and bad, through the guard over the real knowledge base.</summary>
public sealed class GuardTests(ITestOutputHelper output)
{
    private static readonly Triage Triage = new(KnowledgeBase.Load(Repository.KnowledgeDirectory));
    private static readonly AnswerGuard Guard = new(Triage.Knowledge);

    [Fact]
    public void No_bad_sentence_passes_and_nine_in_ten_good_ones_do()
    {
        int good = 0, shown = 0;
        var passed = new List<string>();
        foreach (var recorded in Outputs())
        {
            var session = Session(recorded.Question);
            foreach (var sentence in recorded.Sentences)
            {
                var reason = session.Judge(sentence.Good ?? sentence.Bad!);
                output.WriteLine($"{(sentence.Good is null ? "bad " : "good")} {reason?.ToString() ?? "-",-16} {sentence.Good ?? sentence.Bad}");
                if (sentence.Good is not null) (good, shown) = (good + 1, shown + (reason is null ? 1 : 0));
                else if (reason is null) passed.Add(sentence.Bad!);
            }
        }

        output.WriteLine($"good shown {shown}/{good}");
        Assert.Empty(passed);
        Assert.True(shown >= 0.9 * good, $"{shown} of {good} good sentences are shown");
    }

    [Fact]
    public void The_set_has_forty_outputs() => Assert.Equal(40, Outputs().Count);

    private static AnswerGuard.Session Session(string text)
    {
        var question = new Question(text, [], new DateOnly(2026, 11, 23));
        return Guard.Over(question, Triage.Ask(question));
    }

    private static List<Output> Outputs() =>
        new DeserializerBuilder().WithNamingConvention(YamlDotNet.Serialization.NamingConventions.CamelCaseNamingConvention.Instance).Build()
            .Deserialize<List<Output>>(File.ReadAllText(Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Writing", "model-outputs.yaml")));

    private sealed record Output
    {
        public string Question { get; init; } = "";

        public List<Sentence> Sentences { get; init; } = [];
    }

    private sealed record Sentence
    {
        public string? Good { get; init; }

        public string? Bad { get; init; }
    }
}
