using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Cli.Evaluation;

/// <summary>What the engine made of a labelled question.</summary>
internal sealed record Prediction(LabelledRow Row, bool IsInScope, IReadOnlyList<string> Topics, Urgency Urgency, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>Asks the engine.</summary>
    public static Prediction For(LabelledRow row, Triage triage, DateOnly asOf)
    {
        var answer = triage.Ask(new Question(row.Text, [], asOf));
        return new Prediction(
            row, answer.Understood.Scope == Scope.InScope, [.. answer.Understood.Topics.Select(topic => topic.TopicId)], answer.Urgency,
            answer.Facts.ToDictionary(fact => fact.Id, fact => fact.Value is FactValue.Set set ? Scorecard.Sorted(set.Values) : fact.Value.ToString()!));
    }
}

/// <summary>A part of a whole; how precision, recall and accuracy are counted.</summary>
internal readonly record struct Share(int Part, int Whole)
{
    /// <summary>From 0 to 1; 1 for an empty whole, where nothing could go wrong.</summary>
    public double Value => Whole == 0 ? 1 : (double)Part / Whole;
}

/// <summary>The figures of a set of predictions.</summary>
internal sealed class Scorecard
{
    private readonly IReadOnlyList<Prediction> predictions;
    private readonly IReadOnlyList<Prediction> inScope;

    /// <param name="predictions">All predictions of the set.</param>
    /// <param name="labelledFacts">The facts that the set's labels cover; others are not judged.</param>
    public Scorecard(IReadOnlyList<Prediction> predictions, IReadOnlySet<string> labelledFacts)
    {
        this.predictions = predictions;
        inScope = [.. predictions.Where(prediction => prediction.Row.IsInScope)];
        var facts = labelledFacts.Order(StringComparer.Ordinal).Select(id => new FactScore(id, predictions)).ToArray();
        FactScores = facts;
        Figures = new OrderedDictionary<string, double>
        {
            ["scope-precision"] = Precision(prediction => prediction.IsInScope, row => row.IsInScope).Value,
            ["scope-recall"] = Recall(prediction => prediction.IsInScope, row => row.IsInScope).Value,
            ["scope-f1"] = F1(Precision(prediction => prediction.IsInScope, row => row.IsInScope), Recall(prediction => prediction.IsInScope, row => row.IsInScope)),
            ["topic-first"] = Of(inScope, prediction => prediction.Topics.Take(1).Intersect(prediction.Row.Topics).Any()).Value,
            ["topic-primary-in-two"] = Of(inScope, prediction => prediction.Topics.Take(2).Contains(prediction.Row.Topics[0])).Value,
            ["topic-primary-first"] = Of(inScope, prediction => prediction.Topics.FirstOrDefault() == prediction.Row.Topics[0]).Value,
            ["urgency-accuracy"] = Of(predictions, prediction => prediction.Urgency == prediction.Row.Urgency).Value,
            ["emergency-precision"] = Precision(prediction => prediction.Urgency == Urgency.Emergency, row => row.Urgency == Urgency.Emergency).Value,
            ["emergency-recall"] = Recall(prediction => prediction.Urgency == Urgency.Emergency, row => row.Urgency == Urgency.Emergency).Value,
            ["urgent-recall"] = Recall(prediction => prediction.Urgency >= Urgency.Urgent, row => row.Urgency >= Urgency.Urgent).Value,
            ["urgent-precision"] = Precision(prediction => prediction.Urgency >= Urgency.Urgent, row => row.Urgency >= Urgency.Urgent).Value,
            ["fact-precision"] = new Share(facts.Sum(fact => fact.Precision.Part), facts.Sum(fact => fact.Precision.Whole)).Value,
            ["fact-recall"] = new Share(facts.Sum(fact => fact.Recall.Part), facts.Sum(fact => fact.Recall.Whole)).Value,
        };
    }

    /// <summary>The headline figures by name, each from 0 to 1, more is better.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; }

    /// <summary>Precision and recall of each fact.</summary>
    public IReadOnlyList<FactScore> FactScores { get; }

