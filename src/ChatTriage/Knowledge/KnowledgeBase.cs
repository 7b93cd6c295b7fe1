using ChatTriage.Knowledge.Reading;

namespace ChatTriage.Knowledge;

/// <summary>Everything under <c>knowledge/</c>, loaded, checked and frozen. A request keeps the one it started with.</summary>
public sealed record KnowledgeBase
{
    /// <summary>The first day for which the knowledge base answers: the Civil Code entered into force.</summary>
    public static readonly DateOnly FirstDay = new(2021, 1, 1);

    /// <summary>That day, or the first one for which the knowledge base has law.</summary>
    public static DateOnly DayInReach(DateOnly day) => day < FirstDay ? FirstDay : day;

    /// <summary>Hash of the content: equal content has an equal version.</summary>
    public required string Version { get; init; }

    /// <summary>The topics by id, in the order of the file.</summary>
    public required IReadOnlyDictionary<string, Topic> Topics { get; init; }

    /// <summary>The fact definitions by id.</summary>
    public required IReadOnlyDictionary<string, FactDefinition> Facts { get; init; }

    /// <summary>The instruments by id.</summary>
    public required IReadOnlyDictionary<string, Law> Laws { get; init; }

    /// <summary>The articles by id.</summary>
    public required IReadOnlyDictionary<string, Article> Articles { get; init; }

    /// <summary>The pages that users brought, which are among the articles; null when there are none.</summary>
    public BroughtPages? Brought { get; init; }

    /// <summary>The letters by id.</summary>
    public required IReadOnlyDictionary<string, LetterTemplate> Letters { get; init; }

    /// <summary>The channels by id.</summary>
    public required IReadOnlyDictionary<string, Channel> Channels { get; init; }

    /// <summary>The rules of the checklist.</summary>
    public required IReadOnlyList<Rule> Rules { get; init; }

    /// <summary>The urgency rules, most urgent first.</summary>
    public required IReadOnlyList<UrgencyRule> UrgencyRules { get; init; }

    /// <summary>The order in which to use channels.</summary>
    public required IReadOnlyList<Route> Routes { get; init; }

    /// <summary>The LPR by month, and the caps on interest and charges.</summary>
    public required InterestRates Rates { get; init; }

    /// <summary>What a call log is held against.</summary>
    public required CallRules CallRules { get; init; }

    /// <summary>The deadlines, and the calendar that they are counted by.</summary>
    public required DeadlineRules Deadlines { get; init; }

    /// <summary>How people say things.</summary>
    public required Lexicon Lexicon { get; init; }

    /// <summary>Reads and checks a knowledge directory.</summary>
    /// <exception cref="KnowledgeException">With every fault, when there is one.</exception>
    public static KnowledgeBase Load(string directory)
    {
        var errors = new List<KnowledgeError>();
        var knowledge = KnowledgeReader.Read(directory, errors);
        if (errors.Count == 0) errors.AddRange(Linting.Linter.Check(knowledge!));
        return errors.Count == 0 ? knowledge! : throw new KnowledgeException([.. errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line)]);
    }
}
