using System.Collections.Frozen;

namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads the files of <c>lexicon/</c>.</summary>
internal sealed class LexiconReader(
    PatternReader patterns, IReadOnlyDictionary<string, FactDefinition> facts, IReadOnlyDictionary<string, Topic> topics, IReadOnlySet<string> articles)
{
    private static readonly MentionStatus[] AllCues =
        [MentionStatus.Denied, MentionStatus.Supposed, MentionStatus.Feared, MentionStatus.Asked, MentionStatus.Reported];

    private static readonly MentionStatus[] AllButReported = [.. AllCues.Where(status => status != MentionStatus.Reported)];

    /// <summary>An entry of <c>mentions.yaml</c> or <c>emergencies.yaml</c>.</summary>
    public MentionPattern? ReadMention(YamlValue entry)
    {
        entry.AllowKeys("fact", "value", "quantity", "patterns", "unless", "before", "after", "certain", "cues", "speaker", "always", "follows", "rank");
        if (FactOf(entry.Require("fact")) is not { } fact) return null;
        var quantity = entry.Find("quantity")?.Enum(QuantityKind.Amount);
        var value = quantity is null ? ValueOf(entry.Find("value"), fact) : null;
        if (quantity is null && value is null)
        {
            entry.Report($"the value of \"{fact.Id}\" is missing or not allowed", "Give value: one of its options, or quantity: for a number");
            return null;
        }

        if (quantity is { } measured && measured == QuantityKind.Day != (fact.Type == FactType.Date))
            entry.Report($"\"{fact.Id}\" is no {KebabCase.Name(measured)}", "Write quantity: day for a date, and another quantity for a number");
        var isCertain = entry.FindBoolean("certain");
        return new MentionPattern(
            fact.Id, value, quantity, patterns.Read(entry, "patterns"), patterns.Read(entry, "before"), patterns.Read(entry, "after"),
            isCertain, entry.Find("cues")?.Items().Select(cue => cue.Enum(MentionStatus.Denied)).ToArray() ?? (isCertain ? AllButReported : AllCues),
            entry.Find("speaker")?.Enum(Speaker.Borrower), entry.FindBoolean("always"),
            entry.Find("follows") is { } followed ? FactOf(followed)?.Id : null, entry.FindInteger("rank", 0, 0, 100));
    }

    /// <summary>The file <c>status.yaml</c>.</summary>
    public StatusCues ReadStatus(YamlValue root)
    {
        root.AllowKeys([.. AllCues.Select(KebabCase.Name)]);
        return new StatusCues([.. AllCues.Select(status =>
        {
            var cue = root.Require(KebabCase.Name(status));
            cue?.AllowKeys("before", "clause");
            return cue is null ? new StatusCue(status, null, null) : new StatusCue(status, patterns.Read(cue, "before"), patterns.Read(cue, "clause"));
        })]);
    }

    /// <summary>The file <c>situation.yaml</c>.</summary>
    public IEnumerable<LabelCue> ReadSituation(YamlValue root)
    {
        root.AllowKeys("real", "general");
        return root.Entries().SelectMany(entry => ReadCues(entry.Key.Text() ?? "", entry.Value));
    }

    /// <summary>An entry of <c>speakers.yaml</c>.</summary>
    public SpeakerCue ReadSpeaker(YamlValue entry)
    {
        entry.AllowKeys("speaker", "patterns", "unless");
        return new SpeakerCue(entry.Require("speaker")?.Enum(Speaker.Borrower) ?? Speaker.Borrower, Require(entry, "patterns"));
    }

    /// <summary>A topic of <c>topics.yaml</c> with its cues.</summary>
    public IEnumerable<LabelCue> ReadTopicCues(YamlValue key, YamlValue cues)
    {
        var topic = key.Text() ?? "";
        if (topic != LabelledQuestion.OutOfScope && !topics.ContainsKey(topic))
            key.Report($"unknown topic \"{topic}\"", $"Use an id of topics.yaml, or {LabelledQuestion.OutOfScope}");
        return ReadCues(topic, cues);
    }

    private IEnumerable<LabelCue> ReadCues(string label, YamlValue cues)
    {
        foreach (var entry in cues.Items())
        {
            entry.AllowKeys("weight", "patterns", "unless", "facts");
            yield return new LabelCue(
                label, (double)(entry.FindNumber("weight") ?? 1), patterns.Read(entry, "patterns"),
                entry.Find("facts")?.Items().Select(FactOf).OfType<FactDefinition>().Select(fact => fact.Id).ToArray() ?? []);
        }
    }

    /// <summary>An entry under <c>reasons</c> of <c>scope.yaml</c>.</summary>
    public ScopeReason ReadReason(YamlValue entry)
    {
        entry.AllowKeys("id", "always", "unless-ours", "instruction", "speakers", "patterns", "unless", "text", "instead");
        return new ScopeReason(
            entry.RequireId(), entry.RequireText("text"), entry.RequireText("instead"), patterns.Read(entry, "patterns"),
            entry.Find("speakers")?.Items().Select(item => item.Enum(Speaker.Creditor)).ToArray() ?? [], entry.FindBoolean("always"),
            entry.FindBoolean("unless-ours"), entry.FindBoolean("instruction"));
    }

    /// <summary>The examples of one topic: a file of <c>examples/</c>, which bears the topic's name.</summary>
    public IEnumerable<LabelledQuestion> ReadExamples(string topic, YamlValue root)
    {
        root.AllowKeys("real", "general");
        if (topic != LabelledQuestion.OutOfScope && !topics.ContainsKey(topic))
            root.Report($"unknown topic \"{topic}\"", $"Name the file after an id of topics.yaml, or {LabelledQuestion.OutOfScope}");
        return Read("real", isReal: true).Concat(Read("general", isReal: false));

        IEnumerable<LabelledQuestion> Read(string key, bool isReal) => root.Find(key)?.Items().Select(entry => ReadExample(topic, isReal, entry)) ?? [];
    }

    /// <summary>A message: its text alone, or <c>text</c> with the <c>article</c> that answers it and, where it tells a real situation, the facts that it <c>says</c>.</summary>
    private LabelledQuestion ReadExample(string topic, bool isReal, YamlValue entry)
    {
        if (!entry.Has("text")) return new LabelledQuestion(entry.Text() ?? "", topic, isReal, [], null);
        entry.AllowKeys(isReal ? ["article", "says", "text"] : ["article", "text"]);
        var article = entry.Find("article")?.Text();
        if (article is not null && !articles.Contains(article)) entry.Report($"unknown article \"{article}\"", "Use the id of a file in articles/");
        return new LabelledQuestion(entry.RequireText("text"), topic, isReal, [.. entry.Find("says")?.Items().Select(FlagOf).OfType<string>() ?? []], article);
    }

    private string? FlagOf(YamlValue id)
    {
        if (FactOf(id) is not { } fact) return null;
        if (fact.Type == FactType.Boolean) return fact.Id;
        id.Report($"\"{fact.Id}\" is no flag", "Name facts of type boolean only");
        return null;
    }

    /// <summary>The messages of one danger: a file of <c>dangers/</c>, which bears the name of the fact, or <c>none</c>.</summary>
    public IEnumerable<DangerExample> ReadDangers(string name, YamlValue texts)
    {
        if (name != "none" && facts.GetValueOrDefault(name) is not { IsMomentary: true })
            texts.Report($"\"{name}\" is no momentary fact", "Name the file after a fact with momentary: true, or none");
        return texts.Items().Select(text => new DangerExample(text.Text() ?? "", name == "none" ? null : name));
    }

    /// <summary>The file <c>guard.yaml</c>.</summary>
    public GuardWords ReadGuard(YamlValue root)
    {
        root.AllowKeys("never", "denials", "comfort", "clipping");
        return new GuardWords(
            [.. root.Require("never")?.Items().Select(ReadForbidden) ?? []], Require(root, "denials"), Require(root, "comfort"),
            root.Require("clipping") is { } clipping ? ReadClipping(clipping) : ClippingWords.None);
    }

    private static ClippingWords ReadClipping(YamlValue entry)
    {
        entry.AllowKeys("same", "readers", "openings", "fillers", "roles", "softeners", "marks", "idle", "leans", "turns");
        var marks = entry.Require("marks");
        marks?.AllowKeys([.. Enum.GetValues<ClauseMark>().Select(KebabCase.Name)]);
        var leans = entry.Require("leans");
        leans?.AllowKeys("ends", "words", "announces", "before-colon");
        return new ClippingWords(
            [.. entry.Require("same")?.Items().Select(line => line.Items().Select(word => word.Text() ?? "").ToArray()).SelectMany(line => line.Skip(1).Select(word => (word, line[0]))) ?? []],
            entry.Texts("readers"), entry.Texts("openings"), entry.Texts("fillers"), entry.Texts("roles"), entry.Texts("softeners"),
            [.. Enum.GetValues<ClauseMark>().SelectMany(mark => (marks?.Texts(KebabCase.Name(mark)) ?? []).Select(word => (word, mark)))],
            entry.Texts("idle"), leans?.Texts("ends") ?? [], leans?.Texts("words") ?? [], leans?.Texts("announces") ?? [], leans?.Texts("before-colon") ?? [], entry.Texts("turns"));
    }

    private ForbiddenWords ReadForbidden(YamlValue entry)
    {
        entry.AllowKeys("id", "unless-denied", "patterns", "unless");
        return new ForbiddenWords(entry.RequireId(), Require(entry, "patterns"), entry.FindBoolean("unless-denied"));
    }

    /// <summary>The spelling tables: two character tables and <c>variants.yaml</c>.</summary>
    public static Spelling ReadSpelling(CharacterTable compatibility, CharacterTable traditional, YamlValue? variants)
    {
        variants?.AllowKeys("variants", "pinyin");
        return new Spelling(
            compatibility.Read<int, string>(line => line.Split('\t') is [{ Length: 1 or 2 } from, { Length: > 0 } to] && char.IsHighSurrogate(from[0]) == from.Length > 1 ? (char.ConvertToUtf32(from, 0), to) : null),
            traditional.Read<char, char>(line => line.Length == 2 ? (line[0], line[1]) : null),
            Pairs(variants?.Require("variants")).GroupBy(pair => pair.Written[0])
                .ToFrozenDictionary(group => group.Key, group => (IReadOnlyList<Variant>)[.. group.OrderByDescending(pair => pair.Written.Length)]),
            Pairs(variants?.Require("pinyin")).ToFrozenDictionary(pair => pair.Written, pair => pair.Meant));
    }

    /// <summary>The patterns under a key; a fault, and words that never match, when they are missing.</summary>
    public TextPattern Require(YamlValue owner, string key)
    {
        owner.Require(key);
        return patterns.Read(owner, key) ?? TextPattern.Nothing;
    }

    private FactDefinition? FactOf(YamlValue? id)
    {
        if (id?.Text() is not { } name) return null;
        if (facts.TryGetValue(name, out var fact)) return fact;
        id.Report($"unknown fact \"{name}\"", "Use an id of facts.yaml");
        return null;
    }

    private static FactValue? ValueOf(YamlValue? given, FactDefinition fact)
    {
        FactValue? value = fact.Type switch
        {
            FactType.Boolean => given is null ? new FactValue.Flag(true) : given.AsBoolean() is { } flag ? new FactValue.Flag(flag) : null,
            FactType.Choice => given?.Text() is { } choice ? new FactValue.Choice(choice) : null,
            FactType.Set => given?.Text() is { } member ? new FactValue.Set([member]) : null,
            FactType.Number => given?.AsNumber() is { } number ? new FactValue.Number(number) : null,
            FactType.Date => null,
        };
        return value is null || fact.Fault(value) is not null ? null : value;
    }

    private static IEnumerable<Variant> Pairs(YamlValue? mapping) =>
        mapping?.Entries().Select(pair => new Variant(pair.Key.Text() ?? "", pair.Value.Text() ?? "")).Where(pair => pair.Written.Length > 0) ?? [];
}
