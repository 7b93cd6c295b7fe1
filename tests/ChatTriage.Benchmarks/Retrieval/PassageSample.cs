using System.Globalization;
using ChatTriage.Cli.Evaluation;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Benchmarks.Retrieval;

/// <summary>
/// A part of a corpus that keeps what is judged relevant, or more than the corpus: each further passage is the head of one real passage
/// and the tail of another, cut at any character. Lengths and the shares of characters stay those of the corpus, and each seam may
/// make a pair of characters that no passage had, so that the vocabulary goes on growing as it does in real text.
/// </summary>
internal static class PassageSample
{
    public static IReadOnlyList<IndexedPassage> Take(IReadOnlyList<IndexedPassage> corpus, IReadOnlyList<BeirQuestion> questions, int size)
    {
        var relevant = questions.SelectMany(question => question.Judgements.Keys).ToHashSet();
        if (size <= corpus.Count) return [.. corpus.Where(passage => relevant.Contains(passage.Id)).Concat(corpus.Where(passage => !relevant.Contains(passage.Id))).Take(size)];

        var random = new Random(20261123);
        var passages = new List<IndexedPassage>(size);
        passages.AddRange(corpus);
        while (passages.Count < size)
        {
            var (head, tail) = (corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)]);
            var text = $"{head.Text.AsSpan(0, random.Next(head.Text.Length + 1))}{tail.Text.AsSpan(random.Next(tail.Text.Length + 1))}";
            passages.Add(head with { Id = string.Create(CultureInfo.InvariantCulture, $"mixed-{passages.Count}"), Text = text });
        }

        return passages;
    }
}
