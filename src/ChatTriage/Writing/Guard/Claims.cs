using ChatTriage.Knowledge;

namespace ChatTriage.Writing.Guard;

/// <summary>
/// Tells whether a sentence is borne out claim by claim: it may be laid over several sentences of the sources where it joins what could
/// stand alone, each part clipped from or paraphrasing one of them.
/// </summary>
internal sealed class Claims(Clipping clipping, Paraphrase paraphrase, ClauseReader reader)
{
    /// <summary>After a comma only these begin a claim of its own; anything else may hang on what stands before it.</summary>
    private static readonly string[] Joins = ["但", "不过", "同时", "另外", "而且", "并且", "建议", "记得", "别忘了", "还有", "更"];

    private static readonly char[] Ends = ['。', '!', ';', '?', '\n'];

    /// <summary>Whether the sentence, in plain spelling, is borne out by the sources.</summary>
    public bool AreSupported(string sentence, IReadOnlyList<SourceSentence> sources)
    {
        if (clipping.IsClipped(sentence, sources) || paraphrase.IsSupported(sentence, sources)) return true;
        Part[] parts = [.. Parts(sentence)];
        if (parts.Length < 2) return false;
        var isOrdered = reader.Read(sentence).Marks.Any(mark => mark is ClauseMark.First or ClauseMark.Then or ClauseMark.Before or ClauseMark.After);
        var known = new Dictionary<(int, int), IReadOnlyList<SourceSentence>>();
        return Lay(0, null);

        bool Lay(int at, SourceSentence? before)
        {
            if (at == parts.Length) return true;
            for (var end = at == 0 ? parts.Length - 1 : parts.Length; end > at; end--)
            {
                if (end < parts.Length && !CanPart(parts[end - 1], parts[end])) continue;
                if (Support(at, end).Any(source => (before is null || MayFollow(source, before)) && Lay(end, source))) return true;
            }

            return false;
        }

        // One sentence is not cut up and joined anew, and steps keep the order of their text.
        bool MayFollow(SourceSentence source, SourceSentence before) =>
            !source.IsPartWith(before) && (!isOrdered || (source.TextId == before.TextId && source.Index > before.Index));

        IReadOnlyList<SourceSentence> Support(int from, int to)
        {
            if (known.TryGetValue((from, to), out var found)) return found;
            var text = string.Concat(parts[from..to].Select(part => part.Text + part.End)).TrimEnd(',', ':');
            return known[(from, to)] = [.. sources.Where(source => clipping.IsClipped(text, [source]) || paraphrase.IsSupported(text, [source]))];
        }
    }

    private bool CanPart(Part before, Part after) =>
        Ends.Contains(before.End) || (before.End == ',' && !reader.Leans(before.Text, isBeforeColon: false) && Joins.Any(word => after.Text.StartsWith(word, StringComparison.Ordinal)));

    private static IEnumerable<Part> Parts(string sentence)
    {
        var start = 0;
        for (var at = 0; at <= sentence.Length; at++)
        {
            if (at < sentence.Length && sentence[at] is not (',' or ':') && !Ends.Contains(sentence[at])) continue;
            if (sentence[start..at].Trim() is { Length: > 0 } clause) yield return new Part(clause, at < sentence.Length ? sentence[at] : '。');
            start = at + 1;
        }
    }

    private sealed record Part(string Text, char End);
}
