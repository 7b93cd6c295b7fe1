using System.Globalization;
using ChatTriage.Retrieval;

namespace ChatTriage.Cli.Evaluation;

/// <summary>
/// Whether the probability that a passage answers holds: of the first passage that the words find for each question, ours or not, and of
/// the first passage of each answer. Questions that are not ours have no passage that answers them.
/// </summary>
internal static class CalibrationReport
{
    private const int Parts = 5;

    /// <summary>What is said now, the curve over its log odds that would hold better, and how that one does on questions it was not fitted on.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<LabelledRow> rows, IReadOnlyDictionary<string, IReadOnlyList<string>> labels, Triage triage, DateOnly asOf)
    {
        var index = new PassageIndex(triage.Knowledge);
        var (byWords, inAnswers) = (new List<Outcome>(), new List<Outcome>());
        for (var part = 0; part < Parts; part++)
        {
            foreach (var row in LabelledQuestions.Part(rows, part, Parts).Where(row => !row.IsInScope || labels.ContainsKey(row.Id)))
            {
                var answer = triage.Ask(new Question(row.Text, [], asOf));
                if (answer.IsCrisisCard) continue;
                var meant = labels.GetValueOrDefault(row.Id) ?? [];
                if (index.Search(answer.Understood.Asked, 1) is [var hit]) byWords.Add(Outcome(part, hit.Relevance, hit.Passage));
                if (answer.Citations.Count > 0) inAnswers.Add(Outcome(part, answer.Citations[0].Score, answer.Citations[0].Passage));

                Outcome Outcome(int part, double said, Passage passage) => new(part, LogOdds(said), meant.Contains(passage.Article.Id));
            }
        }

        return LinesOf("By words alone", byWords).Concat(LinesOf("In answers", inAnswers));
    }

    private static IEnumerable<string> LinesOf(string name, List<Outcome> outcomes)
    {
        var now = new Reliability([.. outcomes.Select(outcome => (new Calibration(1, 0).Of(outcome.Score), outcome.IsRight))]);
        var better = Calibration.Fit(outcomes);
        yield return string.Create(CultureInfo.InvariantCulture, $"{name}, {outcomes.Count} questions: what is said now has the Brier score {now.Brier:0.0000}.");
        yield return string.Create(CultureInfo.InvariantCulture, $"Multiply both numbers of the curve by {better.Slope:0.000} and add {better.Intercept:0.000} to its second. Held out, a fifth at a time, that gives:");
        foreach (var line in new Reliability(Calibration.HeldOut(outcomes)).Lines()) yield return line;
        yield return "";
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
