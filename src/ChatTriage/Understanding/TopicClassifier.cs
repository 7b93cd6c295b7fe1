using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>
/// Multinomial logistic regression over single characters and pairs of characters, weighted by inverse document frequency and
/// trained at construction with AdaGrad (Duchi, Hazan and Singer, JMLR 2011). Deterministic: equal examples give equal weights.
/// </summary>
internal sealed class TopicClassifier
{
    private const int Epochs = 8;
    private const double LearningRate = 0.5;
    private const double Regularisation = 1e-5;
    private const int Seed = 1;

    private readonly Dictionary<string, int> vocabulary = [];
    private readonly float[] idf;
    private readonly float[][] weights;

    /// <summary>Trains on labelled questions whose text is normalised.</summary>
    public TopicClassifier(IReadOnlyList<LabelledQuestion> examples)
    {
        string[] labels = [.. examples.Select(example => example.TopicId).Distinct().Order(StringComparer.Ordinal)];
        Classes = labels;
        var terms = examples.Select(example => TermsOf(example.Text).ToHashSet()).ToArray();
        var frequencies = new List<int>();
        foreach (var term in terms.SelectMany(set => set))
        {
            if (vocabulary.TryAdd(term, frequencies.Count)) frequencies.Add(1);
            else frequencies[vocabulary[term]]++;
        }

        idf = [.. frequencies.Select(frequency => (float)Math.Log(1 + examples.Count / (1.0 + frequency)))];
        weights = [.. Classes.Select(_ => new float[vocabulary.Count])];
        Train([.. terms.Select(Vector)], [.. examples.Select(example => Array.IndexOf(labels, example.TopicId))]);
    }

    /// <summary>The labels, in the order of <see cref="Logits"/>.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>How strongly the normalised text points to each label, before the softmax.</summary>
    public double[] Logits(string text) => Scores(Vector(TermsOf(text).ToHashSet()));

    /// <summary>Scores as probabilities that add up to 1.</summary>
    public static double[] Softmax(double[] logits)
    {
        var greatest = logits.Max();
        var powers = logits.Select(logit => Math.Exp(logit - greatest)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }

    private void Train((int Term, float Value)[][] vectors, int[] labels)
    {
        var squares = weights.Select(row => new float[row.Length]).ToArray();
        var random = new Random(Seed);
        var order = Enumerable.Range(0, vectors.Length).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order)
            {
                var probabilities = Softmax(Scores(vectors[i]));
                for (var label = 0; label < weights.Length; label++)
                    Step(weights[label], squares[label], vectors[i], probabilities[label] - (label == labels[i] ? 1 : 0));
            }
        }
    }

    private static void Step(float[] row, float[] squares, (int Term, float Value)[] vector, double error)
    {
        if (Math.Abs(error) < 1e-4) return;
        foreach (var (term, value) in vector)
        {
            var gradient = error * value + Regularisation * row[term];
            squares[term] += (float)(gradient * gradient);
            row[term] -= (float)(LearningRate * gradient / Math.Sqrt(squares[term] + 1e-2));
        }
    }

    private double[] Scores((int Term, float Value)[] vector)
    {
        var scores = new double[weights.Length];
        for (var label = 0; label < scores.Length; label++)
        {
            foreach (var (term, value) in vector) scores[label] += weights[label][term] * value;
        }

        return scores;
    }

    private (int Term, float Value)[] Vector(IEnumerable<string> terms)
    {
        var known = terms.Where(vocabulary.ContainsKey).Select(term => vocabulary[term]).Select(term => (Term: term, Value: idf[term])).ToArray();
        var norm = MathF.Sqrt(known.Sum(entry => entry.Value * entry.Value));
        return [.. known.Select(entry => (entry.Term, entry.Value / norm))];
    }

    /// <summary>Characters and pairs, with marks for the start and the end: 吗 at the end is not 吗 inside.</summary>
    private static IEnumerable<string> TermsOf(string text)
    {
        var marked = $"^{text.Replace(" ", "", StringComparison.Ordinal)}$";
        for (var i = 0; i < marked.Length; i++)
        {
            yield return marked.Substring(i, 1);
            if (i + 1 < marked.Length) yield return marked.Substring(i, 2);
        }
    }
}
