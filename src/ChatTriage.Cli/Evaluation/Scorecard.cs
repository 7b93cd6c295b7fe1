using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Cli.Evaluation;

/// <summary>What the engine made of a labelled question.</summary>
internal sealed record Prediction(
    LabelledRow Row, bool IsInScope, IReadOnlyList<string> Topics, Urgency Urgency, IReadOnlyDictionary<string, string> Facts,
    IReadOnlyDictionary<string, MentionStatus> Mentions)
{
    /// <summary>Asks the engine.</summary>
    public static Prediction For(LabelledRow row, Triage triage, DateOnly asOf)
    {
        var answer = triage.Ask(new Question(row.Text, [], asOf));
        return new Prediction(
            row, answer.Understood.Scope == Scope.InScope, [.. answer.Understood.Topics.Select(topic => topic.TopicId)], answer.Urgency,
            answer.Facts.ToDictionary(fact => fact.Id, fact => fact.Value is FactValue.Set set ? Scorecard.Sorted(set.Values) : fact.Value.ToString()!),
            answer.Understood.Mentions.GroupBy(mention => mention.FactId).ToDictionary(said => said.Key, said => said.First().Status));
    }
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
        StatusScores = [.. Enum.GetValues<MentionStatus>().Select(status => StatusScore.Of(status, predictions))];
        Figures = new OrderedDictionary<string, double>
        {
            ["scope-precision"] = Precision(prediction => prediction.IsInScope, row => row.IsInScope).Value,
            ["scope-recall"] = Recall(prediction => prediction.IsInScope, row => row.IsInScope).Value,
            ["scope-f1"] = F1(Precision(prediction => prediction.IsInScope, row => row.IsInScope), Recall(prediction => prediction.IsInScope, row => row.IsInScope)),
            ["topic-first"] = Of(inScope, prediction => prediction.Topics.Take(1).Intersect(prediction.Row.Topics).Any()).Value,
            ["topic-second"] = Of(inScope, prediction => prediction.Topics.Take(2).Intersect(prediction.Row.Topics).Any()).Value,
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
        if (StatusScores.Any(score => score.Recall.Whole > 0))
        {
            Figures = new OrderedDictionary<string, double>(Figures)
            {
                ["status-precision"] = new Share(StatusScores.Sum(score => score.Precision.Part), StatusScores.Sum(score => score.Precision.Whole)).Value,
                ["status-recall"] = new Share(StatusScores.Sum(score => score.Recall.Part), StatusScores.Sum(score => score.Recall.Whole)).Value,
            };
        }
    }

    /// <summary>The headline figures by name, each from 0 to 1, more is better.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; }

    /// <summary>Precision and recall of each fact.</summary>
    public IReadOnlyList<FactScore> FactScores { get; }

    /// <summary>Precision and recall of each status, over the mentions that the set labels.</summary>
    public IReadOnlyList<StatusScore> StatusScores { get; }

    /// <summary>How often each side of the scope was taken for each.</summary>
    public IEnumerable<(string Label, string Predicted, int Count)> ScopeConfusion => Confusion(predictions, prediction => Side(prediction.Row.IsInScope), prediction => Side(prediction.IsInScope));

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

        foreach (var (fact, label) in row.Mentions ?? new Dictionary<string, MentionStatus>())
        {
            var predicted = prediction.Mentions.TryGetValue(fact, out var status) ? KebabCase.Name(status) : "none";
            if (predicted != KebabCase.Name(label)) yield return ("status", $"{fact}: {KebabCase.Name(label)} taken for {predicted}");
        }
    }

    private static string Side(bool isInScope) => isInScope ? "in-scope" : "out-of-scope";

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
