namespace ChatTriage.Retrieval.Indexing;

/// <summary>What the index reads of a passage.</summary>
/// <param name="Id">Its name, unique in the index.</param>
/// <param name="Title">The title of the text that it belongs to.</param>
/// <param name="Heading">The heading above it.</param>
/// <param name="Text">The passage itself.</param>
/// <param name="Questions">Lay questions that it answers.</param>
public sealed record IndexedPassage(string Id, string Title, string Heading, string Text, IReadOnlyList<string> Questions)
{
    /// <summary>How many fields a passage has.</summary>
    internal const int Fields = 4;

    /// <summary>How many texts the fields have together: one each, and one for each question.</summary>
    internal int Texts => Fields - 1 + Questions.Count;

    /// <summary>One of the texts with the field that it belongs to.</summary>
    internal (int Field, string Text) this[int text] => text switch
    {
        0 => (0, Title),
        1 => (1, Heading),
        2 => (2, Text),
        _ => (3, Questions[text - Fields + 1]),
    };
}

/// <summary>The parameters of BM25F.</summary>
/// <param name="K1">How fast repetitions of a term stop counting.</param>
/// <param name="B">How far a field's length is held against it, from 0 to 1.</param>
/// <param name="Title">The weight of the title.</param>
/// <param name="Heading">The weight of the heading.</param>
/// <param name="Text">The weight of the text.</param>
/// <param name="Questions">The weight of the lay questions.</param>
public sealed record Bm25fParameters(double K1 = 1.2, double B = 0.75, double Title = 1, double Heading = 1, double Text = 1, double Questions = 0.6)
{
    internal double[] Weights => [Title, Heading, Text, Questions];
}
