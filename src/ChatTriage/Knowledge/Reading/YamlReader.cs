using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ChatTriage.Knowledge.Reading;

/// <summary>
/// Reads YAML and keeps the line of every value, so that each fault can be shown where it stands. Faults are collected, not
/// thrown: an author sees all of them at once.
/// </summary>
internal sealed class YamlReader(string file, List<KnowledgeError> errors)
{
    /// <summary>The file that is read, relative to the knowledge directory.</summary>
    public string File => file;

    /// <summary>Deeper nesting than any entry needs.</summary>
    private const int DeepestNesting = 24;

    /// <summary>The root of the document; null (and a fault) when the text is no YAML or empty.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="firstLine">Line of the file on which the YAML starts.</param>
    public YamlValue? Parse(string text, int firstLine = 1)
    {
        try
        {
            if (!IsPlain(text, firstLine)) return null;
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents.Count == 1) return new YamlValue(this, stream.Documents[0].RootNode, firstLine - 1);
            Report(firstLine, "the file holds no YAML document, or several", "Write exactly one document");
        }
        catch (YamlException fault)
        {
            Report((int)fault.Start.Line + firstLine - 1, $"this is not valid YAML ({fault.Message.ReplaceLineEndings(" ")})",
                "Check indentation, quotes and duplicate keys near this line");
        }

        return null;
    }

    /// <summary>References could make a value contain itself, and endless nesting would exhaust the stack: neither is knowledge.</summary>
    private bool IsPlain(string text, int firstLine)
    {
        var parser = new Parser(new StringReader(text));
        for (var depth = 0; parser.MoveNext(); depth += parser.Current!.NestingIncrease)
        {
            if (parser.Current is not AnchorAlias && depth <= DeepestNesting) continue;
            Report((int)parser.Current!.Start.Line + firstLine - 1, "the YAML is nested too deeply, or refers to itself with *", "Write the value out");
            return false;
        }

        return true;
    }

    /// <summary>Adds a fault at a line of this file.</summary>
    public void Report(int line, string what, string cure) => errors.Add(new KnowledgeError(file, line, what, cure));
}

/// <summary>A YAML value with its place. Getters report a fault and return null (or nothing) instead of throwing.</summary>
internal sealed class YamlValue(YamlReader reader, YamlNode node, int lineOffset)
{
    /// <summary>Line of the value in its file, counted from 1.</summary>
    public int Line => (int)node.Start.Line + lineOffset;

    /// <summary>Place of the value.</summary>
    public SourceLine Source => new(reader.File, Line);

    /// <summary>Reports a fault here.</summary>
    public void Report(string what, string cure) => reader.Report(Line, what, cure);

    /// <summary>The entries of a list; empty, with a fault, when this is no list.</summary>
    public IEnumerable<YamlValue> Items()
    {
        if (node is YamlSequenceNode sequence) return sequence.Children.Select(Wrap);
        Report("a list is expected here", "Start each entry with \"- \"");
        return [];
    }

    /// <summary>The names and values of a mapping, without any check of the names.</summary>
    public IEnumerable<(YamlValue Key, YamlValue Value)> Entries()
    {
        if (node is YamlMappingNode mapping) return mapping.Children.Select(pair => (Wrap(pair.Key), Wrap(pair.Value)));
        Report("keys and values are expected here", "Write \"key: value\"");
        return [];
    }

    /// <summary>Reports every key that is not among the known ones.</summary>
    public void AllowKeys(params ReadOnlySpan<string> known)
    {
        if (node is not YamlMappingNode mapping)
        {
            Report("keys and values are expected here", $"Write \"{known[0]}: …\"");
            return;
        }

        foreach (var key in mapping.Children.Keys.Select(Wrap))
        {
            var name = key.Text() ?? "";
            if (!known.Contains(name)) key.Report($"unknown key \"{name}\"", $"Use one of: {string.Join(", ", known)}");
        }
    }

    /// <summary>The value of a key, or null.</summary>
    public YamlValue? Find(string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) && !IsNull(value) ? Wrap(value) : null;

    /// <summary>Whether the key stands there, even without a value.</summary>
    public bool Has(string key) => node is YamlMappingNode mapping && mapping.Children.ContainsKey(new YamlScalarNode(key));

