using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>What the turn before leaves for a question that leans on it.</summary>
/// <param name="Topics">The topics talked about, likeliest first.</param>
/// <param name="ArticleId">The article that answered; null when none did.</param>
/// <param name="Speaker">Who asked; goes on speaking unless the words tell otherwise.</param>
public sealed record EarlierTurn(IReadOnlyList<string> Topics, string? ArticleId, Speaker Speaker = Speaker.Borrower);

/// <summary>
/// A question that leaves out what it is about, because the one before said it: 「多久」, 「那我老婆呢」. It is completed by rules, from what is
/// remembered; the result is only searched with.
/// </summary>
internal sealed class LeaningQuestion(KnowledgeBase knowledge)
{
    /// <summary>Whoever writes more says what it is about, in characters.</summary>
    private const int MostCharacters = 16;

    /// <summary>Up to so many characters a question is about what was talked about, unless its own topic is as sure as <see cref="Sure"/>: 「要我还吗」.</summary>
    private const int FewCharacters = 6;

    private const double Sure = 0.8;

    /// <summary>From this share of its pairs of characters on, a question is written in the words of the articles.</summary>
    private const double WrittenFrom = 0.7;

    private readonly HashSet<(char, char)> written = [.. knowledge.Articles.Values.Where(article => article.IsReviewed)
        .SelectMany(article => article.Sections.Select(section => section.Text).Concat(article.Questions).Append(article.Title)).SelectMany(Pairs)];

    private Lexicon Lexicon => knowledge.Lexicon;

    /// <summary>Whether it leans: nobody can tell what it is about without the turn before.</summary>
    public bool Leans(UnderstoodQuestion question) =>
        (Lexicon.Leaning.Matches(question.Normalised) || question.IsCorrection) && LeavesOpen(question)
        && (question.OutOfScopeReason is not { } reason || Lexicon.ScopeReasons[reason].Pattern?.Matches(question.Normalised) != true);

    /// <summary>
    /// Whether it means something else after a turn than alone: it is of the kind that people say in one (「多久能解除」), or says hardly
    /// anything (「要我还吗」), or alone it is not ours, and yet in the words of the articles (「要请律师吗」).
    /// </summary>
    public bool MayLean(UnderstoodQuestion question) => LeavesOpen(question) && question.OutOfScopeReason switch
    {
        null => Lexicon.MayLean.Matches(question.Normalised) || question is { Normalised.Length: <= FewCharacters, Topics: [{ Score: < Sure }, ..] },
        var reason => Lexicon.ScopeReasons[reason] is { IsDecisive: false } or { YieldsToOurs: true } && IsWritten(question.Normalised),
    };

    /// <summary>The question read after what the turn before was about; null when nothing is remembered that the knowledge base still knows.</summary>
    public string? Complete(UnderstoodQuestion question, EarlierTurn before)
    {
        var title = before.ArticleId is null ? null : knowledge.Articles.GetValueOrDefault(before.ArticleId)?.Title;
        var topic = before.Topics.Select(topic => knowledge.Topics.GetValueOrDefault(topic)?.Name).FirstOrDefault();
        var about = title is null || topic is not null && IsOnAnotherDebt(title, question.Normalised) ? topic : title;
        return about is null ? null : $"{about}，{question.Question}";
    }

    /// <summary>It is short, and names no topic and no everyday matter.</summary>
    private bool LeavesOpen(UnderstoodQuestion question) =>
        question.Normalised.Length <= MostCharacters && !Lexicon.Elsewhere.Matches(question.Normalised)
        && !Lexicon.TopicCues.Any(cue => cue.Pattern?.Matches(question.Normalised) == true);

    /// <summary>「那网贷呢」, after an article on credit cards.</summary>
    private bool IsOnAnotherDebt(string title, string question) =>
        Lexicon.KindsOfDebt.Matches(title) && Lexicon.KindsOfDebt.Find(question).Any(kind => !title.Contains(question.Substring(kind.Start, kind.Length), StringComparison.Ordinal));

    private bool IsWritten(string text)
    {
        var pairs = Pairs(text.TrimEnd('吗', '呢', '么', '啊', '吧', '?', '!', '。')).Where(pair => char.IsLetter(pair.Item1) && char.IsLetter(pair.Item2)).ToArray();
        return pairs.Length > 0 && pairs.Count(written.Contains) >= WrittenFrom * pairs.Length;
    }

    private static IEnumerable<(char, char)> Pairs(string text) => text.Zip(text.Skip(1));
}
