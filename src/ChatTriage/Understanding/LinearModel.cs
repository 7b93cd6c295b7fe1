namespace ChatTriage.Understanding;

/// <summary>A weight for each pair of a term and a label, learned one example after the other with AdaGrad (Duchi, Hazan and Singer, JMLR 2011).</summary>
internal sealed class LinearModel(int termCount, int labelCount)
{
    private const float LearningRate = 0.5f;
    private const float Regularisation = 1e-5f;

    /// <summary>An error of this size is not worth a step.</summary>
    private const double Settled = 1e-3;

    /// <summary>A row of weights for each term: the labels of one term are used together.</summary>
    private readonly float[] weights = new float[termCount * labelCount];
    private readonly float[] squares = new float[termCount * labelCount];

    /// <summary>The score of each label.</summary>
    public double[] Scores((int Term, float Value)[] vector)
    {
        var scores = new double[labelCount];
        foreach (var (term, value) in vector)
        {
            var row = weights.AsSpan(term * labelCount, labelCount);
            for (var label = 0; label < row.Length; label++) scores[label] += row[label] * value;
        }

        return scores;
    }

    /// <summary>Moves the weights against the errors, which are what the labels were given minus what is right.</summary>
    public void Learn((int Term, float Value)[] vector, double[] errors)
    {
        for (var label = 0; label < errors.Length; label++)
        {
            if (Math.Abs(errors[label]) < Settled) continue;
            foreach (var (term, value) in vector)
            {
                var at = term * labelCount + label;
                var gradient = (float)errors[label] * value + Regularisation * weights[at];
                squares[at] += gradient * gradient;
                weights[at] -= LearningRate * gradient / MathF.Sqrt(squares[at] + 1e-2f);
            }
        }
    }
}
