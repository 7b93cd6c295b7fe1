using System.Text;
using System.Text.RegularExpressions;
using ChatTriage.Knowledge.Patterns;

namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads the lexicon's patterns: regular expressions with word classes <c>&lt;name&gt;</c> and short gaps <c>…</c>.</summary>
internal sealed partial class PatternReader
{
    /// <summary>A gap stays inside a clause.</summary>
    private const string Gap = "[^,。!?;\\n]{0,8}";

    private readonly Dictionary<string, string> classes = [];

    /// <param name="words">The mapping of word classes; a class may name those above it.</param>
    public PatternReader(YamlValue? words)
    {
        foreach (var (key, list) in words?.Entries() ?? [])
        {
            var members = list.Items().Select(item => Expand(item.Text() ?? "", item, isWord: true)).OrderByDescending(word => word.Length);
            classes[key.Text() ?? ""] = string.Join('|', members);
        }
    }

    /// <summary>The patterns under a key, less those under <c>unless</c>; null when the key is missing.</summary>
    public TextPattern? Read(YamlValue owner, string key)
    {
        if (owner.Find(key) is not { } list) return null;
        var unless = key == "patterns" && owner.Find("unless") is { } exceptions ? Parse(exceptions) : null;
        return Parse(list) is { } read ? new TextPattern(read, unless) : null;
    }

    private PatternSyntax? Parse(YamlValue list)
    {
        var alternatives = new List<PatternSyntax>();
        foreach (var item in list.Items())
        {
            try
            {
                alternatives.Add(PatternSyntax.Parse(Expand(item.Text() ?? "", item, isWord: false)));
            }
            catch (FormatException fault)
            {
                item.Report($"this is no usable pattern ({fault.Message})", "Correct it; the knowledge base's README tells what a pattern may hold");
            }
        }

        return alternatives.Count == 0 ? null : new PatternSyntax.Choice(alternatives);
    }

    private string Expand(string pattern, YamlValue place, bool isWord)
    {
        var expanded = new StringBuilder();
        var at = 0;
        foreach (Match name in ClassName().Matches(pattern))
        {
            expanded.Append(Plain(pattern[at..name.Index], isWord));
            if (classes.TryGetValue(name.Groups[1].Value, out var members)) expanded.Append("(?:").Append(members).Append(')');
            else place.Report($"unknown word class <{name.Groups[1].Value}>", "Define it in lexicon/words.yaml, above its first use");
            at = name.Index + name.Length;
        }

        return expanded.Append(Plain(pattern[at..], isWord)).ToString();
    }

    private static string Plain(string text, bool isWord) => isWord ? Regex.Escape(text) : text.Replace("…", Gap, StringComparison.Ordinal);

    [GeneratedRegex("<([a-z-]+)>")]
    private static partial Regex ClassName();
}
