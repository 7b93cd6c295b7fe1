using System.Collections.Frozen;

namespace ChatTriage.Knowledge;

/// <summary>How the same words may be written: character tables and disguises.</summary>
/// <param name="Compatibility">Code point → the plain text that it stands for (full-width forms, radicals, enclosed letters).</param>
/// <param name="Simplified">Traditional character → simplified character.</param>
/// <param name="Variants">First character → disguises that start with it, the longest first, with what they stand for.</param>
/// <param name="Pinyin">Words in Latin letters without blanks → the word.</param>
public sealed record Spelling(
    FrozenDictionary<int, string> Compatibility, FrozenDictionary<char, char> Simplified,
    FrozenDictionary<char, IReadOnlyList<Variant>> Variants, FrozenDictionary<string, string> Pinyin)
{
    /// <summary>Length of the longest word in <see cref="Pinyin"/>.</summary>
    public int LongestPinyin { get; } = Pinyin.Count == 0 ? 0 : Pinyin.Keys.Max(word => word.Length);
}

/// <summary>A disguise and what it stands for.</summary>
public sealed record Variant(string Written, string Meant);
