using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>
/// The judged questions as indexes of their own: of the passages that have some, of the chapters, and of the questions one by one. What
/// is like a question tells which text and chapter are meant, also where the passage itself has never been asked for.
/// </summary>
internal sealed class QuestionMemory
{
    private const int Nearest = 20;

    private static readonly Bm25fParameters Questions = new(Title: 0, Heading: 0, Text: 0, Questions: 1);

    private readonly Corpus corpus;
    private readonly int[][] answers;
    private readonly int[] asked;
    private readonly Dictionary<int, int> questionCounts;
    private readonly int[] chapters;
    private readonly bool[] askedTitles;
    private readonly Bm25fIndex askedIndex;
    private readonly Bm25fIndex chapterIndex;
    private readonly Bm25fIndex questionIndex;

    public QuestionMemory(Corpus corpus, IReadOnlyList<JudgedQuestion> questions)
    {
        this.corpus = corpus;
        JudgedQuestion[] known = [.. questions.Where(question => question.Passages.Any(corpus.Numbers.ContainsKey))];
        answers = [.. known.Select(question => question.Passages.Where(corpus.Numbers.ContainsKey).Select(id => corpus.Numbers[id]).ToArray())];
        var pairs = known.SelectMany((question, i) => answers[i].Select(passage => (passage, question.Text))).ToArray();

        var byPassage = pairs.ToLookup(pair => pair.passage, pair => pair.Text);
        asked = [.. byPassage.Select(group => group.Key).Order()];
        questionCounts = byPassage.ToDictionary(group => group.Key, group => group.Count());
        askedIndex = Bm25fIndex.Build([.. asked.Select(passage => corpus.Passages[passage] with { Questions = [.. byPassage[passage]] })], LearnedRanker.Parameters, 1);

        var byChapter = pairs.Select(pair => (Chapter: corpus.Chapters[pair.passage], pair.Text)).Distinct().ToLookup(pair => pair.Chapter, pair => pair.Text);
        chapters = [.. byChapter.Select(group => group.Key).Order()];
        chapterIndex = Bm25fIndex.Build([.. chapters.Select(chapter => Of([.. byChapter[chapter]]))], Questions, 1);
        questionIndex = Bm25fIndex.Build([.. known.Select(question => Of([question.Text]))], Questions, 1);

        askedTitles = new bool[corpus.TitleCount];
        foreach (var passage in asked) askedTitles[corpus.Titles[passage]] = true;
        InAskedTexts = [.. Enumerable.Range(0, corpus.Passages.Count).Where(passage => askedTitles[corpus.Titles[passage]])];

        static IndexedPassage Of(IReadOnlyList<string> questions) => new("", "", "", "", questions);
    }

    /// <summary>The passages that have a question, in order.</summary>
    public IReadOnlyList<int> Asked => asked;

    /// <summary>The passages of texts of which some passage has a question, in order.</summary>
    public int[] InAskedTexts { get; }

    /// <summary>Its size in bytes.</summary>
    public long Bytes => askedIndex.Bytes + chapterIndex.Bytes + questionIndex.Bytes + 4L * InAskedTexts.Length;

    /// <summary>How many questions a passage has.</summary>
    public int QuestionsOf(int passage) => questionCounts.GetValueOrDefault(passage);

    /// <summary>Whether anybody asked for a text.</summary>
    public bool IsAsked(int title) => askedTitles[title];

    /// <summary>What the memory says about a question.</summary>
    public Recollection Recall(string question, IReadOnlyList<WeightedTerm> terms)
    {
        var withQuestions = new Dictionary<int, float>();
        foreach (var (number, score) in askedIndex.Search(terms, int.MaxValue)) withQuestions[asked[number]] = (float)score;
        var byChapter = new Dictionary<int, float>();
        foreach (var (number, score) in chapterIndex.Search(question, int.MaxValue)) byChapter[chapters[number]] = (float)score;

        var titles = new Dictionary<int, float>();
        var votes = new Dictionary<int, float>();
        var total = 0f;
        foreach (var (number, score) in questionIndex.Search(question, Nearest))
        {
            var vote = (float)(score * score);
            total += vote;
            foreach (var passage in answers[number])
            {
                titles[corpus.Titles[passage]] = titles.GetValueOrDefault(corpus.Titles[passage]) + vote / answers[number].Length;
                votes[corpus.Chapters[passage]] = votes.GetValueOrDefault(corpus.Chapters[passage]) + vote / answers[number].Length;
            }
        }

        return new Recollection(withQuestions, byChapter, titles, votes, Math.Max(total, float.Epsilon));
    }
}

/// <summary>What the memory says about one question.</summary>
/// <param name="WithQuestions">Passages that have questions, with their score when these count as a field.</param>
/// <param name="Chapters">Chapters, with the score of their questions.</param>
/// <param name="TitleVotes">Texts, with the votes of the nearest questions.</param>
/// <param name="ChapterVotes">Chapters, with the same.</param>
/// <param name="Votes">All votes.</param>
internal sealed record Recollection(
    IReadOnlyDictionary<int, float> WithQuestions, IReadOnlyDictionary<int, float> Chapters, IReadOnlyDictionary<int, float> TitleVotes,
    IReadOnlyDictionary<int, float> ChapterVotes, float Votes);
