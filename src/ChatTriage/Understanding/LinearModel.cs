using System.Numerics;

namespace ChatTriage.Understanding;

/// <summary>A weight for each pair of a term and a label, learned one example after the other with AdaGrad (Duchi, Hazan and Singer, JMLR 2011).</summary>
internal sealed class LinearModel
{
    private const int Epochs = 4;
    private const int Seed = 1;
    private const float LearningRate = 0.5f;

    /// <summary>An error of this size is not worth a step.</summary>
    private const double Settled = 1e-3;

    private readonly int labelCount;

    /// <summary>A row of weights for each term, as vectors that hold a weight for each label: the labels of one term are used together.</summary>
    private readonly Vector<float>[] weights;
    private readonly int width;

    public LinearModel(int termCount, int labelCount)
    {
        this.labelCount = labelCount;
        width = (labelCount + Vector<float>.Count - 1) / Vector<float>.Count;
        weights = new Vector<float>[termCount * width];
    }

    /// <summary>The score of each label.</summary>
    public double[] Scores((int Term, float Value)[] vector)
    {
        Span<Vector<float>> sums = stackalloc Vector<float>[width];
        foreach (var (term, value) in vector)
        {
            var row = weights.AsSpan(term * width, width);
            for (var i = 0; i < row.Length; i++) sums[i] += row[i] * value;
        }

        var scores = new double[labelCount];
        for (var label = 0; label < labelCount; label++) scores[label] = sums[label / Vector<float>.Count][label % Vector<float>.Count];
        return scores;
    }

    /// <summary>Learns from the vectors several times over, each time in another order that is always the same.</summary>
    /// <param name="vectors">What to learn from.</param>
    /// <param name="errorsOf">The errors of the scores of a vector, by its number: what the labels were given minus what is right.</param>
    public void Train(IReadOnlyList<(int Term, float Value)[]> vectors, Func<int, double[], double[]> errorsOf)
    {
        var squares = new Vector<float>[weights.Length];
        var random = new Random(Seed);
        var order = Enumerable.Range(0, vectors.Count).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            foreach (var i in order) Learn(vectors[i], errorsOf(i, Scores(vectors[i])), squares);
        }
    }

    /// <summary>Moves the weights against the errors, the less the more their gradients, of which <paramref name="squares"/> are summed, have moved them.</summary>
    private void Learn((int Term, float Value)[] vector, double[] errors, Vector<float>[] squares)
    {
        if (!Array.Exists(errors, error => Math.Abs(error) >= Settled)) return;
        Span<Vector<float>> steps = stackalloc Vector<float>[width];
        for (var label = 0; label < labelCount; label++)
        {
            if (Math.Abs(errors[label]) >= Settled)
                steps[label / Vector<float>.Count] = steps[label / Vector<float>.Count].WithElement(label % Vector<float>.Count, (float)errors[label]);
        }

        var least = new Vector<float>(1e-2f);
        foreach (var (term, value) in vector)
        {
            for (var i = 0; i < width; i++)
            {
                var at = term * width + i;
                var gradient = steps[i] * value;
                squares[at] += gradient * gradient;
                weights[at] -= gradient * LearningRate / Vector.SquareRoot(squares[at] + least);
            }
        }
    }
}