    /// <summary>How often each labelled urgency was taken for each.</summary>
    public IEnumerable<(string Label, string Predicted, int Count)> UrgencyConfusion => Confusion(predictions, prediction => KebabCase.Name(prediction.Row.Urgency), prediction => KebabCase.Name(prediction.Urgency));

    /// <summary>How often each primary topic was taken for another; scope included.</summary>
    public IEnumerable<(string Label, string Predicted, int Count)> TopicConfusion => Confusion(
        predictions, prediction => prediction.Row.Topics.FirstOrDefault() ?? "out-of-scope", prediction => prediction.IsInScope ? prediction.Topics.FirstOrDefault() ?? "none" : "out-of-scope");

    /// <summary>What went wrong, one line a question and kind.</summary>
    public IEnumerable<(string Kind, Prediction Prediction, string Note)> Misses =>
        from prediction in predictions
        from miss in MissesOf(prediction)
        select (miss.Kind, prediction, miss.Note);

    /// <summary>The values of a set in one fixed form.</summary>
    public static string Sorted(IEnumerable<string> values) => string.Join('+', values.Distinct().Order(StringComparer.Ordinal));

    private IEnumerable<(string Kind, string Note)> MissesOf(Prediction prediction)
    {
        var row = prediction.Row;
        if (prediction.IsInScope != row.IsInScope) yield return ("scope", row.IsInScope ? "taken for out of scope" : "taken for in scope");
        else if (row.IsInScope && !prediction.Topics.Take(2).Contains(row.Topics[0])) yield return ("topic", $"{row.Topics[0]} taken for {string.Join(", ", prediction.Topics)}");
        if (prediction.Urgency != row.Urgency) yield return ("urgency", $"{KebabCase.Name(row.Urgency)} taken for {KebabCase.Name(prediction.Urgency)}");
        foreach (var fact in FactScores)
        {
            var (label, predicted) = (row.Facts.GetValueOrDefault(fact.Id), prediction.Facts.GetValueOrDefault(fact.Id));
            if (label != predicted) yield return ("fact", $"{fact.Id}: {label ?? "none"} taken for {predicted ?? "none"}");
        }
    }

    private Share Precision(Func<Prediction, bool> predicted, Func<LabelledRow, bool> labelled) => Of(predictions.Where(predicted), prediction => labelled(prediction.Row));

    private Share Recall(Func<Prediction, bool> predicted, Func<LabelledRow, bool> labelled) => Of(predictions.Where(prediction => labelled(prediction.Row)), predicted);

    private static double F1(Share precision, Share recall) =>
        precision.Value + recall.Value == 0 ? 0 : 2 * precision.Value * recall.Value / (precision.Value + recall.Value);

    private static Share Of(IEnumerable<Prediction> whole, Func<Prediction, bool> part)
    {
        var list = whole.ToArray();
        return new Share(list.Count(part), list.Length);
    }

    private static IEnumerable<(string Label, string Predicted, int Count)> Confusion(
        IEnumerable<Prediction> predictions, Func<Prediction, string> label, Func<Prediction, string> predicted) =>
        predictions.GroupBy(prediction => (Label: label(prediction), Predicted: predicted(prediction)))
            .OrderBy(group => group.Key.Label, StringComparer.Ordinal).ThenByDescending(group => group.Count())
            .Select(group => (group.Key.Label, group.Key.Predicted, group.Count()));
}

/// <summary>Precision and recall of one fact: a predicted value counts only when it equals the label.</summary>
internal sealed class FactScore(string id, IReadOnlyList<Prediction> predictions)
{
    /// <summary>Which fact.</summary>
    public string Id => id;

    /// <summary>Right predictions among all predictions.</summary>
    public Share Precision { get; } = new(Right(id, predictions), predictions.Count(prediction => prediction.Facts.ContainsKey(id)));

    /// <summary>Right predictions among all labels.</summary>
    public Share Recall { get; } = new(Right(id, predictions), predictions.Count(prediction => prediction.Row.Facts.ContainsKey(id)));

    private static int Right(string id, IReadOnlyList<Prediction> predictions) =>
        predictions.Count(prediction => prediction.Row.Facts.TryGetValue(id, out var label) && prediction.Facts.GetValueOrDefault(id) == label);
}
