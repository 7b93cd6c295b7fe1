using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval.Learning;

/// <summary>Passages with their index, and the texts and chapters that they belong to by title and heading.</summary>
internal sealed class Corpus
{
    public Corpus(Bm25fIndex index, IReadOnlyList<IndexedPassage> passages)
    {
        Index = index;
        Passages = passages;
        Numbers = passages.Select((passage, i) => (passage.Id, i)).ToDictionary(entry => entry.Id, entry => entry.i);
        (Titles, TitleCount) = Grouped(passage => passage.Title);
        (Chapters, _) = Grouped(passage => $"{passage.Title}\n{passage.Heading}");
    }

    public Bm25fIndex Index { get; }

    public IReadOnlyList<IndexedPassage> Passages { get; }

    /// <summary>The number of each id.</summary>
    public IReadOnlyDictionary<string, int> Numbers { get; }

    /// <summary>For each passage which title it has; passages of one title are one text.</summary>
    public int[] Titles { get; }

    /// <summary>How many titles there are.</summary>
    public int TitleCount { get; }

    /// <summary>For each passage which chapter it is in: title and heading together.</summary>
    public int[] Chapters { get; }

    private (int[] Groups, int Count) Grouped(Func<IndexedPassage, string> key)
    {
        var numbers = new Dictionary<string, int>();
        var groups = new int[Passages.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            if (!numbers.TryGetValue(key(Passages[i]), out groups[i])) numbers[key(Passages[i])] = groups[i] = numbers.Count;
        }

        return (groups, numbers.Count);
    }
}
