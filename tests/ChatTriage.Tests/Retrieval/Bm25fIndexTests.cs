using ChatTriage.Retrieval.Indexing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Retrieval;

/// <summary>The ranking laws, by hand on three passages and by property on many.</summary>
public sealed class Bm25fIndexTests
{
    private static readonly IndexedPassage[] Three =
    [
        new("a", "电话", "", "催收电话", ["打我电话"]),
        new("b", "", "上门", "催收上门", []),
        new("c", "", "", "信用卡", []),
    ];

    [Fact]
    public void A_score_is_the_sum_over_terms_of_idf_and_saturated_field_frequencies()
    {
        var index = Bm25fIndex.Build(Three, new Bm25fParameters(K1: 1.2, B: 0.75, Title: 2, Questions: 0.6));

        // 电 is in passage a alone: idf = ln(1 + (3 - 1 + .5) / (1 + .5)). The title has 3 terms, as on average where there is one:
        // 2 × 1 / 1. The text has 7, the texts 7, 7 and 5, 19 / 3 on average. The question's 7 terms are the average: .6.
        var idf = Math.Log(1 + 2.5 / 1.5);
        var frequency = 2 + 1 / (0.25 + 0.75 * 7 / (19 / 3d)) + 0.6;
        var hit = Assert.Single(index.Search("电", 10));
        Assert.Equal("a", index.IdOf(hit.Number));
        Assert.Equal(2.2 * idf * frequency / (frequency + 1.2), hit.Score, tolerance: 1e-3);
    }

    [Fact]
    public void A_rarer_term_weighs_more_and_a_term_that_nobody_has_weighs_most()
    {
        var index = Bm25fIndex.Build(Three, new Bm25fParameters());
        var idf = index.QueryOf("催、卡、龘").ToDictionary(term => (char)(term.Key >> 16), term => term.Weight);
        Assert.True(idf['催'] < idf['卡'] && idf['卡'] < idf['龘']);
    }

    [Fact]
    public void Of_equal_passages_the_earlier_is_first_and_a_shorter_text_beats_a_longer()
    {
        var index = Bm25fIndex.Build([Of("long", "催收电话，还有别的许多话"), Of("short", "催收电话"), Of("twin", "催收电话")], new Bm25fParameters());
        Assert.Equal(["short", "twin", "long"], index.Search("催收", 3).Select(hit => index.IdOf(hit.Number)));
    }

    [Fact]
    public void A_field_of_weight_zero_is_not_there() =>
        Assert.Empty(Bm25fIndex.Build(Three, new Bm25fParameters(Questions: 0)).Search("打", 3));

    [Fact]
    public void Case_and_width_do_not_count_and_words_are_whole()
    {
        var index = Bm25fIndex.Build([Of("a", "ＡＰＰ读了通讯录"), Of("b", "12378")], new Bm25fParameters());
        Assert.Equal("a", index.IdOf(Assert.Single(index.Search("app", 3)).Number));
        Assert.Equal("b", index.IdOf(Assert.Single(index.Search("打１２３７８", 3)).Number));
        Assert.Empty(index.Search("123", 3));
    }

    [Fact]
    public void A_term_that_many_passages_have_counts_as_exactly_as_a_rare_one()
    {
        // 催 is in two of three passages, then in two of a hundred: in the first index it has a row, in the second postings.
        IndexedPassage[] few = [Of("a", "催收"), Of("b", "催款催款"), Of("c", "上门")];
        var many = Bm25fIndex.Build([.. few, .. Enumerable.Range(0, 97).Select(i => Of($"{i}", "上门"))], new Bm25fParameters());
        var small = Bm25fIndex.Build(few, new Bm25fParameters());
        foreach (var index in (Bm25fIndex[])[small, many])
        {
            var hits = index.Search("催", 9);
            Assert.Equal(["b", "a"], hits.Select(hit => index.IdOf(hit.Number)));

            // The texts have 3, 7 and 3 terms.
            var average = (3 + 7 + 3d * (index.Count - 2)) / index.Count;
            var frequency = 2 / (0.25 + 0.75 * 7 / average);
            Assert.Equal(2.2 * Math.Log(1 + (index.Count - 1.5) / 2.5) * frequency / (frequency + 1.2), hits[0].Score, tolerance: 1e-3);
        }
    }

    [Fact]
    public void An_empty_index_finds_nothing() => Assert.Empty(Bm25fIndex.Build([], new Bm25fParameters()).Search("催收", 3));

