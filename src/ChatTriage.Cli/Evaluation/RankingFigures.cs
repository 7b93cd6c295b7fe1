namespace ChatTriage.Cli.Evaluation;

/// <summary>How well one question's ranking meets its judgements. The gain of a passage is its grade, as in BEIR.</summary>
/// <param name="Question">The question.</param>
/// <param name="Ranked">The ids of the passages found, best first, at most a hundred.</param>
/// <param name="Milliseconds">How long the search took.</param>
internal sealed record RankedQuestion(BeirQuestion Question, IReadOnlyList<string> Ranked, double Milliseconds)
{
    /// <summary>The discounted gain of the first ten, as a share of the best possible.</summary>
    public double Ndcg10
    {
        get
        {
            var best = Question.Judgements.Values.OrderDescending().Take(10).Select((grade, i) => grade / Math.Log2(i + 2)).Sum();
            return Ranked.Take(10).Select((id, i) => Question.Judgements.GetValueOrDefault(id) / Math.Log2(i + 2)).Sum() / best;
        }
    }

    /// <summary>One over the place of the first relevant passage among ten; 0 when there is none.</summary>
    public double ReciprocalRank10 => Ranked.Take(10).Select((id, i) => Question.Judgements.ContainsKey(id) ? 1d / (i + 1) : 0).FirstOrDefault(share => share > 0);

    /// <summary>The share of the relevant passages that are among the first.</summary>
    public double Recall(int first) => Ranked.Take(first).Count(Question.Judgements.ContainsKey) / (double)Question.Judgements.Count;
}

/// <summary>The figures over all questions.</summary>
internal static class RankingFigures
{
    /// <summary>By name: quality from 0 to 1, times in milliseconds, size in MB of 10^6 bytes, building time in seconds.</summary>
    public static IReadOnlyDictionary<string, double> Of(IReadOnlyList<RankedQuestion> questions, long indexBytes, TimeSpan build)
    {
        double[] times = [.. questions.Select(question => question.Milliseconds).Order()];
        return new Dictionary<string, double>
        {
            ["ndcg@10"] = questions.Average(question => question.Ndcg10),
            ["recall@1"] = questions.Average(question => question.Recall(1)),
            ["recall@5"] = questions.Average(question => question.Recall(5)),
            ["recall@10"] = questions.Average(question => question.Recall(10)),
            ["recall@50"] = questions.Average(question => question.Recall(50)),
            ["recall@100"] = questions.Average(question => question.Recall(100)),
            ["mrr@10"] = questions.Average(question => question.ReciprocalRank10),
            ["p50_ms"] = Percentile(times, 0.5),
            ["p99_ms"] = Percentile(times, 0.99),
            ["index_mb"] = indexBytes / 1e6,
            ["build_s"] = build.TotalSeconds,
        };
    }

    private static double Percentile(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
