using System.Buffers;
using System.Numerics.Tensors;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>Ranks the passages of an index with what judged questions taught: a weighted sum of signs over the likeliest candidates.</summary>
public sealed class LearnedRanker
{
    private const int ByWords = 300;
    private const int ByQuestions = 150;
    private const int ByTranslation = 150;
    private const int InAskedTexts = 200;
    private const int ByVectors = 100;

    private readonly Corpus corpus;
    private readonly RankingModel model;
    private readonly QuestionMemory memory;
    private readonly PassageVectors vectors;

    /// <summary>Joins a model to the index of a corpus.</summary>
    /// <param name="index">The index, built with <see cref="Parameters"/>.</param>
    /// <param name="passages">The passages that the index was built of.</param>
    /// <param name="model">What was learned.</param>
    public LearnedRanker(Bm25fIndex index, IReadOnlyList<IndexedPassage> passages, RankingModel model)
        : this(new Corpus(index, passages), model)
    {
    }

    internal LearnedRanker(Corpus corpus, RankingModel model)
    {
        this.corpus = corpus;
        this.model = model;
        memory = new QuestionMemory(corpus, model.Questions);
        vectors = model.Encoder.Encode(corpus);
    }

    /// <summary>The parameters of the index under it.</summary>
    public static Bm25fParameters Parameters { get; } = new();

    /// <summary>What it needs beside the index, in bytes.</summary>
    public long Bytes => memory.Bytes + vectors.Bytes + 8L * corpus.Passages.Count;

    /// <summary>The best passages for a question, best first; only candidates that words, lay questions, translation or vectors bring up.</summary>
    public RankedPassage[] Search(string question, int count)
    {
        var (candidates, rows) = Read(question);
        var scores = new float[candidates.Length];
        for (var i = 0; i < scores.Length; i++) scores[i] = -TensorPrimitives.Dot<float>(rows[i], model.Weights);
        Array.Sort(scores, candidates);
        var best = new RankedPassage[Math.Min(count, candidates.Length)];
        for (var i = 0; i < best.Length; i++) best[i] = new RankedPassage(candidates[i], -scores[i]);
        return best;
    }

    /// <summary>Why a passage has its score: each sign with its weight.</summary>
    public Explanation Explain(string question, int number)
    {
        var (candidates, rows) = Read(question);
        var place = Array.IndexOf(candidates, number);
        var id = corpus.Index.IdOf(number);
        if (place < 0) return new Explanation($"{id} is no candidate for this question", 0);
        Explanation[] signs =
        [
            .. rows[place].Select((value, sign) => new Explanation(
                "sign = weight × value", model.Weights[sign] * value, new Explanation("weight", model.Weights[sign]),
                sign == Signs.Bm25f ? new Explanation(Signs.Names[sign], value, corpus.Index.Explain(question, number)) : new Explanation(Signs.Names[sign], value))),
        ];
        return new Explanation($"score of {id} = sum over signs", signs.Sum(sign => sign.Value), signs);
    }

    /// <summary>A judged question as an example to learn weights from.</summary>
    internal RankedList ListOf(JudgedQuestion question, float unseenWeight)
    {
        var (candidates, rows) = Read(question.Text);
        int[] answers = [.. question.Passages.Where(corpus.Numbers.ContainsKey).Select(id => corpus.Numbers[id])];
        var isUnseen = !answers.Any(answer => memory.QuestionsOf(answer) > 0);
        return new RankedList(rows, [.. candidates.Select(candidate => answers.Contains(candidate))], question.Passages.Count, isUnseen ? unseenWeight : 1);
    }

    private (int[] Candidates, float[][] Signs) Read(string question)
    {
        var count = corpus.Passages.Count;
        var terms = corpus.Index.QueryOf(question);
        var recollection = memory.Recall(question, terms);
        var words = ArrayPool<float>.Shared.Rent(count);
        var translated = ArrayPool<float>.Shared.Rent(count);
        var near = ArrayPool<float>.Shared.Rent(count);
        corpus.Index.Score(terms, words.AsSpan(0, count));
        corpus.Index.Score(model.Translation.Translate(question, corpus.Index), translated.AsSpan(0, count));
        vectors.Score(model.Encoder.Encode(question, corpus.Index), near.AsSpan(0, count));

        var candidates = Candidates(words.AsSpan(0, count), translated.AsSpan(0, count), near.AsSpan(0, count), recollection);
        var rows = new float[candidates.Length][];
        for (var i = 0; i < rows.Length; i++) rows[i] = SignsOf(candidates[i], words[candidates[i]], translated[candidates[i]], near[candidates[i]], recollection);
        ArrayPool<float>.Shared.Return(words);
        ArrayPool<float>.Shared.Return(translated);
        ArrayPool<float>.Shared.Return(near);
        return (candidates, rows);
    }

    private int[] Candidates(ReadOnlySpan<float> words, ReadOnlySpan<float> translated, ReadOnlySpan<float> near, Recollection recollection)
    {
        var candidates = new HashSet<int>();
        Add(words, ByWords);
        Add(translated, ByTranslation);
        Add(near, ByVectors);

        var withQuestions = new TopPassages(ByQuestions);
        foreach (var passage in memory.Asked) withQuestions.Offer(recollection.WithQuestions.GetValueOrDefault(passage), passage);
        candidates.UnionWith(withQuestions.Take().Select(hit => hit.Number));

        var inAskedTexts = new TopPassages(InAskedTexts);
        foreach (var passage in memory.InAskedTexts) inAskedTexts.Offer(words[passage], passage);
        candidates.UnionWith(inAskedTexts.Take().Select(hit => hit.Number));
        return [.. candidates.Order()];

        void Add(ReadOnlySpan<float> scores, int most)
        {
            var top = new TopPassages(most);
            top.Offer(scores, 0);
            candidates.UnionWith(top.Take().Select(hit => hit.Number));
        }
    }

    private float[] SignsOf(int passage, float words, float translated, float near, Recollection recollection)
    {
        var (title, chapter, asked) = (corpus.Titles[passage], corpus.Chapters[passage], memory.QuestionsOf(passage));
        var signs = new float[Signs.Count];
        signs[Signs.Bm25f] = words / 20;
        signs[Signs.WithQuestions] = (asked > 0 ? recollection.WithQuestions.GetValueOrDefault(passage) : words) / 20;
        signs[Signs.Translation] = translated / 20;
        signs[Signs.IsTextAsked] = memory.IsAsked(title) ? 1 : 0;
        signs[Signs.TextVote] = 3 * recollection.TitleVotes.GetValueOrDefault(title) / recollection.Votes;
        signs[Signs.ChapterVote] = 3 * recollection.ChapterVotes.GetValueOrDefault(chapter) / recollection.Votes;
        signs[Signs.ChapterQuestions] = recollection.Chapters.GetValueOrDefault(chapter) / 20;
        signs[Signs.QuestionCount] = MathF.Log(1 + asked);
        signs[Signs.HasQuestions] = asked > 0 ? 1 : 0;
        signs[Signs.Nearness] = 5 * near;
        return signs;
    }
}
