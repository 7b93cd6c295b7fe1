using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Privacy;

namespace ChatTriage.Understanding;

/// <summary>The first step: reads a question. Never throws, whatever the text.</summary>
public sealed partial class QuestionReader
{
    /// <summary>A topic beside the first is told when it has at least this share of the first one's probability.</summary>
    private const double SideTopicShare = 0.05;

    private const int MostTopics = 2;

    /// <summary>From this probability on the classifier's "out of scope" counts; chosen on the development questions.</summary>
    private const double OutOfScopeFrom = 0.45;

    /// <summary>From this probability on a text tells a real situation.</summary>
    private const double RealFrom = 0.5;

    /// <summary>The same where what it speaks of would be urgent: 「催收骚扰家人怎么投诉」 is rather a cry than a title, and missed harm is worse than a needless step.</summary>
    private const double HarmIsRealFrom = 0.05;

    /// <summary>Fewer letters beside an instruction are no question of their own.</summary>
    private const int ShortestQuestion = 6;

    /// <summary>Fewer letters beside somebody's name or number only say what it is: 身份证, 卡号.</summary>
    private const int ShortestClause = 4;

    private const string Real = "real";
    private const string General = "general";
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();

    private readonly Lexicon lexicon;
    private readonly IReadOnlyList<UrgencyRule> urgencyRules;
    private readonly MentionReader mentions;
    private readonly TextClassifier topics;
    private readonly TextClassifier situations;
    private readonly DangerListener dangers;
    private readonly FactListener facts;
    private readonly TextPattern[] instructions;
    private readonly HashSet<string> safetyFacts;

    /// <summary>Learns from the lexicon's examples, and from the questions, titles and headings of the reviewed articles.</summary>
    public QuestionReader(KnowledgeBase knowledge)
    {
        lexicon = knowledge.Lexicon;
        urgencyRules = knowledge.UrgencyRules;
        mentions = new MentionReader(lexicon, knowledge.Facts);
        instructions = [.. lexicon.ScopeReasons.Values.Where(reason => reason.IsInstruction).Select(reason => reason.Pattern).OfType<TextPattern>()];
        safetyFacts = [.. knowledge.Facts.Values.Where(fact => fact.IsMomentary).Select(fact => fact.Id)];
        var written = knowledge.Articles.Values.Where(article => article.IsReviewed).SelectMany(article =>
            article.Matters.Select(text => (Normalise(text).Text, article.Topics[0])));
        var examples = lexicon.Examples.Select(example => example with { Text = Normalise(example.Text).Text }).ToArray();
        var dangerous = lexicon.Dangers.Select(example => example with { Text = Normalise(example.Text).Text }).ToArray();
        var learnsTopics = Task.Run(() => new TextClassifier([.. examples.Select(example => (example.Text, example.TopicId)), .. written]));
        var learnsSituations = Task.Run(() => new TextClassifier([.. examples.Select(example => (example.Text, example.IsReal ? Real : General))]));
        var learnsFacts = Task.Run(() => new FactListener(examples));
        dangers = new DangerListener(dangerous, examples.Select(example => example.Text).Except(dangerous.Select(example => example.Text)));
        (topics, situations, facts) = (learnsTopics.Result, learnsSituations.Result, learnsFacts.Result);
    }

    /// <summary>What the question says, asks and is about. 「昨天」 is the day before <paramref name="asOf"/>.</summary>
    /// <param name="question">The borrower's own words.</param>
    /// <param name="asOf">The day of asking.</param>
    /// <param name="spokeBefore">Who asks where the words do not tell.</param>
    public UnderstoodQuestion Read(string question, DateOnly asOf, Speaker spokeBefore = Speaker.Borrower)
    {
        var text = Normalise(question);
        var told = WithoutInstructions(text.Text);
        var asked = WithoutPersonalData(told);
        var isCorrection = lexicon.Correcting.Matches(text.Text);
        var real = Probabilities(situations, lexicon.SituationCues, told, Nothing)[Real];
        var speaker = lexicon.Speakers.FirstOrDefault(cue => cue.Pattern.Matches(text.Text))?.Speaker ?? spokeBefore;
        var danger = dangers.Hear(text.Text).ToArray();
        var isReal = isCorrection || real >= RealFrom;
        var said = Said(isReal);

        // Words that are certain by themselves make the whole text a report; the other mentions are read in that light.
        if (!isReal && (said.Any(mention => mention.Status == MentionStatus.Asserted)
            || (real >= HarmIsRealFrom && WouldBeUrgent(mentions.Read(text, isReal: true, speaker, asOf, []), speaker, asOf))))
        {
            isReal = true;
            said = Said(isReal);
        }

        IReadOnlyList<Mention> Said(bool isReal) => mentions.Read(text, isReal, speaker, asOf, isReal ? [.. danger, .. facts.Hear(text.Text)] : danger);

        var asserted = said.Where(mention => mention.Status == MentionStatus.Asserted).Select(mention => mention.FactId).ToHashSet();
        var isInDanger = asserted.Overlaps(safetyFacts);

        var probabilities = Probabilities(topics, lexicon.TopicCues, asked, asserted);
        var (scope, reason) = ScopeOf(text.Text, speaker, probabilities.GetValueOrDefault(LabelledQuestion.OutOfScope), isInDanger);
        return new UnderstoodQuestion(
            question, text.Text, said, scope == Scope.InScope ? TopicsOf(probabilities) : [], scope, reason?.Id,
            speaker is Speaker.Creditor or Speaker.Collector && scope == Scope.InScope ? Speaker.Borrower : speaker, isReal, isCorrection)
        { Asked = asked };
    }

