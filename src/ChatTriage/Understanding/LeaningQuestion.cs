using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>What the turn before leaves for a question that leans on it.</summary>
/// <param name="Topics">The topics talked about, likeliest first.</param>
/// <param name="ArticleId">The article that answered; null when none did.</param>
public sealed record EarlierTurn(IReadOnlyList<string> Topics, string? ArticleId);

/// <summary>
/// A question that leaves out what it is about, because the one before said it: 「多久」, 「那我老婆呢」. It is completed by rules, from what is
/// remembered; the result is only searched with.
/// </summary>
internal sealed class LeaningQuestion(KnowledgeBase knowledge)
{
    /// <summary>Whoever writes more says what it is about, in characters.</summary>
    private const int MostCharacters = 16;

    /// <summary>Whether it leans: it begins or ends as such questions do, is short, and names no topic or matter of its own.</summary>
    public bool Leans(UnderstoodQuestion question) =>
        question.Normalised.Length <= MostCharacters
        && knowledge.Lexicon.Leaning.Matches(question.Normalised) && !knowledge.Lexicon.Elsewhere.Matches(question.Normalised)
        && !knowledge.Lexicon.TopicCues.Any(cue => cue.Pattern?.Matches(question.Normalised) == true)
        && (question.OutOfScopeReason is not { } reason || knowledge.Lexicon.ScopeReasons[reason].Pattern?.Matches(question.Normalised) != true);

    /// <summary>The question read after what the turn before was about; null when nothing is remembered that the knowledge base still knows.</summary>
    public string? Complete(UnderstoodQuestion question, EarlierTurn before)
    {
        var article = before.ArticleId is null ? null : knowledge.Articles.GetValueOrDefault(before.ArticleId);
        var about = article?.Title ?? before.Topics.Select(topic => knowledge.Topics.GetValueOrDefault(topic)?.Name).FirstOrDefault();
        return about is null ? null : $"{about}，{question.Question}";
    }
}
