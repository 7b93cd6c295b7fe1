namespace ChatTriage.Cli.Gaps;

/// <summary>How often something was asked about, and how often the answer fell short.</summary>
/// <param name="Name">A topic's id, or a word of the lexicon.</param>
/// <param name="Asked">Answers.</param>
/// <param name="NothingFound">Of these, without an article that answers.</param>
/// <param name="LowConfidence">Of these, with a weak one.</param>
/// <param name="NotHelpful">Of these, called not helpful.</param>
/// <param name="Helpful">Of these, called helpful.</param>
internal sealed record GapCount(string Name, int Asked, int NothingFound, int LowConfidence, int NotHelpful, int Helpful)
{
    /// <summary>Answers that fell short in some way; the three ways may meet in one.</summary>
    public int Short => NothingFound + LowConfidence + NotHelpful;
}

/// <summary>What borrowers asked about and did not get answered, counted from stored signals; no question's words are read, for none are there.</summary>
/// <param name="Answers">All answers.</param>
/// <param name="NotOurs">Out of scope.</param>
/// <param name="Unclear">Asked back.</param>
/// <param name="Topics">By topic, the greatest gap first.</param>
/// <param name="Terms">By word of the lexicon, the greatest gap first; only words with a gap.</param>
/// <param name="Comments">The masked comments of readers whom an answer did not help, with its topics.</param>
internal sealed record GapReport(
    int Answers, int NotOurs, int Unclear, IReadOnlyList<GapCount> Topics, IReadOnlyList<GapCount> Terms, IReadOnlyList<(string Topics, string Comment)> Comments)
{
    /// <summary>Counts.</summary>
    public static GapReport Of(IReadOnlyList<StoredAnswer> answers) => new(
        answers.Count, answers.Count(answer => answer.Scope == "out-of-scope"), answers.Count(answer => answer.Scope == "unclear"),
        Count(answers, answer => answer.Topics), [.. Count(answers, answer => answer.Terms).Where(term => term.Short > 0)],
        [.. answers.Where(answer => answer is { Helpful: 0, Comment: not null }).Select(answer => (answer.Topics, answer.Comment!))]);

    private static GapCount[] Count(IEnumerable<StoredAnswer> answers, Func<StoredAnswer, string> names) =>
    [
        .. answers.SelectMany(answer => names(answer).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => (Name: name, Answer: answer)))
            .GroupBy(named => named.Name, named => named.Answer)
            .Select(group => new GapCount(
                group.Key, group.Count(), group.Count(answer => answer.Confidence == "none"), group.Count(answer => answer.Confidence == "low"),
                group.Count(answer => answer.Helpful == 0), group.Count(answer => answer.Helpful == 1)))
            .OrderByDescending(count => count.Short).ThenByDescending(count => count.Asked).ThenBy(count => count.Name, StringComparer.Ordinal),
    ];
}
