namespace ChatTriage.Understanding;

/// <summary>The labelled questions that are most like a question (cosine of their vectors), and what they vote for.</summary>
internal sealed class NearestQuestions
{
    private const int Voters = 15;

    /// <summary>A vote counts by this power of the likeness, so that near ones outweigh many far ones.</summary>
    private const double Sharpness = 4;

    /// <summary>What a unanimous vote adds to a label's logit.</summary>
    public const double Weight = 4;

    private readonly int[] given;
    private readonly int labelCount;

    /// <summary>For each term the questions that hold it.</summary>
    private readonly (int Question, float Value)[][] postings;

    public NearestQuestions((int Term, float Value)[][] vectors, int[] given, int termCount, int labelCount)
    {
        (this.given, this.labelCount) = (given, labelCount);
        var lists = new List<(int, float)>[termCount];
        for (var question = 0; question < vectors.Length; question++)
        {
            foreach (var (term, value) in vectors[question]) (lists[term] ??= []).Add((question, value));
        }

        postings = [.. lists.Select(list => list?.ToArray() ?? [])];
    }

    /// <summary>Adds the votes to the scores of the labels.</summary>
    public void AddVotes((int Term, float Value)[] vector, double[] scores)
    {
        var likeness = new float[given.Length];
        foreach (var (term, value) in vector)
        {
            foreach (var (question, other) in postings[term]) likeness[question] += value * other;
        }

        var voters = new PriorityQueue<int, float>();
        for (var question = 0; question < likeness.Length; question++)
        {
            if (voters.Count < Voters) voters.Enqueue(question, likeness[question]);
            else if (voters.TryPeek(out _, out var least) && likeness[question] > least) voters.EnqueueDequeue(question, likeness[question]);
        }

        var votes = new double[labelCount];
        foreach (var (question, near) in voters.UnorderedItems) votes[given[question]] += Math.Pow(near, Sharpness);
        var all = votes.Sum();
        if (all == 0) return;
        for (var label = 0; label < labelCount; label++) scores[label] += Weight * votes[label] / all;
    }
}
