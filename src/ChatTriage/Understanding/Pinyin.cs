using ChatTriage.Knowledge;
using Letter = ChatTriage.Understanding.NormalisedText.Letter;

namespace ChatTriage.Understanding;

/// <summary>
/// Turns Chinese written in Latin letters into characters. A run of Latin words is read as a whole; when not all of it is
/// known it stays (English), except that a single known word that touches a Chinese character is still read.
/// </summary>
internal static class Pinyin
{
    private const int LongestRun = 400;

    /// <summary>The letters with pinyin replaced.</summary>
    public static List<Letter> Replace(List<Letter> letters, Spelling spelling)
    {
        if (!letters.Exists(letter => char.IsAsciiLetter(letter.Char))) return letters;
        var result = new List<Letter>(letters.Count);
        for (var i = 0; i < letters.Count;)
        {
            if (!char.IsAsciiLetter(letters[i].Char))
            {
                result.Add(letters[i++]);
                continue;
            }

            var end = RunEnd(letters, i);
            if (!TryReplace(letters, i, end, spelling, result)) ReplaceWords(letters, i, end, spelling, result);
            i = end;
        }

        return result;
    }

    private static int RunEnd(List<Letter> letters, int start)
    {
        var end = start;
        for (var i = start; i < letters.Count && i - start < LongestRun; i++)
        {
            if (char.IsAsciiLetter(letters[i].Char)) end = i + 1;
            else if (letters[i].Char != ' ') break;
        }

        return end;
    }

    private static void ReplaceWords(List<Letter> letters, int start, int end, Spelling spelling, List<Letter> result)
    {
        for (var i = start; i < end;)
        {
            var wordEnd = i;
            while (wordEnd < end && letters[wordEnd].Char != ' ') wordEnd++;
            var touches = (i > 0 && NormalisedText.IsHan(letters[i - 1].Char)) || (wordEnd < letters.Count && NormalisedText.IsHan(letters[wordEnd].Char));
            if (wordEnd == i || !((touches || wordEnd - i >= 6) && TryReplace(letters, i, wordEnd, spelling, result)))
            {
                wordEnd = Math.Max(wordEnd, i + 1);
                result.AddRange(letters[i..wordEnd]);
            }

            i = wordEnd;
        }
    }

    /// <summary>Reads a stretch wholly as known words, the longest first; adds nothing and returns false when that fails.</summary>
    private static bool TryReplace(List<Letter> letters, int start, int end, Spelling spelling, List<Letter> result)
    {
        var places = Enumerable.Range(start, end - start).Where(i => letters[i].Char != ' ').ToArray();
        var latin = string.Concat(places.Select(place => letters[place].Char));
        var words = new List<(int From, int Length, string Meant)>();
        for (var at = 0; at < latin.Length;)
        {
            var length = Math.Min(spelling.LongestPinyin, latin.Length - at);
            string? meant = null;
            while (length > 0 && !spelling.Pinyin.TryGetValue(latin.Substring(at, length), out meant)) length--;
            if (meant is null) return false;
            words.Add((at, length, meant));
            at += length;
        }

        foreach (var (from, length, meant) in words)
            NormalisedText.AddReplacement(result, meant, letters[places[from]].Start, letters[places[from + length - 1]].End);
        return true;
    }
}
