using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>
/// Makes pairs to learn from out of passages alone: one or two clauses with the rest of the passage, two passages of one chapter, or a
/// title and heading with the text below.
/// </summary>
internal sealed class SelfMadePairs(Corpus corpus)
{
    private const float ClauseShare = 0.7f;
    private const float ChapterShare = 0.15f;

    /// <summary>How often the clauses stay in the passage as well, so that sharing words still counts.</summary>
    private const float StayingShare = 0.2f;

    private const int ShortestClause = 4;

    private static readonly char[] Marks = ['，', '。', '；', '\n', '：', '、'];

    private readonly Dictionary<int, int[]> chapters = corpus.Chapters.Index().GroupBy(entry => entry.Item, entry => entry.Index).ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>A pair made of a passage: what stands for a question, and what answers it.</summary>
    public (IndexedPassage Part, IndexedPassage Whole) Make(int number, Random random)
    {
        var passage = corpus.Passages[number];
        var kind = random.NextSingle();
        if (kind < ClauseShare)
        {
            string[] clauses = [.. passage.Text.Split(Marks).Where(clause => clause.Length >= ShortestClause)];
            if (clauses.Length >= 3) return FromClauses(passage, clauses, random);
        }
        else if (kind < ClauseShare + ChapterShare)
        {
            var chapter = chapters[corpus.Chapters[number]];
            var other = chapter[random.Next(chapter.Length)];
            if (other != number) return (Plain(passage.Text), Plain(corpus.Passages[other].Text));
        }

        return (Plain(passage.Title + passage.Heading), Plain(passage.Text));
    }

    private static (IndexedPassage Part, IndexedPassage Whole) FromClauses(IndexedPassage passage, string[] clauses, Random random)
    {
        var count = random.Next(1, 3);
        var first = random.Next(clauses.Length - count + 1);
        var part = Plain(string.Join('，', clauses[first..(first + count)]));
        return random.NextSingle() < StayingShare ? (part, passage) : (part, passage with { Text = string.Join('，', [.. clauses[..first], .. clauses[(first + count)..]]) });
    }

    private static IndexedPassage Plain(string text) => new("", "", "", text, []);
}
