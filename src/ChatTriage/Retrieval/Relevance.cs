namespace ChatTriage.Retrieval;

/// <summary>
/// How likely it is that a passage answers a question, and from where on that is enough. Fitted on 417 development questions (317 ours, with
/// the articles that are meant for them; 100 that are not ours, which nothing answers). To fit it again after the ranking or the articles
/// have changed: <c>chattriage eval QUESTIONS --articles LABELS --calibration</c>, which prints what to multiply and add.
/// </summary>
public static class Relevance
{
    /// <summary>
    /// Under this a passage does not answer, however well its topic fits: of the questions whose first passage by words is right 99 % stay
    /// above, and of the first passages above it six in ten are right.
    /// </summary>
    public const double Floor = 0.25;

    /// <summary>Off the question's topics it must be as likely as not.</summary>
    public const double OffTopicFloor = 0.5;

    /// <summary>
    /// By words alone, from the share of the question's weight that the passage covers. Held out, a fifth of the questions at a time:
    /// Brier score .183, where always saying the share that is right has .247.
    /// </summary>
    public static double ByWords(double coverage) => Logistic(4.2 * coverage - 2.2);

    /// <summary>In the light of topics and facts, from the same share with what these are worth. Of answers, held out: Brier score .169 against .206.</summary>
    public static double InContext(double coverage) => Logistic(2.8 * coverage - 1.35);

    private static double Logistic(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
