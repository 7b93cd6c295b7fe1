using ChatTriage.Retrieval.Indexing;
using ChatTriage.Retrieval.Learning;

namespace ChatTriage.Tests.Retrieval;

/// <summary>What judged questions teach: about the passage that was asked for, and about its neighbours.</summary>
public sealed class LearnedRankerTests
{
    private static readonly IndexedPassage[] Passages =
    [
        new("dog-lead", "养犬规定", "外出", "携犬外出应当使用牵引带。", []),
        new("dog-muzzle", "养犬规定", "外出", "电梯内应当为犬只佩戴嘴套。", []),
        new("dog-register", "养犬规定", "登记", "饲养犬只应当办理登记。", []),
        new("pool-cap", "游泳馆规定", "入场", "入场人员应当佩戴泳帽。", []),
        new("pool-run", "游泳馆规定", "安全", "池边不得奔跑。", []),
    ];

    private static readonly JudgedQuestion[] Questions =
    [
        new("遛狗要拴绳子吗", ["dog-lead"]), new("狗出门不拴绳子行吗", ["dog-lead"]), new("遛狗用不用绳子", ["dog-lead"]), new("养狗要上户口吗", ["dog-register"]),
        new("狗要不要上户口", ["dog-register"]), new("游泳要戴帽子吗", ["pool-cap"]), new("不戴帽子能游泳吗", ["pool-cap"]), new("游泳池边上能跑吗", ["pool-run"]),
    ];

    private static readonly Bm25fIndex Index = Bm25fIndex.Build(Passages, LearnedRanker.Parameters);
    private static readonly RankingModel Model = RankingModel.Train(Passages, Questions, _ => { });
    private static readonly LearnedRanker Ranker = new(Index, Passages, Model);

    [Fact]
    public void A_lay_question_finds_a_passage_that_shares_no_term_with_it()
    {
        Assert.DoesNotContain(Index.Search("绳子", 5), hit => Index.IdOf(hit.Number) == "dog-lead");
        Assert.Equal("dog-lead", First("出去遛狗，绳子怎么办"));
    }

    [Fact]
    public void An_explanation_sums_to_the_score()
    {
        foreach (var hit in Ranker.Search("遛狗要戴嘴套吗", 5)) Assert.Equal(hit.Score, Ranker.Explain("遛狗要戴嘴套吗", hit.Number).Value, tolerance: 1e-3);
    }

    [Fact]
    public void A_question_in_other_words_is_nearer_to_the_passage_that_was_asked_for_than_to_any_other()
    {
        string[] byNearness = [.. Ranker.Search("出门遛狗不拴绳子", 5).OrderByDescending(hit => Nearness("出门遛狗不拴绳子", hit.Number)).Select(hit => Index.IdOf(hit.Number))];
        Assert.Equal("dog-lead", byNearness[0]);
        Assert.StartsWith("pool", byNearness[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Learning_again_from_the_same_data_gives_the_same_file() =>
        Assert.Equal(Saved(Model), Saved(RankingModel.Train(Passages, Questions, _ => { })));

    [Fact]
    public void A_saved_model_ranks_as_the_learned_one_does()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.model");
        Model.Save(path);
        var loaded = new LearnedRanker(Index, Passages, RankingModel.Load(path));
        File.Delete(path);
        Assert.All(Questions, question => Assert.Equal(Ranker.Search(question.Text, 5), loaded.Search(question.Text, 5)));
    }

    [Fact]
    public void A_model_outlives_passages_that_are_gone()
    {
        var rest = Passages[1..];
        var ranker = new LearnedRanker(Bm25fIndex.Build(rest, LearnedRanker.Parameters), rest, Model);
        Assert.NotEmpty(ranker.Search("遛狗要拴绳子吗", 5));
        Assert.False(Model.Knows(["dog-muzzle"]));
        Assert.True(Model.Knows(["dog-muzzle", "dog-lead"]));
    }

    [Fact]
    public void Nothing_to_learn_from_is_no_fault() =>
        Assert.Empty(new LearnedRanker(Index, Passages, RankingModel.Train(Passages, [], _ => { })).Search("", 5));

    private static double Nearness(string question, int number) =>
        Ranker.Explain(question, number).Parts.SelectMany(sign => sign.Parts).Single(part => part.Name.StartsWith("cosine", StringComparison.Ordinal)).Value;

    private static byte[] Saved(RankingModel model)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.model");
        model.Save(path);
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    private static string First(string question) => Index.IdOf(Ranker.Search(question, 1)[0].Number);
}
