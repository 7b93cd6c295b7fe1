using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Privacy;
using ChatTriage.Understanding;

namespace ChatTriage.Writing.Guard;

/// <summary>Why a model's sentence is not shown.</summary>
public enum GuardReason
{
    /// <summary>Markup, code, a link, or a sentence without end.</summary>
    Markup,

    /// <summary>Another language.</summary>
    Language,

    /// <summary>Said before.</summary>
    Repeated,

    /// <summary>Personal data of somebody.</summary>
    PersonalData,

    /// <summary>A passage number that does not exist.</summary>
    UnknownCitation,

    /// <summary>A law or article that is unknown or not in force on the day.</summary>
    UnknownLaw,

    /// <summary>A date, amount, percentage or period that was not given.</summary>
    UnknownFigure,

    /// <summary>A telephone number, address or organisation that the knowledge base does not have, or not for this purpose.</summary>
    UnknownContact,

    /// <summary>Something that nobody may say to a borrower: a promise, a way to dodge, a loan, a played role.</summary>
    Forbidden,

    /// <summary>No clipping of what people wrote; it may be true all the same.</summary>
    Reworded,
}

/// <summary>
/// Holds every sentence of a model against what the model was given and against the knowledge base on the day. Deterministic; it
/// would rather lose a good sentence than let a bad one pass.
/// </summary>
public sealed partial class AnswerGuard(KnowledgeBase knowledge)
{
    private const int LongestSentence = 220;
    private const int LongestComfort = 30;

    private readonly ClauseReader reader = new(knowledge.Lexicon.Guard.Clipping);

    /// <summary>The guard of one answer: it knows what was given for it, and what has been said already.</summary>
    public Session Over(Question question, Answer draft) => new(this, knowledge, question, draft);

    /// <summary>See <see cref="Over"/>. Not safe for concurrent use.</summary>
    public sealed class Session
    {
        private readonly Clipping clipping;
        private readonly ClauseReader reader;
        private readonly GuardWords words;
        private readonly GuardMaterial material;
        private readonly HashSet<string> said = [];

        internal Session(AnswerGuard guard, KnowledgeBase knowledge, Question question, Answer draft)
        {
            reader = guard.reader;
            clipping = new Clipping(guard.reader);
            words = knowledge.Lexicon.Guard;
            material = new GuardMaterial(knowledge, guard.reader, question, draft);
        }

        /// <summary>Why the sentence must not be shown; null when it may.</summary>
        public GuardReason? Judge(string sentence)
        {
            var text = material.Normalise(Bare(sentence));
            int[] cited = [.. Citation().Matches(sentence).Select(match => int.Parse(match.Groups[1].ValueSpan, provider: null))];
            var reason = Form(sentence, text) ?? Citations(cited) ?? Forbidden(text) ?? Contacts(text) ?? Substance(sentence, text, cited);
            if (reason is null) said.Add(text);
            return reason;
        }

        /// <summary>The sentence of a passage that says most of what a sentence of the model says; null when it has been said.</summary>
        public string? Nearest(string sentence, int n)
        {
            string[] pairs = [.. Pairs(material.Plain(Bare(sentence)))];
            var nearest = material.SourcesOf([n]).Where(source => source.TextId == n).MaxBy(source => Alike([.. Pairs(source.Plain)]))?.Alone;
            return nearest is not null && said.Add(material.Normalise(nearest)) ? nearest : null;

            // Dice's coefficient over pairs of characters.
            double Alike(string[] others) => 2.0 * others.Intersect(pairs).Count() / Math.Max(1, others.Length + pairs.Length);
            static IEnumerable<string> Pairs(string text) => Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(at => text.Substring(at, 2)).Distinct();
        }

        /// <summary>The words at the start of a sentence that claim nothing, with their comma, such as 「别急，」; empty when there are none.</summary>
        public string OpeningOf(string sentence)
        {
            var bare = Bare(sentence.Trim());
            return bare.IndexOf('，', StringComparison.Ordinal) is > 0 and var end && reader.IsOpening(material.Plain(bare[..end])) ? bare[..(end + 1)] : "";
        }

