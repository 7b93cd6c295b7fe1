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

    /// <summary>Words that the cited passages do not support.</summary>
    Unsupported,

    /// <summary>The opposite of what the passages say.</summary>
    Contradicts,
}

/// <summary>
/// Holds every sentence of a model against what the model was given and against the knowledge base on the day. Deterministic; it
/// would rather lose a good sentence than let a bad one pass.
/// </summary>
public sealed partial class AnswerGuard(KnowledgeBase knowledge)
{
    /// <summary>The share of a cited sentence's words that its passages must have; chosen on the replay set of the tests.</summary>
    private const double LeastSupport = 0.62;

    /// <summary>A sentence without citation may come from anywhere in the material, so it has to be closer to it.</summary>
    private const double LeastUncitedSupport = 0.65;

    private const int LongestSentence = 220;
    private const int LongestComfort = 30;

    private readonly Wording wording = new(knowledge);
    private readonly HashSet<string> organisations = Wording.Of(
    [
        .. knowledge.Channels.Values.SelectMany(channel => new[] { channel.Name, channel.Operator, channel.When }),
        .. knowledge.Laws.Values.SelectMany(law => new[] { law.Title, law.ShortTitle, law.Issuer }),
    ]);

    /// <summary>The guard of one answer: it knows what was given for it, and what has been said already.</summary>
    public Session Over(Question question, Answer draft) => new(this, knowledge, question, draft);

    /// <summary>See <see cref="Over"/>. Not safe for concurrent use.</summary>
    public sealed class Session
    {
        private readonly AnswerGuard guard;
        private readonly GuardWords words;
        private readonly GuardMaterial material;
        private readonly HashSet<string> said = [];

        internal Session(AnswerGuard guard, KnowledgeBase knowledge, Question question, Answer draft)
        {
            this.guard = guard;
            words = knowledge.Lexicon.Guard;
            material = new GuardMaterial(knowledge, question, draft);
        }

        /// <summary>Why the sentence must not be shown; null when it may.</summary>
        public GuardReason? Judge(string sentence)
        {
            var text = material.Normalise(Citation().Replace(sentence, ""));
            int[] cited = [.. Citation().Matches(sentence).Select(match => int.Parse(match.Groups[1].ValueSpan, provider: null))];
            var reason = Form(sentence, text) ?? Citations(cited) ?? Forbidden(text) ?? Contacts(text) ?? Laws(text, out var provisions)
                ?? Substance(text, cited, provisions);
            if (reason is null) said.Add(text);
            return reason;
        }

        /// <summary>Whether the sentence only comforts and claims nothing.</summary>
        public bool IsComfort(string sentence) => IsComfort(material.Normalise(sentence), sentence);

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
                    if (!kind.UnlessDenied) return GuardReason.Forbidden;
                    var (from, _) = TextClauses.Around(text, start, length);
                    // "不要" may be the match itself, as in 不要还; only words before it turn it into a warning.
                    if (!words.Denials.Matches(text.AsSpan(from, start - from))) return GuardReason.Forbidden;
                }
            }

            return null;
        }

        /// <summary>Telephone numbers stand for one purpose each: what is said around one must be what the knowledge base says of it.</summary>
        private GuardReason? Contacts(string text)
        {
            if (Address().Matches(text).Any(address => !material.HasAddress(address.Value))) return GuardReason.UnknownContact;
            foreach (var figure in Figures.Of(text).Where(Figures.IsBare).Select(Figures.Digits).Where(digits => digits.Length >= 3))
            {
                if (material.AboutNumber(figure) is { } about)
                {
                    if (guard.wording.Support(text, about) < LeastUncitedSupport) return GuardReason.UnknownContact;
                }
                else if (!material.HasCode(figure))
                {
                    return GuardReason.UnknownContact;
                }
            }

            return Organisation().Matches(text).All(name => Wording.Of(name.Value).All(pair => guard.organisations.Contains(pair) || material.HasPair(pair)))
                ? null : GuardReason.UnknownContact;
        }

        private GuardReason? Laws(string text, out IReadOnlyList<string> provisions)
        {
            provisions = material.Provisions(text, out var areKnown);
            return areKnown ? null : GuardReason.UnknownLaw;
        }

        private GuardReason? Substance(string text, int[] cited, IReadOnlyList<string> provisions)
        {
            if (cited.Length == 0 && IsComfort(text, text)) return null;
            if (Figures.Of(text).Any(figure => !material.HasFigure(figure, cited, provisions))) return GuardReason.UnknownFigure;
            if (Wording.Misplaces(text, material.TextsOf(cited, provisions))) return GuardReason.UnknownFigure;
            var sources = material.PairsOf(cited, provisions);
            if (guard.wording.Support(text, sources) < (cited.Length > 0 ? LeastSupport : LeastUncitedSupport)) return GuardReason.Unsupported;
            return Wording.Contradicts(text, material.TextsOf(cited, provisions)) ? GuardReason.Contradicts : null;
        }
    }

    [GeneratedRegex(@"\[([0-9]{1,3})\]")]
    private static partial Regex Citation();

    [GeneratedRegex(@"[<>`{}|\\]|\]\(|!\[|^#|\*\*|=====|javascript|&[a-z#0-9]+;", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();

    [GeneratedRegex("(?:https?://)?(?:[a-z0-9-]+\\.)+(?:[a-z]{2,})(?:/[a-z0-9_./?=&%-]*)?")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\u4e00-\u9fff]{2}(?:协会|委员会|事务所|中心|办公室|集团|基金会|联盟|工作室|总局|监管局|管理局|检察院|公司|平台|热线)")]
    private static partial Regex Organisation();

    /// <summary>What a comforting sentence must not do on the side: speak of rights, duties, courts or money.</summary>
    [GeneratedRegex("可以|不得|必须|应当|应该|有权|无权|合法|违法|犯法|法院|起诉|判|坐牢|还款|还钱|不用还|利息|利率|征信|催收|投诉|报警|电话|协商|减免|时效|赔|债|责任|义务|法律")]
    private static partial Regex Claims();
}
