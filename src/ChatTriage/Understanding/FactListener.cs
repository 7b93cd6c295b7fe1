using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>
/// Hears the facts that a real situation holds in words that no pattern foresaw: a logistic regression for each fact that the examples
/// tell, trained at construction. It adds to the patterns and takes nothing away from them. Deterministic.
/// </summary>
internal sealed class FactListener
{
    /// <summary>From this probability on a fact is heard: a wrong one misleads the checklist more than a missed one, which is asked for.</summary>
    private const double HeardFrom = 0.7;

    /// <summary>Fewer characters say too little by themselves.</summary>
    private const int ShortestWindow = 20;

    private readonly TermVectors terms;
    private readonly string[] facts;
    private readonly LinearModel model;

    /// <summary>Learns from examples whose text is normalised; an example says the facts that it names, and no others.</summary>
    public FactListener(IReadOnlyList<LabelledQuestion> examples)
    {
        facts = [.. examples.SelectMany(example => example.Facts).Distinct().Order(StringComparer.Ordinal)];
        (terms, var wholes) = TermVectors.Learn(examples.Select(example => example.Text));
        model = new LinearModel(terms.Count, facts.Length);
        Train([.. examples.Zip(wholes).SelectMany(pair => Lessons(pair.First, pair.Second))]);
    }

    /// <summary>
    /// The facts that are heard in a normalised text, as a whole and part by part. Each comes once, with the place where it is heard best.
    /// </summary>
    public IEnumerable<HeardFact> Hear(string text)
    {
        var best = new (double Probability, int Start, int Length)[facts.Length];
        foreach (var (start, length) in TextClauses.Windows(text, ShortestWindow).Append((Start: 0, text.Length)))
        {
            var scores = model.Scores(terms.Of(text.Substring(start, length)));
            for (var fact = 0; fact < scores.Length; fact++)
                if (Probability(scores[fact]) is var probability && probability > best[fact].Probability) best[fact] = (probability, start, length);
        }

        return best.Index().Where(fact => fact.Item.Probability >= HeardFrom).Select(fact => new HeardFact(facts[fact.Index], fact.Item.Start, fact.Item.Length));
    }

    /// <summary>The text as a whole, and its parts: which of them says a fact is not known, only that none says another one.</summary>
    private IEnumerable<((int Term, float Value)[] Vector, int[] Said, bool IsPart)> Lessons(LabelledQuestion example, (int Term, float Value)[] whole)
    {
        int[] said = [.. example.Facts.Select(fact => Array.IndexOf(facts, fact))];
        yield return (whole, said, false);
        var parts = TextClauses.Windows(example.Text, ShortestWindow).ToArray();
        if (parts.Length < 2) yield break;
        foreach (var (start, length) in parts) yield return (terms.Of(example.Text.Substring(start, length)), said, true);
    }

    private void Train(((int Term, float Value)[] Vector, int[] Said, bool IsPart)[] lessons) => model.Train([.. lessons.Select(lesson => lesson.Vector)], (i, scores) =>
    {
        var errors = Array.ConvertAll(scores, Probability);
        foreach (var fact in lessons[i].Said) errors[fact] = lessons[i].IsPart ? 0 : errors[fact] - 1;
        return errors;
    });

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));
}

/// <summary>A fact that a listener hears asserted, and the stretch of the normalised text in which it does.</summary>
internal sealed record HeardFact(string FactId, int Start, int Length);
