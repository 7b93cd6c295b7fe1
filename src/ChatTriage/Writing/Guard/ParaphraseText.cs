namespace ChatTriage.Writing.Guard;

/// <summary>A text as paraphrases are compared: a clause of a model, or a sentence of a source.</summary>
internal sealed class ParaphraseText(string text, IReadOnlyList<Word> words)
{
    public string Text => text;

    public IReadOnlyList<Word> Words => words;

    public IReadOnlyList<Word> Content { get; } = [.. words.Where(word => word.IsContent)];

    public IReadOnlyList<string> Clauses { get; } = text.Split(',', ':', ';');

    public IReadOnlyList<string> Figures { get; } = [.. Guard.Figures.Of(text)];

    /// <summary>Where a source has a word: as a word that may mean the same, or as these very characters outside another word.</summary>
    public IReadOnlyList<Word> Find(Word word) => Content.Where(word.Means).ToArray() is { Length: > 0 } found ? found : Find(word.Text);

    /// <summary>Where a source has a stretch of characters; not where it is a part of a word that denies it.</summary>
    public IReadOnlyList<Word> Find(string stretch)
    {
        var found = new List<Word>();
        for (var at = text.IndexOf(stretch, StringComparison.Ordinal); at >= 0; at = text.IndexOf(stretch, at + 1, StringComparison.Ordinal))
        {
            if (Content.FirstOrDefault(word => word.Start <= at && at < word.End) is { } word && !(word.IsKnown && word.Text.Any(c => "不没未无免".Contains(c, StringComparison.Ordinal) && !stretch.Contains(c, StringComparison.Ordinal))))
                found.Add(word);
        }

        return found;
    }

    /// <summary>What a clause claims, piece by piece, each with where a source has it.</summary>
    public IEnumerable<(Word Word, IReadOnlyList<Word> Places)> PiecesIn(ParaphraseText source, ParaphraseReader reader)
    {
        for (var i = 0; i < Content.Count; i++)
        {
            if (Content[i].IsKnown)
            {
                var places = source.Find(Content[i]);
                var parts = places.Count == 0 && Content[i].Text.Length >= 3 ? reader.Split(Content[i]) : [];
                if (parts.Count > 0 && parts.All(part => source.Find(part).Count > 0))
                    foreach (var part in parts) yield return (part, source.Find(part));
                else yield return (Content[i], places);
                continue;
            }

            var end = i;
            while (end + 1 < Content.Count && !Content[end + 1].IsKnown && Content[end + 1].Start == Content[end].End) end++;
            while (i <= end)
            {
                var length = end - i + 1;
                while (length > 1 && source.Find(text.Substring(Content[i].Start, length)).Count == 0) length--;
                var stretch = text.Substring(Content[i].Start, length);
                yield return (Content[i] with { Text = stretch }, source.Find(stretch));
                i += length;
            }

            i--;
        }
    }
}
