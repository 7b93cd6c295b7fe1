using System.Text;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>
/// What judged questions teach about ranking: the questions themselves, what lay terms stand for, vectors, and how much each sign weighs. It
/// names passages by their ids and holds no index, so that it outlives changes of the corpus.
/// </summary>
public sealed class RankingModel
{
    private const string Mark = "ChatTriage ranking 2\n";

    /// <summary>
    /// Questions are learned from in this many parts, each seen through a model of the others: a sign that only knows its own
    /// questions must not look strong.
    /// </summary>
    private const int Folds = 5;

    /// <summary>
    /// A question whose passages nobody has asked for counts this often. Left alone the sum trusts what has been asked and outranks
    /// all else; chosen on the training questions so that the two kinds together gain most.
    /// </summary>
    private const float UnseenWeight = 3;

    private readonly Lazy<HashSet<string>> known;

    internal RankingModel(IReadOnlyList<JudgedQuestion> questions, TermTranslation translation, DualEncoder encoder, float[] weights)
    {
        Questions = questions;
        Translation = translation;
        Encoder = encoder;
        Weights = weights;
        known = new(() => questions.SelectMany(question => question.Passages).ToHashSet());
    }

    /// <summary>The questions that it was learned from.</summary>
    public IReadOnlyList<JudgedQuestion> Questions { get; }

    internal TermTranslation Translation { get; }

    internal DualEncoder Encoder { get; }

    /// <summary>The weights of the signs, in the order of <see cref="Signs"/>.</summary>
    internal float[] Weights { get; }

    /// <summary>Learns from judged questions. The same passages and questions give the same model.</summary>
    /// <param name="passages">The corpus.</param>
    /// <param name="questions">The questions; passages that are not in the corpus are passed over.</param>
    /// <param name="progress">Told in one line each what was done and measured.</param>
    public static RankingModel Train(IReadOnlyList<IndexedPassage> passages, IReadOnlyList<JudgedQuestion> questions, Action<string> progress)
    {
        var index = Bm25fIndex.Build(passages, LearnedRanker.Parameters);
        var corpus = new Corpus(index, passages);
        progress($"{questions.Count} questions over {passages.Count} passages");
        var training = ContrastiveTraining.OnPassages(corpus);
        var lists = new List<(RankedList List, int Fold)>[Folds];
        // Each fold has a table of its own to teach, so that more at once would cost memory and gain nothing.
        Parallel.For(0, Folds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            JudgedQuestion[] others = [.. questions.Where(question => FoldOf(question) != fold)];
            var ranker = new LearnedRanker(corpus, new RankingModel(others, Translate(corpus, others), training.Teach(others), new float[Signs.Count]));
            lists[fold] = [.. questions.Where(question => FoldOf(question) == fold).Select(question => (ranker.ListOf(question, UnseenWeight), fold))];
        });

        var all = lists.SelectMany(list => list).ToArray();
        progress(HeldOut(all));
        return new RankingModel(questions, Translate(corpus, questions), training.Teach(questions), ListwiseRegression.Fit([.. all.Select(entry => entry.List)], Signs.Count));
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="IOException">When the file is no model, or one of another version.</exception>
    public static RankingModel Load(string path)
    {
        using var file = new BinaryReader(File.OpenRead(path));
        try
        {
            if (Encoding.ASCII.GetString(file.ReadBytes(Mark.Length)) != Mark) throw new InvalidDataException();
            var weights = new float[file.ReadByte()];
            if (weights.Length != Signs.Count) throw new InvalidDataException();
            for (var i = 0; i < weights.Length; i++) weights[i] = file.ReadSingle();
            var questions = new JudgedQuestion[file.ReadInt32()];
            for (var i = 0; i < questions.Length; i++)
            {
                var text = file.ReadString();
                var passages = new string[file.ReadInt32()];
                for (var j = 0; j < passages.Length; j++) passages[j] = file.ReadString();
                questions[i] = new JudgedQuestion(text, passages);
            }

            return new RankingModel(questions, TermTranslation.Read(file), DualEncoder.Read(file), weights);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or OverflowException or ArgumentException)
        {
            throw new IOException($"{path}: this is no ranking model of this version. Write one with \"chattriage train\".", fault);
        }
    }

    /// <summary>Writes the model to a file.</summary>
    public void Save(string path)
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write(Encoding.ASCII.GetBytes(Mark));
        file.Write((byte)Weights.Length);
        foreach (var weight in Weights) file.Write(weight);
        file.Write(Questions.Count);
        foreach (var question in Questions)
        {
            file.Write(question.Text);
            file.Write(question.Passages.Count);
            foreach (var passage in question.Passages) file.Write(passage);
        }

        Translation.Write(file);
        Encoder.Write(file);
    }

    /// <summary>Whether one of the passages had a question to learn from.</summary>
    public bool Knows(IEnumerable<string> passages) => passages.Any(known.Value.Contains);

    private static TermTranslation Translate(Corpus corpus, IReadOnlyList<JudgedQuestion> questions) => TermTranslation.Learn(
        [.. from question in questions from id in question.Passages where corpus.Numbers.ContainsKey(id)
            let passage = corpus.Passages[corpus.Numbers[id]] select (question.Text, $"{passage.Text}\n{passage.Heading}")]);

    /// <summary>By the question's text, so that order and company do not matter: FNV-1a.</summary>
    private static int FoldOf(JudgedQuestion question) => (int)(question.Text.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u) >> 8) % Folds;

    /// <summary>What the sum is worth where neither the signs nor the weights have seen the question.</summary>
    private static string HeldOut((RankedList List, int Fold)[] all)
    {
        var gains = new List<(double Gain, bool IsUnseen)>();
        foreach (var part in all.GroupBy(entry => entry.Fold))
        {
            var weights = ListwiseRegression.Fit([.. all.Where(entry => entry.Fold != part.Key).Select(entry => entry.List)], Signs.Count);
            gains.AddRange(part.Select(entry => (entry.List.Ndcg10(weights), entry.List.Weight > 1)));
        }

        if (gains.Count == 0) return "nothing to hold out";
        return FormattableString.Invariant($"held out: nDCG@10 {gains.Average(gain => gain.Gain):0.0000}, on the {gains.Count(gain => gain.IsUnseen)} whose passages had no question {gains.Where(gain => gain.IsUnseen).Select(gain => gain.Gain).DefaultIfEmpty().Average():0.0000}");
    }
}
