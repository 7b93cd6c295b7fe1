using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using ChatTriage.Knowledge;
using ChatTriage.Privacy;
using ChatTriage.Writing.Guard;

namespace ChatTriage.Writing.Model;

/// <summary>A step of writing.</summary>
public abstract record WritingStep
{
    private WritingStep()
    {
    }

    /// <summary>Text that may be shown now.</summary>
    public sealed record Piece(string Text) : WritingStep;

    /// <summary>The pieces so far are not kept: the text that people wrote follows, in <see cref="Finished"/>.</summary>
    public sealed record Withdrawn : WritingStep;

    /// <summary>The whole answer.</summary>
    public sealed record Finished(Answer Answer, GuardReport Report) : WritingStep;
}

/// <summary>What the guard did, in counts.</summary>
/// <param name="Shown">Sentences of the model that are shown.</param>
/// <param name="Replaced">Sentences for which the nearest sentence of the cited passage stands.</param>
/// <param name="Dropped">Sentences left out, by reason; those replaced count here too.</param>
/// <param name="Fault">Why the model gave nothing usable; null when it did, or was not asked.</param>
public sealed record GuardReport(int Shown, int Replaced, IReadOnlyDictionary<GuardReason, int> Dropped, ModelFault? Fault)
{
    /// <summary>The model was not asked.</summary>
    public static GuardReport NotAsked { get; } = new(0, 0, new Dictionary<GuardReason, int>(), null);
}

/// <summary>
/// Has a model phrase the reasons of an answer that is decided already. Verdict, checklist, urgency, citations and channels stay as the
/// rules made them; the model's text replaces the extractive text sentence by sentence as the guard lets it through, and not at
/// all when too little of it is left.
/// </summary>
public sealed class ModelWriter(ChatModel model, KnowledgeBase knowledge)
{
    /// <summary>The label of generated text: it names AI and that it generated (GB 45438-2025).</summary>
    public const string Label = "以上说明由 AI 生成并经规则核对，仅供参考；结论、清单、条文和电话由规则给出。";

    private const int MostSentences = 14;
    private const int LeastSound = 2;

    /// <summary>Of what the model said at least this share must break no rule; a text that loses more was not to be trusted.</summary>
    private const double LeastShareSound = 0.5;

    private static readonly Meter Meter = new("ChatTriage.Writing");
    private static readonly Counter<int> Sentences = Meter.CreateCounter<int>("chattriage.guard.sentences", "{sentence}", "Sentences of a model, by what the guard did");
    private static readonly Counter<int> Answers = Meter.CreateCounter<int>("chattriage.model.answers", "{answer}", "Answers for which a model was asked, by outcome");

    private readonly AnswerGuard guard = new(knowledge);

    /// <summary>
    /// Whether a model may phrase this answer: one of ours, with passages to stand on, and nobody in danger. The words for an
    /// emergency were written and checked by people.
    /// </summary>
    public static bool MayPhrase(Answer draft) =>
        draft.Understood.Scope == Understanding.Scope.InScope && draft.Urgency != Urgency.Emergency && !draft.IsCrisisCard && draft.Citations.Count > 0;

    /// <summary>The answer in the model's words as they come. It always ends with <see cref="WritingStep.Finished"/>, whatever the model does.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async IAsyncEnumerable<WritingStep> WriteAsync(Question question, Answer draft, Patience patience, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!MayPhrase(draft))
        {
            yield return new WritingStep.Finished(draft, GuardReport.NotAsked);
            yield break;
        }

        var text = new GuardedText(guard.Over(question, draft), draft);
        var sentences = new SentenceReader();
        ModelFault? fault = null;
        await using var pieces = model.StreamAsync(Prompts.Answer, Values(question, draft), patience, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var more = true; more && text.Count < MostSentences;)
        {
            try
            {
                more = await pieces.MoveNextAsync();
            }
            catch (ModelException failed)
            {
                fault = failed.Fault;
                break;
            }

            foreach (var sentence in more ? sentences.Add(pieces.Current) : sentences.Finish())
                if (text.Count < MostSentences && text.Add(sentence) is { } shown) yield return new WritingStep.Piece(shown);
        }