    private bool WouldBeUrgent(IReadOnlyList<Mention> said, Speaker speaker, DateOnly asOf)
    {
        var situation = new UnderstoodQuestion("", "", said, [], Scope.InScope, null, speaker, IsRealSituation: true).SituationWith([], asOf);
        return urgencyRules.Any(rule => rule.Level >= Urgency.Urgent && situation.Judge(rule.When) == Truth.True);
    }

    private NormalisedText Normalise(string text) => NormalisedText.Of(text, lexicon.Spelling);

    /// <summary>What is left for the classifiers when the sentences that tell this service what to do are taken out; all of it when no question is left.</summary>
    private string WithoutInstructions(string text)
    {
        var rest = string.Concat(TextClauses.Sentences(text).Where(sentence => !instructions.Any(pattern => pattern.Matches(sentence))));
        return Letters(rest) < ShortestQuestion ? text : rest;
    }

    /// <summary>Without names, numbers and addresses, and without the clauses that hold little else: who somebody is tells nothing of what they ask.</summary>
    private static string WithoutPersonalData(string text)
    {
        var masked = PersonalData.Mask(text);
        if (ReferenceEquals(masked, text)) return text;
        var rest = string.Join(',', TextClauses.Of(masked).Select(clause => (Clause: clause, Bare: Masked().Replace(clause, "")))
            .Where(part => part.Bare == part.Clause || Letters(part.Bare) >= ShortestClause).Select(part => part.Bare));
        return Letters(rest) < ShortestQuestion ? text : rest;
    }

    private static int Letters(string text) => text.Count(char.IsLetterOrDigit);

    /// <summary>How likely each label is, by what the examples teach and by the cues.</summary>
    private static Dictionary<string, double> Probabilities(TextClassifier classifier, IReadOnlyList<LabelCue> cues, string text, IReadOnlySet<string> asserted)
    {
        var logits = classifier.Logits(text);
        for (var i = 0; i < logits.Length; i++)
        {
            var label = classifier.Classes[i];
            logits[i] += cues.Where(cue => cue.Label == label && (cue.Pattern?.Matches(text) == true || cue.Facts.Any(asserted.Contains))).Sum(cue => cue.Weight);
        }

        return classifier.Classes.Zip(TextClassifier.Softmax(logits)).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>A cry for help is always ours. Then a decisive reason counts, then the classifier.</summary>
    private (Scope Scope, ScopeReason? Reason) ScopeOf(string text, Speaker speaker, double outOfScope, bool isInDanger)
    {
        if (isInDanger) return (Scope.InScope, null);
        if (lexicon.Unclear.Matches(text)) return (Scope.Unclear, null);
        var matching = lexicon.ScopeReasons.Values.Where(reason => reason.Pattern?.Matches(text) == true || reason.Speakers.Contains(speaker)).ToArray();
        var isOurs = lexicon.Ours.Matches(text);
        if (matching.FirstOrDefault(reason => reason.IsDecisive && !(reason.YieldsToOurs && isOurs)) is { } decisive) return (Scope.OutOfScope, decisive);
        return outOfScope < OutOfScopeFrom ? (Scope.InScope, null) : (Scope.OutOfScope, matching.FirstOrDefault() ?? lexicon.ScopeReasons.Values.Last());
    }

    private static TopicScore[] TopicsOf(Dictionary<string, double> probabilities)
    {
        var ours = probabilities.Where(pair => pair.Key != LabelledQuestion.OutOfScope).ToArray();
        var sum = ours.Sum(pair => pair.Value);
        var ranked = ours.Select(pair => new TopicScore(pair.Key, pair.Value / sum)).OrderByDescending(topic => topic.Score).ToArray();
        return [.. ranked.Take(MostTopics).Where(topic => topic.Score >= SideTopicShare * ranked[0].Score)];
    }

    [GeneratedRegex("〔[^〕]*〕")]
    private static partial Regex Masked();
}
