using System.Collections.Frozen;

namespace ChatTriage.Knowledge.Reading;

/// <summary>A text file with one pair of characters a line; lines that start with # are comments.</summary>
internal sealed class CharacterTable(string file, string text, List<KnowledgeError> errors)
{
    /// <summary>The pairs; a line that is no pair, or whose first half stood before, is a fault.</summary>
    public FrozenDictionary<TKey, TValue> Read<TKey, TValue>(Func<string, (TKey Key, TValue Value)?> parse) where TKey : notnull
    {
        var pairs = new Dictionary<TKey, TValue>();
        foreach (var (number, line) in text.ReplaceLineEndings("\n").Split('\n').Index().Where(line => line.Item.Length > 0 && !line.Item.StartsWith('#')))
        {
            if (parse(line) is not { } pair || !pairs.TryAdd(pair.Key, pair.Value))
                errors.Add(new KnowledgeError(file, number + 1, "this line is no pair of characters, or stands twice", "Write the character and what it stands for, once"));
        }

        return pairs.ToFrozenDictionary();
    }
}
