using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>
/// Hears danger to life and body in wordings that no pattern foresaw: a classifier learned from examples of every danger and of what
/// only sounds like one. It adds to the patterns and takes nothing away from them.
/// </summary>
internal sealed class DangerListener
{
    /// <summary>
    /// From this probability of any danger on one is heard. Far below one half, for a missed cry is worse than a needless question;
    /// at this value none of the development questions was misheard, below it questions of other sets were.
    /// </summary>
    private const double HeardFrom = 0.1;

    /// <summary>A short part is clear where the danger stands in one clause, a long one where it takes two; fewer characters say too little.</summary>
    private const int ShortPart = 12;
    private const int LongPart = 20;

    private const string None = "none";

    private readonly TextClassifier? classifier;

    /// <summary>
    /// Learns from messages whose text is normalised; <paramref name="harmless"/> are questions without danger. It learns from the parts of
    /// what is harmless, as it listens to parts. Hears nothing when there is nothing to learn from.
    /// </summary>
    public DangerListener(IReadOnlyList<DangerExample> examples, IEnumerable<string> harmless)
    {
        if (examples.Count == 0) return;
        var quiet = examples.Where(example => example.FactId is null).Select(example => example.Text).Concat(harmless);
        classifier = new TextClassifier([
            .. examples.Where(example => example.FactId is not null).Select(example => (example.Text, example.FactId!)),
            .. quiet.SelectMany(text => Parts(text).Select(part => text.Substring(part.Start, part.Length)).Append(text)).Distinct().Select(text => (text, None))]);
    }

    /// <summary>
    /// The dangers that speak from a normalised text, part by part: a cry in the middle of a long story is one all the same.
    /// Each comes once, with the place where it is heard best.
    /// </summary>
    public IEnumerable<HeardFact> Hear(string text)
    {
        if (classifier is null) return [];
        return Parts(text).Select(part => (part.Start, part.Length, Heard: Danger(text.Substring(part.Start, part.Length))))
            .Where(heard => heard.Heard.Probability >= HeardFrom)
            .GroupBy(heard => heard.Heard.FactId)
            .Select(heard => heard.MaxBy(one => one.Heard.Probability))
            .Select(heard => new HeardFact(heard.Heard.FactId, heard.Start, heard.Length));
    }

    private static IEnumerable<(int Start, int Length)> Parts(string text) => TextClauses.Windows(text, ShortPart).Union(TextClauses.Windows(text, LongPart));

    /// <summary>The likeliest danger, with the probability that there is any.</summary>
    private (string FactId, double Probability) Danger(string text)
    {
        var probabilities = classifier!.Classes.Zip(TextClassifier.Softmax(classifier.Logits(text, MayBeHeard))).ToArray();
        var quiet = probabilities.Single(label => label.First == None).Second;
        return (probabilities.Where(label => label.First != None).MaxBy(label => label.Second).First, 1 - quiet);
    }

    /// <summary>Whether the votes of the nearest messages, all for a danger, would let it be heard.</summary>
    private bool MayBeHeard(double[] scores)
    {
        var (danger, quiet) = (0.0, 0.0);
        for (var label = 0; label < scores.Length; label++)
        {
            if (classifier!.Classes[label] == None) quiet = Math.Exp(scores[label]);
            else danger += Math.Exp(scores[label] + NearestQuestions.Weight);
        }

        return danger / (danger + quiet) >= HeardFrom;
    }
}
