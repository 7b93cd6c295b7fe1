using System.Text;
using System.Text.RegularExpressions;

namespace ChatTriage.Writing.Model;

/// <summary>
/// Cuts a model's stream into sentences as they become complete: each with the citations behind its closing mark and the line breaks
/// after it. A model's thinking aloud and its Markdown are left out.
/// </summary>
internal sealed partial class SentenceReader
{
    private const string Ends = "。！？!?\n";
    private const string Closers = "」』”’）)》】〕";
    private const string ThinkingStarts = "<think>";
    private const string ThinkingEnds = "</think>";

    private readonly StringBuilder pending = new();

    /// <summary>The sentences that the piece completes.</summary>
    public IEnumerable<string> Add(string piece)
    {
        pending.Append(piece);
        return Take(isLast: false);
    }

    /// <summary>What is left when the stream has ended.</summary>
    public IEnumerable<string> Finish() => Take(isLast: true);

    private List<string> Take(bool isLast)
    {
        var text = pending.ToString();
        var sentences = new List<string>();
        var start = 0;
        while (Next(text, start, isLast) is { } end)
        {
            if (Plain(text[start..end]) is { Length: > 0 } sentence) sentences.Add(sentence);
            start = end;
        }

        pending.Clear().Append(text, start, text.Length - start);
        return sentences;
    }

    /// <summary>Where the sentence ends that starts there; null while it may go on.</summary>
    private static int? Next(string text, int start, bool isLast)
    {
        var at = start;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at == text.Length) return null;
        if (IsThinking(text, at))
        {
            var end = text.IndexOf(ThinkingEnds, at, StringComparison.OrdinalIgnoreCase);
            return end >= 0 ? end + ThinkingEnds.Length : isLast ? text.Length : null;
        }

        while (at < text.Length && !Ends.Contains(text[at], StringComparison.Ordinal)) at++;
        if (at == text.Length) return isLast ? text.Length : null;
        while (at < text.Length && (Ends.Contains(text[at], StringComparison.Ordinal) || Closers.Contains(text[at], StringComparison.Ordinal))) at++;
        // 「……。[1]」: the number behind the mark belongs to the sentence before it.
        while (Tail().Match(text, at) is { Success: true, Length: > 0 } tail) at += tail.Length;
        return isLast || (at < text.Length && !HalfTail().IsMatch(text, at)) ? at : null;
    }

    private static bool IsThinking(string text, int at) =>
        string.Compare(text, at, ThinkingStarts, 0, Math.Min(ThinkingStarts.Length, text.Length - at), StringComparison.OrdinalIgnoreCase) == 0;

    /// <summary>Without Markdown's stars and hashes; citations written one way; a list's dash stays.</summary>
    private static string Plain(string sentence)
    {
        if (IsThinking(sentence.TrimStart(), 0) && sentence.TrimStart().Length >= ThinkingStarts.Length) return "";
        var plain = Emphasis().Replace(sentence, "");
        plain = Brackets().Replace(plain, match => string.Concat(match.Groups[1].Value.Split([',', '，', '、', ' '], StringSplitOptions.RemoveEmptyEntries).Select(n => $"[{n}]")));
        return string.IsNullOrWhiteSpace(plain) ? "" : plain;
    }

    [GeneratedRegex(@"\G(?:\s*(?:\[[0-9]{1,3}\]|【[0-9]{1,3}】)+|\s+)")]
    private static partial Regex Tail();

    /// <summary>A citation of which the rest has not come yet.</summary>
    [GeneratedRegex(@"\G\s*[\[【][0-9]{0,3}$")]
    private static partial Regex HalfTail();

    [GeneratedRegex(@"\*\*|__|^\s*#{1,6}\s+", RegexOptions.Multiline)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"[\[【]\^?([0-9]{1,3}(?:\s*[,，、]\s*[0-9]{1,3})*)[\]】]")]
    private static partial Regex Brackets();
}
