using System.Text.RegularExpressions;

namespace ChatTriage.Knowledge.Linting;

/// <summary>
/// Phone numbers and web addresses stand in <c>channels.yaml</c> and nowhere else, where each was checked: a text may name a
/// number only if a channel has it, and no address at all.
/// </summary>
internal static partial class PhoneNumberLint
{
    public static IEnumerable<KnowledgeError> Check(KnowledgeBase knowledge)
    {
        var verified = knowledge.Channels.Values.Select(channel => Digits(channel.Phone ?? "")).ToHashSet();
        return
            from text in Texts(knowledge)
            from Match match in ContactDetail().Matches(text.Text)
            where match.Value.Contains("//", StringComparison.Ordinal) || !verified.Contains(Digits(match.Value))
            select text.Source.Error($"\"{match.Value}\" looks like a phone number or address that no channel has", "Add a checked channel, and name it instead of the number");
    }

    private static IEnumerable<(SourceLine Source, string Text)> Texts(KnowledgeBase knowledge) =>
    [
        .. knowledge.Rules.SelectMany(rule => new[] { (rule.Source, rule.Text), (rule.Source, rule.Why) }),
        .. knowledge.UrgencyRules.Select(rule => (rule.Source, $"{rule.Signal} {rule.Card?.Verdict} {rule.Card?.Text}")),
        .. knowledge.Articles.Values.SelectMany(article => article.Answers.Select(answer => answer.Text)
            .Concat(article.Sections.Select(section => section.Text)).Select(text => (article.Source, text))),
    ];

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>Short service numbers (three digits beginning with 11 or 12, five with 1, 95…), 400 numbers, land lines, mobiles, addresses.</summary>
    [GeneratedRegex(@"https?://\S+|www\.\S+|(?<![\d.,/-])(?:1[12]\d(?!\d)(?=[^\d年月日天条个元%.,次份号页人]|$)|(?:1\d|9[56])\d{3}(?!\d)(?![元天年万])|400-?\d{3}-?\d{4}|0\d{2,3}-\d{5,8}|1[3-9]\d{9})(?!\d)")]
    private static partial Regex ContactDetail();
}
