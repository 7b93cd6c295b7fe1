using System.Globalization;
using System.Text;
using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>
/// A question in one plain spelling (compatibility forms, case, traditional characters, invisible characters and disguises
/// undone), with the way back: every character knows the stretch of the original that it stands for.
/// </summary>
public sealed class NormalisedText
{
    private readonly List<Letter> letters;

    private NormalisedText(string original, List<Letter> letters)
    {
        Original = original;
        this.letters = letters;
        Text = string.Create(letters.Count, letters, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = from[i].Char;
        });
    }

    /// <summary>What was written.</summary>
    public string Original { get; }

    /// <summary>The plain spelling.</summary>
    public string Text { get; }

    /// <summary>Reads a text of any kind; nothing makes it throw.</summary>
    public static NormalisedText Of(string original, Spelling spelling)
    {
        var letters = Fold(original, spelling);
        letters = JoinSplitCharacters(letters);
        letters = ReplaceVariants(letters, spelling);
        return new NormalisedText(original, Pinyin.Replace(letters, spelling));
    }

    /// <summary>A mention of a fact in a stretch of <see cref="Text"/>, in the user's own characters.</summary>
    public Mention MentionOf(string factId, FactValue value, MentionStatus status, int start, int length)
    {
        (start, length) = InOriginal(start, length);
        return new Mention(factId, value, status, start, length, Original.Substring(start, length).Trim());
    }

    /// <summary>The stretch of the original that stands behind a stretch of <see cref="Text"/>.</summary>
    public (int Start, int Length) InOriginal(int start, int length)
    {
        if (length == 0) return (start < letters.Count ? letters[start].Start : Original.Length, 0);
        var from = letters[start].Start;
        return (from, letters[start + length - 1].End - from);
    }

    /// <summary>Whether a character is a Chinese one.</summary>
    internal static bool IsHan(char c) => c is (>= '\u4e00' and <= '\u9fff') or (>= '\u3400' and <= '\u4dbf');

    private static List<Letter> Fold(string original, Spelling spelling)
    {
        var letters = new List<Letter>(original.Length);
        for (var i = 0; i < original.Length;)
        {
            var width = Rune.DecodeFromUtf16(original.AsSpan(i), out var rune, out var consumed) == System.Buffers.OperationStatus.Done ? rune.Utf16SequenceLength : 0;
            if (width > 0) Append(letters, rune, i, i + width, spelling);
            i += Math.Max(consumed, 1);
        }

        return letters;
    }

    private static void Append(List<Letter> letters, Rune rune, int start, int end, Spelling spelling)
    {
        if (spelling.Compatibility.TryGetValue(rune.Value, out var plain))
        {
            foreach (var c in plain) letters.Add(new Letter(Plain(c, spelling), start, end));
            return;
        }

        if (rune.Value is '\n') letters.Add(new Letter('\n', start, end));
        else if (Rune.IsWhiteSpace(rune)) letters.Add(new Letter(' ', start, end));
        else if (!IsInvisible(rune))
        {
            Span<char> units = stackalloc char[2];
            foreach (var c in units[..rune.EncodeToUtf16(units)]) letters.Add(new Letter(Plain(c, spelling), start, end));
        }
    }

    private static char Plain(char c, Spelling spelling) =>
        c < 0x80 ? char.ToLowerInvariant(c) : spelling.Simplified.TryGetValue(c, out var simplified) ? simplified : char.ToLowerInvariant(c);

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;

    /// <summary>Takes the separators out of runs of three or more single characters, as in 催 收 人 or 爆.通.讯.录.</summary>
    private static List<Letter> JoinSplitCharacters(List<Letter> letters)
    {
        List<Letter>? joined = null;
        var copied = 0;
        for (var i = 0; i + 4 < letters.Count; i++)
        {
            if (!IsHan(letters[i].Char) || (i > 0 && IsHan(letters[i - 1].Char))) continue;
            var separator = letters[i + 1].Char;
            if (IsHan(separator) || char.IsLetterOrDigit(separator) || separator is '\n' or ',' or '。' or '、' or '?' or '!') continue;
            var end = i;
            while (end + 2 < letters.Count && letters[end + 1].Char == separator && IsHan(letters[end + 2].Char)) end += 2;

            // A longer word behind the last separator is not split: 我 想 问问 keeps its last blank.
            if (end + 1 < letters.Count && IsHan(letters[end + 1].Char)) end -= 2;
            if (end < i + 4) continue;
            joined ??= new List<Letter>(letters.Count);
            joined.AddRange(letters[copied..i]);
            for (var j = i; j <= end; j += 2) joined.Add(letters[j]);
            copied = end + 1;
            i = end;
        }

        if (joined is null) return letters;
        joined.AddRange(letters[copied..]);
        return joined;
    }

    private static List<Letter> ReplaceVariants(List<Letter> letters, Spelling spelling)
    {
        var replaced = new List<Letter>(letters.Count);
        for (var i = 0; i < letters.Count;)
        {
            var variant = spelling.Variants.TryGetValue(letters[i].Char, out var candidates)
                ? candidates.FirstOrDefault(candidate => StandsAt(letters, i, candidate.Written))
                : null;
            if (variant is null)
            {
                replaced.Add(letters[i++]);
                continue;
            }

            AddReplacement(replaced, variant.Meant, letters[i].Start, letters[i + variant.Written.Length - 1].End);
            i += variant.Written.Length;
        }

        return replaced;
    }

    private static bool StandsAt(List<Letter> letters, int at, string word)
    {
        if (at + word.Length > letters.Count) return false;
        for (var i = 0; i < word.Length; i++)
            if (letters[at + i].Char != word[i]) return false;

        // "kj" stands for nothing inside a longer Latin word.
        return !(char.IsAsciiLetter(word[0]) && at > 0 && char.IsAsciiLetter(letters[at - 1].Char))
            && !(char.IsAsciiLetter(word[^1]) && at + word.Length < letters.Count && char.IsAsciiLetter(letters[at + word.Length].Char));
    }

    internal static void AddReplacement(List<Letter> letters, string meant, int start, int end)
    {
        foreach (var c in meant) letters.Add(new Letter(c, start, end));
    }

    /// <summary>A character with the stretch of the original that it stands for.</summary>
    internal readonly record struct Letter(char Char, int Start, int End);
}
