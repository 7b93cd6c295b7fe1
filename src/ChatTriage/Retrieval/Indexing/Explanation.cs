using System.Globalization;

namespace ChatTriage.Retrieval.Indexing;

/// <summary>Why a score is what it is: a tree of named numbers. Where the parts make up the number, it says how.</summary>
/// <param name="Name">What the number is.</param>
/// <param name="Value">The number.</param>
/// <param name="Parts">What it is made of.</param>
public sealed record Explanation(string Name, double Value, params IReadOnlyList<Explanation> Parts)
{
    /// <summary>The tree as indented lines.</summary>
    public IEnumerable<string> Lines(int depth = 0) =>
        Parts.SelectMany(part => part.Lines(depth + 1)).Prepend(string.Create(CultureInfo.InvariantCulture, $"{new string(' ', 2 * depth)}{Value:0.####} {Name}"));

    /// <summary>The same, with all but the first parts of each long sum told as one.</summary>
    /// <param name="most">How many parts a node keeps.</param>
    public Explanation Shortened(int most)
    {
        var kept = Parts.Take(most).Select(part => part.Shortened(most));
        return this with { Parts = Parts.Count <= most + 1 ? [.. Parts.Select(part => part.Shortened(most))] : [.. kept, new Explanation($"{Parts.Count - most} weaker ones together", Parts.Skip(most).Sum(part => part.Value))] };
    }
}