        private bool IsComfort(string text, string sentence) => text.Length <= LongestComfort && !Citation().IsMatch(sentence)
            && words.Comfort.Matches(text) && !Figures.Of(text).Any() && !Claims().IsMatch(text);

        private GuardReason? Form(string sentence, string text)
        {
            if (sentence.Length > LongestSentence || Markup().IsMatch(sentence)) return GuardReason.Markup;
            var letters = text.Count(char.IsLetter);
            if (letters == 0 || text.Count(c => c >= 0x4E00 && char.IsLetter(c)) < 0.7 * letters) return GuardReason.Language;
            if (said.Contains(text)) return GuardReason.Repeated;
            return PersonalData.IsIn(sentence) ? GuardReason.PersonalData : null;
        }

        private GuardReason? Citations(int[] cited) => cited.All(material.HasPassage) ? null : GuardReason.UnknownCitation;

        private GuardReason? Forbidden(string text)
        {
            foreach (var kind in words.Never)
            {
                foreach (var (start, length) in kind.Pattern.Find(text))
                {
                    if (material.HasSentence(text, start, length)) continue;
                    if (!kind.UnlessDenied) return GuardReason.Forbidden;
                    var (from, _) = TextClauses.Around(text, start, length);
                    // "不要" may be the match itself, as in 不要还; only words before it turn it into a warning.
                    if (!words.Denials.Matches(text.AsSpan(from, start - from))) return GuardReason.Forbidden;
                }
            }

            return null;
        }

        private GuardReason? Contacts(string text) =>
            Address().Matches(text).Any(address => !material.HasAddress(address.Value))
            || Figures.Of(text).Where(Figures.IsBare).Select(Figures.Digits).Any(digits => digits.Length >= 3 && !material.HasNumber(digits))
                ? GuardReason.UnknownContact : null;

        private GuardReason? Substance(string sentence, string text, int[] cited)
        {
            if (material.Provisions(text) is not { } provisions) return GuardReason.UnknownLaw;
            if (cited.Length == 0 && IsComfort(text, sentence)) return null;
            SourceSentence[] sources = [.. material.SourcesOf(cited), .. provisions];
            var plain = material.Plain(Bare(sentence));
            if (clipping.IsClipped(plain, sources)) return null;
            return Figures.Of(plain).Any(figure => !sources.Any(source => source.Has(figure))) ? GuardReason.UnknownFigure : GuardReason.Reworded;
        }
    }

    /// <summary>A sentence without what only arranges it: its citations and the mark of a list item.</summary>
    private static string Bare(string sentence) => ListMark().Replace(Citation().Replace(sentence, ""), "");

    /// <summary>The number or dash of a list item, at the start of a sentence.</summary>
    [GeneratedRegex(@"^\s*(?:[-•·]|[1-9][.、)）](?![0-9]))\s*")]
    internal static partial Regex ListMark();

    [GeneratedRegex(@"\[([0-9]{1,3})\]")]
    private static partial Regex Citation();

    [GeneratedRegex(@"[<>`{}|\\]|\]\(|!\[|^#|\*\*|=====|javascript|&[a-z#0-9]+;", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex("(?:https?://)?(?:[a-z0-9-]+\\.)+(?:[a-z]{2,})(?:/[a-z0-9_./?=&%-]*)?")]
    private static partial Regex Address();

    /// <summary>What a comforting sentence must not do on the side: speak of rights, duties, courts or money, promise, or tell what to do or to leave.</summary>
    [GeneratedRegex("可以|不得|必须|应当|应该|有权|无权|合法|违法|犯法|法院|起诉|判|坐牢|还款|还钱|不用还|利息|利率|征信|催收|投诉|报警|电话|协商|减免|时效|赔|债|责任|义务|法律|不用做|什么都|管|理他|理会|处理好|解决|会过去|会好|没事|放心|给|告诉|转|付|交|签|删|拉黑|关机|躲|验证码|密码|一分")]
    private static partial Regex Claims();
}
