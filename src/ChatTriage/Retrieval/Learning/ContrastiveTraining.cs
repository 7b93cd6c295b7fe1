using System.Numerics.Tensors;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>
/// Teaches a <see cref="DualEncoder"/>: of the passages of a batch a question should be nearest to its own. First on pairs made of the
/// corpus itself, which helps passages that nobody has asked for; then on judged questions. One thread and a fixed seed: the same data
/// give the same table. Measured and left out: passages that words find as further negatives, pairs made of the corpus among the questions.
/// </summary>
internal sealed class ContrastiveTraining
{
    private const int Seed = 20261128;

    /// <summary>Cosines are divided by this before the softmax.</summary>
    private const float Temperature = 0.05f;

    private const int PairEpochs = 8;
    private const int PairBatch = 256;
    private const float PairRate = 0.05f;
    private const int QuestionEpochs = 20;
    private const int QuestionBatch = 128;
    private const float QuestionRate = 0.1f;

    private readonly Corpus corpus;
    private readonly float[] table;
    private readonly float[] squares;
    private readonly float rate;

    private ContrastiveTraining(Corpus corpus, float[] table, float rate)
    {
        this.corpus = corpus;
        this.table = table;
        this.rate = rate;
        squares = new float[table.Length / DualEncoder.Width];
    }

    private int RowCount => squares.Length;

    /// <summary>Learns from the corpus alone. A small corpus gets as many rows as it has terms.</summary>
    public static ContrastiveTraining OnPassages(Corpus corpus)
    {
        var random = new Random(Seed);
        var rowCount = Math.Clamp(corpus.Index.Segments.SelectMany(segment => segment.Keys.ToArray()).Distinct().Count(key => key != 0), 1, DualEncoder.MostRows);
        var table = new float[rowCount * DualEncoder.Width];
        for (var i = 0; i < table.Length; i++) table[i] = (2 * random.NextSingle() - 1) / MathF.Sqrt(DualEncoder.Width);

        var training = new ContrastiveTraining(corpus, table, PairRate);
        var pairs = new SelfMadePairs(corpus);
        int[] order = [.. Enumerable.Range(0, corpus.Passages.Count)];
        for (var epoch = 0; epoch < PairEpochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var batch in order.Chunk(PairBatch))
            {
                var made = Array.ConvertAll(batch, passage => pairs.Make(passage, random));
                training.Step(Array.ConvertAll(made, pair => training.RowsOf(pair.Part)), Array.ConvertAll(made, pair => training.RowsOf(pair.Whole)), (_, _) => false);
            }
        }

        return training;
    }

    /// <summary>An encoder that has learned from these questions too; what was learned from the corpus stays as it is.</summary>
    public DualEncoder Teach(IReadOnlyList<JudgedQuestion> questions)
    {
        var training = new ContrastiveTraining(corpus, [.. table], QuestionRate);
        var answers = questions.Select(question => question.Passages.Where(corpus.Numbers.ContainsKey).Select(id => corpus.Numbers[id]).ToHashSet()).ToArray();
        var rows = questions.Select(question => DualEncoder.RowsOf(question.Text, corpus.Index, RowCount)).ToArray();
        var passages = answers.SelectMany(own => own).Distinct().ToDictionary(passage => passage, passage => training.RowsOf(corpus.Passages[passage]));
        var pairs = answers.SelectMany((own, question) => own.Order().Select(passage => (Question: question, Passage: passage))).ToArray();
        var random = new Random(Seed);
        for (var epoch = 0; epoch < QuestionEpochs; epoch++)
        {
            random.Shuffle(pairs);
            foreach (var batch in pairs.Chunk(QuestionBatch))
            {
                training.Step(
                    Array.ConvertAll(batch, pair => rows[pair.Question]), Array.ConvertAll(batch, pair => passages[pair.Passage]),
                    (question, passage) => answers[batch[question].Question].Contains(batch[passage].Passage));
            }
        }

        return DualEncoder.Of(training.table);
    }

    private WeightedRow[] RowsOf(IndexedPassage passage) => DualEncoder.RowsOf(passage, corpus.Index, RowCount);

    /// <summary>One step down the loss of a batch: the softmax over its passages should give each question's own all of the mass, others that answer it aside.</summary>
    private void Step(WeightedRow[][] questions, WeightedRow[][] passages, Func<int, int, bool> alsoAnswers)
    {
        var (asked, answering) = (new Batch(this, questions), new Batch(this, passages));
        var mass = new float[passages.Length];
        for (var i = 0; i < questions.Length; i++)
        {
            for (var j = 0; j < mass.Length; j++)
                mass[j] = j != i && alsoAnswers(i, j) ? float.NegativeInfinity : TensorPrimitives.Dot<float>(asked[i], answering[j]) / Temperature;
            TensorPrimitives.SoftMax<float>(mass, mass);
            mass[i] -= 1;
            for (var j = 0; j < mass.Length; j++)
            {
                var pull = mass[j] / Temperature / questions.Length;
                if (MathF.Abs(pull) < 1e-6f) continue;
                TensorPrimitives.MultiplyAdd(answering[j], pull, asked.SlopeOf(i), asked.SlopeOf(i));
                TensorPrimitives.MultiplyAdd(asked[i], pull, answering.SlopeOf(j), answering.SlopeOf(j));
            }
        }

        asked.Descend();
        answering.Descend();
    }

    private Span<float> Row(int row) => table.AsSpan(row * DualEncoder.Width, DualEncoder.Width);

    /// <summary>The vectors of some texts, and the slope of the loss at each.</summary>
    private sealed class Batch
    {
        private readonly ContrastiveTraining training;
        private readonly WeightedRow[][] texts;
        private readonly float[] vectors;
        private readonly float[] slopes;
        private readonly float[] lengths;

        public Batch(ContrastiveTraining training, WeightedRow[][] texts)
        {
            this.training = training;
            this.texts = texts;
            vectors = new float[texts.Length * DualEncoder.Width];
            slopes = new float[vectors.Length];
            lengths = new float[texts.Length];
            for (var i = 0; i < texts.Length; i++)
            {
                foreach (var (row, weight) in texts[i]) TensorPrimitives.MultiplyAdd(training.Row(row), weight, this[i], this[i]);
                lengths[i] = MathF.Max(TensorPrimitives.Norm<float>(this[i]), 1e-9f);
                TensorPrimitives.Divide(this[i], lengths[i], this[i]);
            }
        }

        public Span<float> this[int text] => vectors.AsSpan(text * DualEncoder.Width, DualEncoder.Width);

        public Span<float> SlopeOf(int text) => slopes.AsSpan(text * DualEncoder.Width, DualEncoder.Width);

        /// <summary>Moves the rows: Adagrad (Duchi, Hazan and Singer, JMLR 2011) with one sum of squares a row.</summary>
        public void Descend()
        {
            for (var i = 0; i < texts.Length; i++)
            {
                var slope = SlopeOf(i);
                TensorPrimitives.MultiplyAdd(this[i], -TensorPrimitives.Dot<float>(this[i], slope), slope, slope);
                TensorPrimitives.Divide(slope, lengths[i], slope);
                var square = TensorPrimitives.SumOfSquares<float>(slope) / DualEncoder.Width;
                if (square == 0) continue;
                foreach (var (row, weight) in texts[i])
                {
                    training.squares[row] += square * weight * weight;
                    TensorPrimitives.MultiplyAdd(slope, -training.rate * weight / (MathF.Sqrt(training.squares[row]) + 1e-10f), training.Row(row), training.Row(row));
                }
            }
        }
    }
}
