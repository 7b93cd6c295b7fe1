using System.Text;

namespace ChatTriage.Knowledge;

/// <summary>The kebab-case names of enum values, as knowledge files and the HTTP contract write them.</summary>
public static class KebabCase
{
    /// <summary>The name of a value: <c>CollectorsMustNot</c> is <c>collectors-must-not</c>.</summary>
    public static string Name<T>(T value) where T : struct, Enum => Cache<T>.ByValue[value];

    /// <summary>All names of an enum, in order.</summary>
    public static IEnumerable<string> Names<T>() where T : struct, Enum => Cache<T>.ByValue.Values;

    /// <summary>The value with that name.</summary>
    public static bool TryParse<T>(string name, out T value) where T : struct, Enum => Cache<T>.ByName.TryGetValue(name, out value);

    private static string Convert(string name)
    {
        var kebab = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && kebab.Length > 0) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(c));
        }

        return kebab.ToString();
    }

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> ByValue = Enum.GetValues<T>().ToDictionary(value => value, value => Convert(value.ToString()));
        public static readonly Dictionary<string, T> ByName = ByValue.ToDictionary(pair => pair.Value, pair => pair.Key);
    }
}