    /// <summary>The value of a key; a fault when it is missing.</summary>
    public YamlValue? Require(string key)
    {
        var value = Find(key);
        if (value is null) Report($"\"{key}\" is missing", $"Add \"{key}: …\"");
        return value;
    }

    /// <summary>The scalar as text, trimmed; null, with a fault, when this is no scalar.</summary>
    public string? Text()
    {
        if (node is YamlScalarNode scalar) return scalar.Value?.Trim();
        Report("a single value is expected here", "Write one value, not a list or a mapping");
        return null;
    }

    /// <summary>The required text of a key; "" with a fault when missing or empty.</summary>
    public string RequireText(string key)
    {
        var value = Require(key);
        var text = value?.Text();
        if (value is not null && text is "") value.Report($"\"{key}\" is empty", "Fill it in or remove the entry");
        return text ?? "";
    }

    /// <summary>The text of a key, or null.</summary>
    public string? FindText(string key) => Find(key)?.Text();

    /// <summary>The texts of a list under a key; empty when the key is missing.</summary>
    public IReadOnlyList<string> Texts(string key) => Find(key)?.Items().Select(item => item.Text() ?? "").ToArray() ?? [];

    /// <summary>The required id of this entry.</summary>
    public string RequireId(string key = "id")
    {
        var id = RequireText(key);
        if (id.Length > 0 && !id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
            Find(key)!.Report($"\"{id}\" is no id", "Use lower-case letters, digits and hyphens");
        return id;
    }

    /// <summary>The date under a key; null when it is missing or no ISO date.</summary>
    public DateOnly? FindDate(string key) => Find(key)?.Date();

    /// <summary>This scalar as a date; null, with a fault, when it is no ISO date.</summary>
    public DateOnly? Date()
    {
        if (Text() is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and < 3000) return date;
        Report($"\"{text}\" is no date", "Write it as yyyy-mm-dd");
        return null;
    }

    /// <summary>The required date under a key.</summary>
    public DateOnly RequireDate(string key)
    {
        if (Find(key) is null) Require(key);
        return FindDate(key) ?? DateOnly.MinValue;
    }

    /// <summary>The number of this scalar; null when it is none (no fault).</summary>
    public decimal? AsNumber() =>
        node is YamlScalarNode scalar && decimal.TryParse(scalar.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number under a key; null when missing, with a fault when it is no number.</summary>
    public decimal? FindNumber(string key)
    {
        if (Find(key) is not { } value) return null;
        if (value.AsNumber() is { } number) return number;
        value.Report($"\"{key}\" is no number", "Write digits, with a point for decimals");
        return null;
    }

    /// <summary>True or false under a key, false when it is missing; a fault when it is anything else (yes, True, 1).</summary>
    public bool FindBoolean(string key)
    {
        if (Find(key) is not { } value) return false;
        if (value.AsBoolean() is { } flag) return flag;
        value.Report($"\"{key}\" is neither true nor false", "Write true or false, in lower case");
        return false;
    }

    /// <summary>A whole number under a key, within limits; the fallback when missing, with a fault when it is none.</summary>
    public int FindInteger(string key, int fallback, int least, int most)
    {
        if (FindNumber(key) is not { } number) return fallback;
        if (number == decimal.Truncate(number) && number >= least && number <= most) return (int)number;
        Find(key)!.Report($"\"{key}\" is out of range", $"Use a whole number from {least} to {most}");
        return fallback;
    }

    /// <summary>True or false; null when this scalar is neither (no fault).</summary>
    public bool? AsBoolean() => node is YamlScalarNode scalar ? scalar.Value switch { "true" => true, "false" => false, _ => null } : null;

    /// <summary>The name of an enum value in kebab case; a fault that lists the names when it is none of them.</summary>
    public T Enum<T>(T fallback) where T : struct, Enum
    {
        var text = Text() ?? "";
        if (KebabCase.TryParse<T>(text, out var value)) return value;
        Report($"\"{text}\" is not allowed here", $"Use one of: {string.Join(", ", KebabCase.Names<T>())}");
        return fallback;
    }

    private static bool IsNull(YamlNode value) => value is YamlScalarNode { Value: "" or "~" or "null", Style: ScalarStyle.Plain };

    private YamlValue Wrap(YamlNode child) => new(reader, child, lineOffset);
}