    [Property]
    public Property An_explanation_sums_to_the_score_that_search_gives() => Prop.ForAll(Corpora(), corpus =>
    {
        var (texts, query) = corpus;
        var index = Build(texts);
        foreach (var hit in index.Search(query, 100))
        {
            var explanation = index.Explain(query, hit.Number);
            // As near as the single precision of the scores allows.
            Assert.Equal(hit.Score, explanation.Value, tolerance: 1e-5 * Math.Max(1, hit.Score));
            Assert.Equal(hit.Score, index.ScoreOf(index.QueryOf(query), hit.Number), tolerance: 1e-5 * Math.Max(1, hit.Score));
            Assert.Equal(explanation.Value, explanation.Parts.Sum(term => term.Value), tolerance: 1e-9);
            Assert.All(explanation.Parts, term => Assert.Equal(term.Value, term.Parts.Aggregate(1d, (product, part) => product * part.Value), tolerance: 1e-5 * Math.Max(1, term.Value)));
        }
    });

    [Property]
    public Property The_best_few_are_the_beginning_of_all() => Prop.ForAll(Corpora(), corpus =>
    {
        var (texts, query) = corpus;
        var index = Build(texts);
        var all = index.Search(query, int.MaxValue);
        Assert.Equal(all.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Number), all);
        Assert.All(Enumerable.Range(0, 12), count => Assert.Equal(all.Take(count), index.Search(query, count)));
    });

    [Property]
    public Property Two_indexes_together_answer_as_one_over_all_passages_does() => Prop.ForAll(Corpora(), Corpora(), (first, second) =>
    {
        // Lengths are averaged over each of the two by itself; where they do not count the two agree to the bit.
        var parameters = new Bm25fParameters(B: 0);
        IndexedPassage[] all = [.. first.Texts.Concat(second.Texts).Select((text, i) => Of($"{i}", text))];
        var (one, together) = (Bm25fIndex.Build(all, parameters), Bm25fIndex.Build(all[..first.Texts.Length], parameters).With(Bm25fIndex.Build(all[first.Texts.Length..], parameters)));
        Assert.Equal(one.Search(first.Query, 20), together.Search(first.Query, 20));
        Assert.Equal(one.Count, together.Count);
        Assert.Equal(all.Select(passage => passage.Id), Enumerable.Range(0, together.Count).Select(together.IdOf));
    });

    [Property]
    public Property A_saved_index_answers_as_the_built_one_does() => Prop.ForAll(Corpora(), corpus =>
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.index");
        var (texts, query) = corpus;
        var index = Build(texts);
        index.Save(path);
        var opened = Bm25fIndex.Open(path);
        File.Delete(path);
        Assert.Equal(index.Search(query, 20), opened.Search(query, 20));
        Assert.Equal(index.Parameters, opened.Parameters);
        Assert.Equal(Enumerable.Range(0, index.Count).Select(index.IdOf), Enumerable.Range(0, opened.Count).Select(opened.IdOf));
    });

    [Fact]
    public void More_passages_than_fit_one_segment_are_found_with_any_number_of_threads()
    {
        IndexedPassage[] many = [.. Enumerable.Range(0, 70_000).Select(i => Of($"{i}", $"第{i}条 催收{(char)('一' + i % 500)}"))];
        var one = Bm25fIndex.Build(many, new Bm25fParameters(), parallelism: 1);
        var all = Bm25fIndex.Build(many, new Bm25fParameters());
        Assert.Equal(69_999, one.Search("69999", 1)[0].Number);
        Assert.Equal(one.Search("催收丁", 500), all.Search("催收丁", 500));
        Assert.All(one.Search("丁", 500), hit => Assert.Equal('丁', many[hit.Number].Text[^1]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is some other file")]
    public void A_file_that_is_no_index_is_refused_by_name(string content)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.index");
        File.WriteAllText(path, content);
        Assert.Contains(path, Assert.Throws<IOException>(() => Bm25fIndex.Open(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.index");
        Bm25fIndex.Build(Three, new Bm25fParameters()).Save(path);
        var whole = File.ReadAllBytes(path);
        foreach (var length in (int[])[10, 40, 100, whole.Length - 4])
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<IOException>(() => Bm25fIndex.Open(path));
        }

        File.Delete(path);
    }

    private static IndexedPassage Of(string id, string text) => new(id, "", "", text, []);

    private static Bm25fIndex Build(string[] texts) => Bm25fIndex.Build([.. texts.Select((text, i) => Of($"{i}", text))], new Bm25fParameters());

    private static Arbitrary<(string[] Texts, string Query)> Corpora()
    {
        var text = Gen.Elements("催收电话上门信用卡逾期,。A1 b".ToCharArray()).ArrayOf().Select(chars => new string(chars));
        return (from texts in text.ArrayOf() from query in text select (texts, query)).ToArbitrary();
    }
}
