using System.Globalization;

namespace ChatTriage.Cli.Evaluation;

/// <summary>A question's best score, and whether what has it is right.</summary>
/// <param name="Part">Which part of the questions it belongs to, from 0 up; a curve is judged on parts that it was not fitted on.</param>
/// <param name="Score">The score.</param>
/// <param name="IsRight">Whether it is right.</param>
internal readonly record struct Outcome(int Part, double Score, bool IsRight);

/// <summary>How a score becomes a probability: a logistic curve (Platt, 1999), fitted by Newton's method.</summary>
internal readonly record struct Calibration(double Slope, double Intercept)
{
    private const int Steps = 50;

    /// <summary>Keeps the curve finite where scores tell right from wrong without an error.</summary>
    private const double Ridge = 1e-3;

    /// <summary>The probability that belongs to a score.</summary>
    public double Of(double score) => 1 / (1 + Math.Exp(-(Slope * score + Intercept)));

    /// <summary>The curve under which the outcomes are likeliest.</summary>
    public static Calibration Fit(IReadOnlyList<Outcome> outcomes)
    {
        var curve = new Calibration(0, 0);
        for (var step = 0; step < Steps; step++)
        {
            var (slope, intercept) = (-Ridge * curve.Slope, -Ridge * curve.Intercept);
            var (slopes, both, intercepts) = (Ridge, 0d, Ridge);
            foreach (var outcome in outcomes)
            {
                var probability = curve.Of(outcome.Score);
                var (error, spread) = ((outcome.IsRight ? 1 : 0) - probability, probability * (1 - probability));
                slope += error * outcome.Score;
                intercept += error;
                slopes += spread * outcome.Score * outcome.Score;
                both += spread * outcome.Score;
                intercepts += spread;
            }

            var determinant = slopes * intercepts - both * both;
            curve = new Calibration(
                curve.Slope + (intercepts * slope - both * intercept) / determinant, curve.Intercept + (slopes * intercept - both * slope) / determinant);
        }

        return curve;
    }

    /// <summary>Each outcome with the probability that a curve fitted on the other parts gives it.</summary>
    public static IReadOnlyList<(double Said, bool IsRight)> HeldOut(IReadOnlyList<Outcome> outcomes) =>
    [
        .. from part in outcomes.GroupBy(outcome => outcome.Part)
           let curve = Fit([.. outcomes.Where(outcome => outcome.Part != part.Key)])
           from outcome in part
           select (curve.Of(outcome.Score), outcome.IsRight),
    ];
}

/// <summary>Whether what is said to be likely is: ten bins of probabilities, what share of each is right, and how far off all are.</summary>
internal sealed class Reliability(IReadOnlyList<(double Said, bool IsRight)> said)
{
    private const int Bins = 10;

    /// <summary>The mean square of what was said less what was so (Brier, 1950): 0 is best.</summary>
    public double Brier => said.Average(one => Math.Pow(one.Said - (one.IsRight ? 1 : 0), 2));

    /// <summary>The Brier score of always saying the share that is right.</summary>
    public double BrierOfShare => said.Average(one => one.IsRight ? 1d : 0) is var share ? share * (1 - share) : 0;

    /// <summary>A line for each bin, then what each floor would do: of what stays above it the share that is right, and of what is right the share that stays.</summary>
    public IEnumerable<string> Lines()
    {
        yield return "said      questions  said on average  right";
        foreach (var bin in said.GroupBy(one => Math.Min(Bins - 1, (int)(one.Said * Bins))).OrderBy(bin => bin.Key))
            yield return Line($"{bin.Key / 10d:0.0} to {(bin.Key + 1) / 10d:0.0} {bin.Count(),8} {bin.Average(one => one.Said),16:0.000} {bin.Average(one => one.IsRight ? 1d : 0),6:0.000}");
        yield return Line($"Brier score {Brier:0.0000}; {BrierOfShare:0.0000} when always the share of all is said");
        yield return "floor  precision  recall  answered";
        foreach (var floor in Enumerable.Range(0, 19).Select(step => 0.05 * step))
        {
            var above = said.Where(one => one.Said >= floor).ToArray();
            if (above.Length == 0) yield break;
            yield return Line($"{floor:0.00} {above.Average(one => one.IsRight ? 1d : 0),10:0.000} {above.Count(one => one.IsRight) / (double)said.Count(one => one.IsRight),8:0.000} {above.Length,8}");
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