        var report = text.Report(fault);
        var isKept = fault is null && text.Sound >= LeastSound && text.Sound >= LeastShareSound * text.Count && text.HasCited;
        Count(report, isKept);
        if (isKept) yield return new WritingStep.Piece($"\n\n{Label}");
        else if (text.Length > 0) yield return new WritingStep.Withdrawn();
        yield return new WritingStep.Finished(
            isKept ? draft with { Text = draft.Text with { Text = $"{text}\n\n{Label}", Label = Label } } : draft, report);
    }

    /// <summary>What the prompt is filled with; the borrower's words are masked, and nothing else of theirs goes out.</summary>
    private static Dictionary<string, string> Values(Question question, Answer draft) => new()
    {
        ["date"] = question.AsOf.ToString("yyyy年M月d日", CultureInfo.InvariantCulture),
        ["verdict"] = draft.Text.Verdict,
        ["passages"] = string.Join("\n\n", draft.Citations.Select(citation => $"[{citation.N}] {citation.Passage.Heading}\n{citation.Passage.Text}")),
        ["checklist"] = string.Join('\n', draft.Checklist.Where(item => item.Status == ItemStatus.Applies).Select(item => $"- {item.Rule.Text}")),
        ["question"] = PersonalData.Mask(question.Text),
    };

    private static void Count(GuardReport report, bool isKept)
    {
        Answers.Add(1, new KeyValuePair<string, object?>("outcome", isKept ? "kept" : report.Fault?.ToString() ?? "too-little-left"));
        Sentences.Add(report.Shown, new KeyValuePair<string, object?>("outcome", "shown"));
        foreach (var (reason, count) in report.Dropped) Sentences.Add(count, new KeyValuePair<string, object?>("outcome", reason.ToString()));
    }

    /// <summary>The text so far, with what became of each sentence.</summary>
    private sealed class GuardedText(AnswerGuard.Session guard, Answer draft)
    {
        private readonly StringBuilder text = new();
        private readonly Dictionary<GuardReason, int> dropped = [];
        private int replaced;
        private string breaks = "";

        /// <summary>Sentences judged.</summary>
        public int Count { get; private set; }

        /// <summary>Sentences of the model that are shown.</summary>
        public int Shown { get; private set; }

        /// <summary>Sentences that broke no rule: those shown, and those merely worded too freely for which a passage's own stand.</summary>
        public int Sound { get; private set; }

        /// <summary>Whether a sentence that stands in the text cites a passage.</summary>
        public bool HasCited { get; private set; }

        public int Length => text.Length;

        /// <summary>What may be shown for the sentence: itself, the nearest sentence of the passage that it cites, or nothing.</summary>
        public string? Add(string sentence)
        {
            Count++;
            var reason = guard.Judge(sentence.Trim());
            if (reason == GuardReason.Reworded && Recited(sentence) is { } recited) (sentence, reason) = (recited, null);
            var cited = draft.Citations.FirstOrDefault(citation => sentence.Contains($"[{citation.N}]", StringComparison.Ordinal));
            if (reason is null)
            {
                Shown++;
                Sound++;
                HasCited |= cited is not null;
                return Append(sentence);
            }

            dropped[reason.Value] = dropped.GetValueOrDefault(reason.Value) + 1;
            if (cited is null || reason == GuardReason.Repeated || guard.Nearest(sentence, cited.N) is not { } nearest) return null;
            replaced++;
            if (reason == GuardReason.Reworded) Sound++;
            HasCited = true;
            return Append($"{AnswerGuard.ListMark().Match(sentence).Value}{guard.OpeningOf(sentence)}{nearest}[{cited.N}]{sentence[sentence.TrimEnd().Length..]}");
        }

        /// <summary>The sentence with the number of the one other passage that bears it out, where it cites a wrong one; null when none does.</summary>
        private string? Recited(string sentence)
        {
            if (draft.Citations.Where(citation => sentence.Contains($"[{citation.N}]", StringComparison.Ordinal)).ToArray() is not [var wrong]) return null;
            return draft.Citations.Where(citation => citation != wrong)
                .Select(citation => sentence.Replace($"[{wrong.N}]", $"[{citation.N}]", StringComparison.Ordinal))
                .FirstOrDefault(recited => guard.Judge(recited.Trim()) is null);
        }

        public GuardReport Report(ModelFault? fault) => new(Shown, replaced, dropped, fault);

        public override string ToString() => text.ToString();

        /// <summary>Line breaks go out with the sentence behind them, so that the text never ends with one.</summary>
        private string? Append(string sentence)
        {
            var bare = sentence.TrimEnd();
            if (bare.EndsWith('：') || bare.EndsWith(':'))
            {
                // What announces steps goes out with the first of them, or not at all.
                breaks += sentence;
                return null;
            }

            var piece = text.Length == 0 ? (breaks + bare).TrimStart() : breaks + bare;
            breaks = sentence[bare.Length..];
            text.Append(piece);
            return piece;
        }
    }
}
