using ChatTriage.Knowledge;

namespace ChatTriage.Cli.Evaluation;

/// <summary>A part of a whole; how precision, recall and accuracy are counted.</summary>
internal readonly record struct Share(int Part, int Whole)
{
    /// <summary>From 0 to 1; 1 for an empty whole, where nothing could go wrong.</summary>
    public double Value => Whole == 0 ? 1 : (double)Part / Whole;
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

/// <summary>Precision and recall of one status, over the mentions whose status is labelled.</summary>
internal sealed record StatusScore(MentionStatus Status, Share Precision, Share Recall)
{
    public static StatusScore Of(MentionStatus status, IReadOnlyList<Prediction> predictions)
    {
        var said = (from prediction in predictions
                    from mention in prediction.Row.Mentions ?? new Dictionary<string, MentionStatus>()
                    select (Label: mention.Value, Predicted: prediction.Mentions.TryGetValue(mention.Key, out var read) ? read : (MentionStatus?)null)).ToArray();
        var right = said.Count(mention => mention.Label == status && mention.Predicted == status);
        return new StatusScore(status, new Share(right, said.Count(mention => mention.Predicted == status)), new Share(right, said.Count(mention => mention.Label == status)));
    }
}
