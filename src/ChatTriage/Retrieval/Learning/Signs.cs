namespace ChatTriage.Retrieval.Learning;

/// <summary>The signs that a passage answers a question, as numbers of similar size.</summary>
internal static class Signs
{
    public const int Bm25f = 0;
    public const int WithQuestions = 1;
    public const int Translation = 2;
    public const int IsTextAsked = 3;
    public const int TextVote = 4;
    public const int ChapterVote = 5;
    public const int ChapterQuestions = 6;
    public const int QuestionCount = 7;
    public const int HasQuestions = 8;
    public const int Nearness = 9;
    public const int Count = 10;

    /// <summary>What each is called in an explanation.</summary>
    public static readonly string[] Names =
    [
        "BM25F / 20",
        "BM25F with the passage's lay questions / 20",
        "BM25F of what the question's terms stand for / 20",
        "somebody has asked for this text",
        "share of the text among the nearest questions × 3",
        "share of the chapter among the nearest questions × 3",
        "BM25F of the chapter's lay questions / 20",
        "log(1 + number of its lay questions)",
        "it has lay questions",
        "cosine of its vector with the question's × 5",
    ];
}
