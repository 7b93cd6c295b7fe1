namespace ChatTriage.Understanding;

/// <summary>
/// Two judges over the same characters and pairs of characters, weighted by inverse document frequency: multinomial logistic regression,
/// trained at construction with AdaGrad (Duchi, Hazan and Singer, JMLR 2011), and the vote of the nearest labelled questions, which knows
/// rare wordings that a linear rule smooths away. Deterministic: equal examples give equal scores.
/// </summary>
internal sealed class TextClassifier
{
    private const int Epochs = 4;
    private const float LearningRate = 0.5f;
    private const float Regularisation = 1e-5f;
    private const int Seed = 1;

    /// <summary>An error of this size is not worth a step.</summary>
    private const double Settled = 1e-3;

    private readonly Dictionary<string, int> vocabulary = [];
    private readonly string[] labels;
    private readonly float[] idf;

    /// <summary>A row of weights for each term: the labels of one term are used together.</summary>
    private readonly float[] weights;
    private readonly NearestQuestions nearest;

    /// <summary>Trains on labelled texts, which are normalised.</summary>
    public TextClassifier(IReadOnlyList<(string Text, string Label)> examples)
    {
        labels = [.. examples.Select(example => example.Label).Distinct().Order(StringComparer.Ordinal)];
        var terms = examples.Select(example => TermsOf(example.Text)).ToArray();
        var frequencies = new List<int>();
        foreach (var term in terms.SelectMany(set => set))
        {
            if (vocabulary.TryAdd(term, frequencies.Count)) frequencies.Add(1);
            else frequencies[vocabulary[term]]++;
        }

        idf = [.. frequencies.Select(frequency => MathF.Log(1 + examples.Count / (1f + frequency)))];
        weights = new float[idf.Length * labels.Length];
        var vectors = terms.Select(Vector).ToArray();
        int[] given = [.. examples.Select(example => Array.IndexOf(labels, example.Label))];
        nearest = new NearestQuestions(vectors, given, idf.Length, labels.Length);
        Train(vectors, given);
    }

    /// <summary>The labels, in the order of <see cref="Logits"/>.</summary>
    public IReadOnlyList<string> Classes => labels;

    /// <summary>How strongly the normalised text points to each label, before the softmax.</summary>
    /// <param name="text">The normalised text.</param>
    /// <param name="isOpen">Whether the regression's scores leave it open what the text is; where they do not, the nearest questions, which cost most, are not asked.</param>
    public double[] Logits(string text, Predicate<double[]>? isOpen = null)
    {
        var vector = Vector(TermsOf(text));
        var scores = Scores(vector);
        if (isOpen?.Invoke(scores) != false) nearest.AddVotes(vector, scores);
        return scores;
    }

    /// <summary>Scores as probabilities that add up to 1.</summary>
    public static double[] Softmax(double[] logits)
    {
        var greatest = logits.Max();
        var powers = new double[logits.Length];
        for (var i = 0; i < powers.Length; i++) powers[i] = Math.Exp(logits[i] - greatest);
        var sum = powers.Sum();
        for (var i = 0; i < powers.Length; i++) powers[i] /= sum;
        return powers;
    }

    private void Train((int Term, float Value)[][] vectors, int[] given)
    {
        var squares = new float[weights.Length];
        var random = new Random(Seed);
        var order = Enumerable.Range(0, vectors.Length).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var errors = Softmax(Scores(vectors[i]));
                errors[given[i]] -= 1;
                for (var label = 0; label < errors.Length; label++)
                {
                    if (Math.Abs(errors[label]) >= Settled) Step(label, vectors[i], (float)errors[label], squares);
                }
            }
        }
    }

    private void Step(int label, (int Term, float Value)[] vector, float error, float[] squares)
    {
        foreach (var (term, value) in vector)
        {
            var at = term * labels.Length + label;
            var gradient = error * value + Regularisation * weights[at];
            squares[at] += gradient * gradient;
            weights[at] -= LearningRate * gradient / MathF.Sqrt(squares[at] + 1e-2f);
        }
    }

    private double[] Scores((int Term, float Value)[] vector)
    {
        var scores = new double[labels.Length];
        foreach (var (term, value) in vector)
        {
            var row = weights.AsSpan(term * scores.Length, scores.Length);
            for (var label = 0; label < row.Length; label++) scores[label] += row[label] * value;
        }

        return scores;
    }

    /// <summary>The known terms with their weights, as a vector of length 1.</summary>
    private (int Term, float Value)[] Vector(IEnumerable<string> terms)
    {
        var known = new List<(int Term, float Value)>();
        foreach (var term in terms)
            if (vocabulary.TryGetValue(term, out var index)) known.Add((index, idf[index]));
        var norm = MathF.Sqrt(known.Sum(entry => entry.Value * entry.Value));
        return [.. known.Select(entry => (entry.Term, entry.Value / norm))];
    }

    /// <summary>Characters and pairs, with marks for the start and the end: 吗 at the end is not 吗 inside.</summary>
    private static HashSet<string> TermsOf(string text)
    {
        var marked = $"^{text.Replace(" ", "", StringComparison.Ordinal)}$";
        var terms = new HashSet<string>();
        for (var i = 0; i < marked.Length; i++)
        {
            terms.Add(marked.Substring(i, 1));
            if (i + 1 < marked.Length) terms.Add(marked.Substring(i, 2));
        }

        return terms;
    }
}
