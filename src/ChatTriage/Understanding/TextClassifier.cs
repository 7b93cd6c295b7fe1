namespace ChatTriage.Understanding;

/// <summary>
/// Two judges over the same characters and pairs of characters: multinomial logistic regression, trained at construction, and the vote of
/// the nearest labelled texts, which knows rare wordings that a linear rule smooths away. Deterministic: equal examples give equal scores.
/// </summary>
internal sealed class TextClassifier
{
    private readonly TermVectors terms;
    private readonly string[] labels;
    private readonly LinearModel model;
    private readonly NearestQuestions nearest;

    /// <summary>Trains on labelled texts, which are normalised.</summary>
    public TextClassifier(IReadOnlyList<(string Text, string Label)> examples)
    {
        labels = [.. examples.Select(example => example.Label).Distinct().Order(StringComparer.Ordinal)];
        (terms, var vectors) = TermVectors.Learn(examples.Select(example => example.Text));
        model = new LinearModel(terms.Count, labels.Length);
        int[] given = [.. examples.Select(example => Array.IndexOf(labels, example.Label))];
        nearest = new NearestQuestions(vectors, given, terms.Count, labels.Length);
        model.Train(vectors, (i, scores) =>
        {
            var errors = Softmax(scores);
            errors[given[i]] -= 1;
            return errors;
        });
    }

    /// <summary>The labels, in the order of <see cref="Logits"/>.</summary>
    public IReadOnlyList<string> Classes => labels;

    /// <summary>How strongly the normalised text points to each label, before the softmax.</summary>
    /// <param name="text">The normalised text.</param>
    /// <param name="isOpen">Whether the regression's scores leave it open what the text is; where they do not, the nearest texts, which cost most, are not asked.</param>
    public double[] Logits(string text, Predicate<double[]>? isOpen = null)
    {
        var vector = terms.Of(text);
        var scores = model.Scores(vector);
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
}
