using ChatTriage.Knowledge;

namespace ChatTriage.Understanding;

/// <summary>What is known of a question after reading it: the result of the first step.</summary>
/// <param name="Question">What was asked, untouched.</param>
/// <param name="Normalised">The question in the one spelling that the lexicon and the index use.</param>
/// <param name="Mentions">Everything that is said about a fact, with its status, in order of appearance.</param>
/// <param name="Topics">What it is about, likeliest first; empty when out of scope.</param>
/// <param name="Scope">Whether it is ours to answer.</param>
/// <param name="OutOfScopeReason">Why it is not (an id of <c>lexicon/scope.yaml</c>); null when it is.</param>
/// <param name="Speaker">Who asks.</param>
/// <param name="IsRealSituation">The text tells what has happened to somebody, and is no general question.</param>
/// <param name="IsCorrection">It takes back what was said before: 「不对，是…」.</param>
public sealed record UnderstoodQuestion(
    string Question, string Normalised, IReadOnlyList<Mention> Mentions, IReadOnlyList<TopicScore> Topics, Scope Scope, string? OutOfScopeReason,
    Speaker Speaker, bool IsRealSituation, bool IsCorrection = false)
{
    /// <summary>What of <see cref="Normalised"/> asks or tells something: without instructions to this service and without who somebody is, where anything is left.</summary>
    public string Asked { get; init; } = Normalised;

    /// <summary>It leaves out what it is about: only what was talked about before tells that.</summary>
    public bool LeansOnBefore { get; init; }

    /// <summary>The mentions that are facts: what is asserted or denied. The last word on a fact counts; what is not ours states none.</summary>
    public IReadOnlyList<Fact> Facts { get; } = Scope == Scope.OutOfScope ? [] :
        [.. Mentions.Where(mention => mention.Status is MentionStatus.Asserted or MentionStatus.Denied)
            .GroupBy(mention => mention.FactId)
            .Select(said => new Fact(said.Key, Combined(said), FactSource.Question, said.Last().Quote) { TakesPlace = IsCorrection })];

    /// <summary>The question as another reading, of what it means after the turn before, understands it; facts, dangers and who speaks stay its own.</summary>
    public UnderstoodQuestion ReadAs(UnderstoodQuestion read) =>
        new(Question, read.Normalised, Mentions, read.Topics, read.Scope, null, Speaker, IsRealSituation, IsCorrection) { Asked = read.Asked, LeansOnBefore = LeansOnBefore };

    /// <summary>
    /// The situation that rules are judged over. A fact given with the request outweighs the question's words; those outweigh what is
    /// remembered. Somebody who names one more of several adds to what is remembered; a denial takes its details along.
    /// </summary>
    public Situation SituationWith(IEnumerable<Fact> known, DateOnly asOf)
    {
        var facts = new Dictionary<string, Fact>();
        foreach (var fact in known.Concat(Facts)
            .OrderBy(fact => fact.Source switch { FactSource.Conversation => 0, FactSource.Question => 1, FactSource.Request => 2 }))
        {
            facts[fact.Id] = facts.TryGetValue(fact.Id, out var earlier) ? fact.After(earlier) : fact;
        }

        var denied = facts.Values.Where(fact => fact.Value is FactValue.Flag { Value: false }).Select(fact => fact.Id).ToArray();
        foreach (var detail in facts.Values.Where(fact => fact.Source == FactSource.Conversation && denied.Any(fact.IsDetailOf)).ToArray()) facts.Remove(detail.Id);

        return new Situation(facts, [.. Topics.Select(topic => topic.TopicId)], Speaker, IsRealSituation, asOf)
        {
            Raised = Mentions.Select(mention => mention.FactId).Where(id => !facts.ContainsKey(id)).ToHashSet(),
        };
    }

    private static FactValue Combined(IEnumerable<Mention> said) => said.Last().Value is FactValue.Set
        ? new FactValue.Set([.. said.SelectMany(mention => ((FactValue.Set)mention.Value).Values).Distinct()])
        : said.Last().Value;
}

/// <summary>Something said about a fact. A mention is not a fact: its status decides.</summary>
/// <param name="FactId">Which fact.</param>
/// <param name="Value">The value that is spoken of; for a denied boolean, false.</param>
/// <param name="Status">How it is spoken of.</param>
/// <param name="Start">Where it starts in the question, in UTF-16 units.</param>
/// <param name="Length">Its length in the question.</param>
/// <param name="Quote">The user's own characters.</param>
public sealed record Mention(string FactId, FactValue Value, MentionStatus Status, int Start, int Length, string Quote);

/// <summary>Whether a question is ours to answer.</summary>
public enum Scope
{
    /// <summary>Ours.</summary>
    InScope,

    /// <summary>Not ours; the answer says why and where to go.</summary>
    OutOfScope,

    /// <summary>Too little to tell; the answer asks back.</summary>
    Unclear,
}

/// <summary>How likely a question is about a topic, from 0 to 1.</summary>
public sealed record TopicScore(string TopicId, double Score);
