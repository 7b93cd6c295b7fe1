namespace ChatTriage.Retrieval;

/// <summary>Chinese sentences.</summary>
public static class Sentences
{
    private const string Ends = "。！？!?";
    private const string Closers = "」』”）)》";

    /// <summary>The sentences of a text, each with its closing mark; joined they are the text again.</summary>
    public static IEnumerable<string> Split(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!Ends.Contains(text[i], StringComparison.Ordinal) && text[i] != '\n') continue;
            while (i + 1 < text.Length && (Closers.Contains(text[i + 1], StringComparison.Ordinal) || Ends.Contains(text[i + 1], StringComparison.Ordinal))) i++;
            yield return text[start..(i + 1)];
            start = i + 1;
        }

        if (start < text.Length) yield return text[start..];
    }
}
