using System.Numerics.Tensors;

namespace ChatTriage.Retrieval.Learning;

/// <summary>A question's candidates as rows of numbers, and which of them answer it.</summary>
/// <param name="Rows">The candidates.</param>
/// <param name="Answers">Which of them answer.</param>
/// <param name="Relevant">How many passages answer in all.</param>
/// <param name="Weight">How often the question counts.</param>
internal sealed record RankedList(float[][] Rows, bool[] Answers, int Relevant, float Weight)
{
    /// <summary>nDCG@10 of the candidates in the order of a weighted sum.</summary>
    public double Ndcg10(float[] weights)
    {
        var order = Enumerable.Range(0, Rows.Length).OrderByDescending(i => TensorPrimitives.Dot<float>(Rows[i], weights)).Take(10);
        return order.Select((i, place) => Answers[i] ? 1 / Math.Log2(place + 2) : 0).Sum()
            / Enumerable.Range(0, Math.Min(10, Relevant)).Sum(place => 1 / Math.Log2(place + 2));
    }
}

/// <summary>
/// Learns the weights of a sum so that the passages that answer come first: the softmax over a question's candidates should give them
/// all of the mass (ListNet, Cao and others, ICML 2007). Full batches, so that the same data give the same weights.
/// </summary>
internal static class ListwiseRegression
{
    private const int Steps = 150;
    private const float Rate = 0.08f;
    private const float Shrinkage = 1e-3f;

    public static float[] Fit(IReadOnlyList<RankedList> lists, int width)
    {
        RankedList[] useful = [.. lists.Where(list => list.Answers.Contains(true))];
        var weights = new float[width];
        var (mean, square, gradient) = (new float[width], new float[width], new float[width]);
        for (var step = 1; step <= Steps; step++)
        {
            Array.Clear(gradient);
            foreach (var list in useful) AddGradient(list, weights, gradient);

            // Adam (Kingma and Ba, ICLR 2015).
            for (var i = 0; i < width; i++)
            {
                var slope = gradient[i] / useful.Length + Shrinkage * weights[i];
                mean[i] = 0.9f * mean[i] + 0.1f * slope;
                square[i] = 0.99f * square[i] + 0.01f * slope * slope;
                weights[i] -= Rate * mean[i] / (1 - MathF.Pow(0.9f, step)) / (MathF.Sqrt(square[i] / (1 - MathF.Pow(0.99f, step))) + 1e-8f);
            }
        }

        return weights;
    }

    private static void AddGradient(RankedList list, float[] weights, float[] gradient)
    {
        var scores = new float[list.Rows.Length];
        for (var i = 0; i < scores.Length; i++) scores[i] = TensorPrimitives.Dot<float>(list.Rows[i], weights);
        TensorPrimitives.SoftMax<float>(scores, scores);
        // Several answers share the mass.
        var share = 1f / list.Answers.Count(answers => answers);
        for (var i = 0; i < scores.Length; i++)
        {
            var error = list.Answers[i] ? scores[i] - share : scores[i];
            if (MathF.Abs(error) > 1e-6f) TensorPrimitives.MultiplyAdd<float>(list.Rows[i], list.Weight * error, gradient, gradient);
        }
    }
}
