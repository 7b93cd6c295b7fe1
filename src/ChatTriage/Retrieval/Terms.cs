namespace ChatTriage.Retrieval;

/// <summary>
/// The index terms of a text: Chinese characters one by one and in pairs, runs of Latin letters and digits whole. For short lay
/// questions this finds as much as word segmentation does, without a dictionary.
/// </summary>
public static class Terms
{
    /// <summary>The terms in order of appearance, with repetitions.</summary>
    public static IEnumerable<string> Of(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsWord(text[i]))
            {
                var start = i;
                while (i + 1 < text.Length && IsWord(text[i + 1])) i++;
                yield return text[start..(i + 1)].ToLowerInvariant();
            }
            else if (char.IsLetter(text[i]))
            {
                yield return text[i].ToString();
                if (i + 1 < text.Length && char.IsLetter(text[i + 1]) && !IsWord(text[i + 1])) yield return text.Substring(i, 2);
            }
        }
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c);
}
