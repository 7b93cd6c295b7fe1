namespace ChatTriage.Retrieval;

/// <summary>
/// How likely it is that a passage answers a question, and from where on that is enough. Fitted on 418 development questions (318 ours, with
/// the articles that are meant for them; 100 that are not ours, which nothing answers). To fit it again after the ranking or the articles
/// have changed: <c>chattriage eval QUESTIONS --articles LABELS --calibration</c>, which prints what to multiply and add.
/// </summary>
public static class Relevance
{
    /// <summary>
    /// Under this nothing answers. Of 313 development questions one that was answered rightly falls below; a higher floor loses right answers
    /// faster than it spares wrong ones, for hardly anything that is ours has no article (1 % of our own examples).
    /// </summary>
    public const double Floor = 0.47;

    /// <summary>
    /// By words alone, from the share of the question's weight that the passage covers. Held out, a fifth of the questions at a time:
    /// Brier score .183, where always saying the share that is right has .247.
    /// </summary>
    public static double ByWords(double coverage) => Logistic(4.2 * coverage - 2.2);

    /// <summary>In the light of topics, facts and examples, from the same share with what these are worth. Of answers, held out: Brier score .150 against .174.</summary>
    public static double InContext(double coverage) => Logistic(2.1 * coverage - 0.4);

    private static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
