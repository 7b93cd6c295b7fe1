using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads the files of a knowledge directory in the order in which they refer to each other.</summary>
internal sealed class KnowledgeReader(string directory, List<KnowledgeError> errors)
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The knowledge base; null (with faults) when the directory does not exist.</summary>
    public static KnowledgeBase? Read(string directory, List<KnowledgeError> errors)
    {
        if (Directory.Exists(directory)) return new KnowledgeReader(directory, errors).ReadAll();
        errors.Add(new KnowledgeError(directory, 1, "the knowledge directory does not exist", "Set Knowledge:Directory to the folder that holds topics.yaml"));
        return null;
    }

    private KnowledgeBase ReadAll()
    {
        var topics = ById(Entries("topics.yaml").Select(entry => (entry.Source, Value: VocabularyReader.ReadTopic(entry))), topic => topic.Id);
        var facts = ById(Entries("facts.yaml").Select(entry => (entry.Source, Value: VocabularyReader.ReadFact(entry))), fact => fact.Id);
        var conditions = new ConditionReader(facts, topics);
        var rules = new RuleReader(conditions);
        var laws = ById(Roots("laws", "*.yaml").Select(root => (root.Source, Value: LawReader.Read(root))), law => law.Id);
        var checklist = Files("rights", "*.yaml").SelectMany(Entries).Select(entry => (entry.Source, Value: rules.ReadRule(entry))).ToArray();
        var urgency = Entries("urgency.yaml").Select(entry => (entry.Source, Value: rules.ReadUrgency(entry)))
            .Where(rule => rule.Value is not null).Select(rule => (rule.Source, Value: rule.Value!)).ToArray();
        var help = Root("channels.yaml");
        help?.AllowKeys("channels", "routes");
        var channels = ById(help?.Require("channels")?.Items().Select(entry => (entry.Source, Value: RuleReader.ReadChannel(entry))) ?? [], channel => channel.Id);
        var routes = help?.Require("routes")?.Items().Select(entry => (entry.Source, Value: rules.ReadRoute(entry))).ToArray() ?? [];
        var patterns = new PatternReader(Root("lexicon/words.yaml"));
        var rates = new InterestRates(
            RatesReader.ReadLpr("rates/lpr.csv", ReadText("rates/lpr.csv"), errors),
            [.. ById(Entries("rates/caps.yaml").Select(entry => (entry.Source, Value: RatesReader.ReadCap(entry))), cap => cap.Id).Values],
            ById(Entries("rates/notes.yaml").Select(entry => (entry.Source, Value: RatesReader.ReadNote(entry))), note => KebabCase.Name(note.Kind)).Values.ToDictionary(note => note.Kind));
        var deadlines = ReadDeadlines();
        var reader = new ArticleReader(conditions);
        var written = ReadArticles(reader).ToArray();
        var lexicon = ReadLexicon(new LexiconReader(patterns, facts, topics, written.Select(article => article.Id).ToHashSet()));
        var brought = ReadBrought(new BroughtReader(directory, reader, new ContactDetails(channels.Values)));
        var letters = new LetterReader(conditions);

        return new KnowledgeBase
        {
            Topics = topics,
            Facts = facts,
            Laws = laws,
            Articles = ById(written.Concat(brought?.Pages ?? []).Select(article => (article.Source, article)), article => article.Id),
            Brought = brought,
            Letters = ById(Roots("letters", "*.yaml").Select(root => (root.Source, Value: letters.Read(root)!)).Where(letter => letter.Value is not null), letter => letter.Id),
            Channels = channels,
            Rules = [.. ById(checklist, rule => rule.Id).Values],
            UrgencyRules = [.. ById(urgency, rule => rule.Id).Values.OrderByDescending(rule => rule.Level)],
            Lexicon = lexicon,
            Rates = rates,
            CallRules = ReadCallRules(new CallRuleReader(patterns, facts)),
            Deadlines = deadlines,
            Routes = [.. ById(routes, route => route.Id).Values],
            Version = Convert.ToHexStringLower(hash.GetHashAndReset())[..16],
        };
    }

    private Lexicon ReadLexicon(LexiconReader reader)
    {
        var scope = Root("lexicon/scope.yaml");
        scope?.AllowKeys("reasons", "ours", "unclear");
        var conversation = Root("lexicon/conversation.yaml");
        conversation?.AllowKeys("leaning", "may-lean", "correcting", "kinds-of-debt", "elsewhere", "terms");
        return new Lexicon(
            LexiconReader.ReadSpelling(Table("lexicon/compatibility.txt"), Table("lexicon/traditional.txt"), Root("lexicon/variants.yaml")),
            [.. new[] { "lexicon/mentions.yaml", "lexicon/emergencies.yaml" }.SelectMany(Entries).Select(reader.ReadMention).OfType<MentionPattern>()],
            Root("lexicon/status.yaml") is { } status ? reader.ReadStatus(status) : new StatusCues([]),
            [.. Root("lexicon/situation.yaml") is { } situation ? reader.ReadSituation(situation) : []],
            [.. Entries("lexicon/speakers.yaml").Select(reader.ReadSpeaker)],
            [.. Root("lexicon/topics.yaml")?.Entries().SelectMany(topic => reader.ReadTopicCues(topic.Key, topic.Value)) ?? []],
            ById(scope?.Require("reasons")?.Items().Select(entry => (entry.Source, Value: reader.ReadReason(entry))) ?? [], reason => reason.Id),
            scope is null ? TextPattern.Nothing : reader.Require(scope, "ours"), scope is null ? TextPattern.Nothing : reader.Require(scope, "unclear"),
            [.. Files("lexicon/examples", "*.yaml").SelectMany(file => Root(file) is { } examples ? reader.ReadExamples(Path.GetFileNameWithoutExtension(file), examples) : [])],
            Root("lexicon/guard.yaml") is { } guard ? reader.ReadGuard(guard) : new GuardWords([], TextPattern.Nothing, TextPattern.Nothing, ClippingWords.None))
        {
            Dangers = [.. Files("lexicon/dangers", "*.yaml").SelectMany(file => Root(file) is { } texts ? reader.ReadDangers(Path.GetFileNameWithoutExtension(file), texts) : [])],
            Leaning = conversation is null ? TextPattern.Nothing : reader.Require(conversation, "leaning"),
            MayLean = conversation is null ? TextPattern.Nothing : reader.Require(conversation, "may-lean"),
            Correcting = conversation is null ? TextPattern.Nothing : reader.Require(conversation, "correcting"),
            KindsOfDebt = conversation is null ? TextPattern.Nothing : reader.Require(conversation, "kinds-of-debt"),
            Elsewhere = conversation is null ? TextPattern.Nothing : reader.Require(conversation, "elsewhere"),
            Terms = conversation is null ? TextPattern.Nothing : reader.Require(conversation, "terms"),
        };
    }

    private CallRules ReadCallRules(CallRuleReader reader)
    {
        var root = Root("call-log-rules.yaml");
        root?.AllowKeys("callees", "tags", "rules");
        return new CallRules(
            [.. root?.Require("callees")?.Items().Select(reader.ReadCallee) ?? []],
            [.. root?.Require("tags")?.Items().Select(reader.ReadTag) ?? []],
            [.. ById((root?.Require("rules")?.Items().Select(CallRuleReader.ReadRule) ?? []).OfType<CallRule>().Select(rule => (rule.Source, Value: rule)), rule => rule.Id).Values]);
    }

    private DeadlineRules ReadDeadlines()
    {
        var root = Root("deadlines.yaml");
        root?.AllowKeys("deadlines", "notes");
        return new DeadlineRules(
            ById(root?.Require("deadlines")?.Items().Select(entry => (entry.Source, Value: DeadlineReader.ReadRule(entry))) ?? [], rule => rule.Id),
            ById(root?.Require("notes")?.Items().Select(entry => (entry.Source, Value: DeadlineReader.ReadNote(entry))) ?? [], note => KebabCase.Name(note.Kind)).Values.ToDictionary(note => note.Kind),
            new HolidayCalendar([.. Entries("holidays.yaml").Select(DeadlineReader.ReadYear)]));
    }

    private CharacterTable Table(string file) => new(file, ReadText(file), errors);

    /// <summary>The articles that people wrote, read one after the other and understood in parallel; faults stay in the files' order.</summary>
    private IEnumerable<Article> ReadArticles(ArticleReader articles)
    {
        var texts = Array.ConvertAll(Files("articles", "*.md"), file => (Name: file, Text: ReadText(file)));
        foreach (var (file, article, faults) in texts.AsParallel().AsOrdered().Select(Read))
        {
            errors.AddRange(faults);
            if (article is null) continue;
            if (article.Id != Path.GetFileNameWithoutExtension(file)) errors.Add(ArticleReader.NotNamedAsItsFile(article));
            yield return article;
        }

        (string, Article?, List<KnowledgeError>) Read((string Name, string Text) file)
        {
            var faults = new List<KnowledgeError>();
            return (file.Name, articles.Read(file.Text, new YamlReader(file.Name, faults)), faults);
        }
    }

    private BroughtPages? ReadBrought(BroughtReader reader)
    {
        var brought = reader.Read([.. Folders("corpora").SelectMany(folder => Files(folder, "*.md"))], errors);
        if (brought is not null) hash.AppendData(Encoding.UTF8.GetBytes(brought.Version));
        return brought;
    }

    /// <summary>Entries by id in file order; a fault for an id that was used before.</summary>
    private OrderedDictionary<string, T> ById<T>(IEnumerable<(SourceLine Source, T Value)> entries, Func<T, string> id)
    {
        var byId = new OrderedDictionary<string, T>();
        foreach (var (source, value) in entries)
        {
            if (!byId.TryAdd(id(value), value)) errors.Add(source.Error($"the id \"{id(value)}\" is used twice", "Give one of the two another id"));
        }

        return byId;
    }

    private IEnumerable<YamlValue> Entries(string file) => Root(file)?.Items() ?? [];

    private IEnumerable<YamlValue> Roots(string folder, string pattern) => Files(folder, pattern).Select(Root).OfType<YamlValue>();

    private YamlValue? Root(string file)
    {
        var text = ReadText(file);
        return text.Length > 0 || !errors.Exists(error => error.File == file) ? new YamlReader(file, errors).Parse(text) : null;
    }

    private string[] Folders(string folder)
    {
        var path = Path.Combine(directory, folder);
        return Directory.Exists(path) ? [.. Directory.GetDirectories(path).Select(inner => $"{folder}/{Path.GetFileName(inner)}").Order(StringComparer.Ordinal)] : [];
    }

    private string[] Files(string folder, string pattern)
    {
        var path = Path.Combine(directory, folder);
        return Directory.Exists(path)
            ? [.. Directory.GetFiles(path, pattern).Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>The text of a file; each text that is read counts towards the version.</summary>
    private string ReadText(string file)
    {
        if (!File.Exists(Path.Combine(directory, file)))
        {
            errors.Add(new KnowledgeError(file, 1, "the file is missing", "Restore it; see README.md of the knowledge base"));
            return "";
        }

        var text = File.ReadAllText(Path.Combine(directory, file));
        hash.AppendData(Encoding.UTF8.GetBytes($"{file}\0{text}\0"));
        return text;
    }
}
