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
        var verified = knowledge.Channels.Values.Select(channel => Digits(channel.Phone ?? "")).Where(digits => digits.Length > 0).ToHashSet();
        return
            from text in Texts(knowledge)
            from contact in Address().Matches(text.Text).Concat(Number().Matches(text.Text).Where(number => !verified.Contains(Digits(number.Value))))
            select text.Source.Error($"\"{contact.Value.Trim()}\" looks like a phone number or address that no channel has", "Add a checked channel, and name it instead of the number");
    }

    private static IEnumerable<(SourceLine Source, string Text)> Texts(KnowledgeBase knowledge) =>
    [
        .. knowledge.Rules.SelectMany(rule => new[] { (rule.Source, rule.Text), (rule.Source, rule.Why) }),
        .. knowledge.UrgencyRules.Select(rule => (rule.Source, $"{rule.Signal} {rule.Card?.Verdict} {rule.Card?.Text}")),
        .. knowledge.Articles.Values.SelectMany(article => article.Answers.Select(answer => answer.Text).Append(article.Title)
            .Concat(article.Sections.SelectMany(section => new[] { section.Heading, section.Text })).Select(text => (article.Source, text))),
        .. knowledge.Letters.Values.SelectMany(letter => letter.Body.Select(part => (part.Source, part.Text)).Concat(letter.BeforeSending
            .Concat([letter.Title, letter.For, letter.Achieves, letter.Cannot, .. letter.Addressee.Select(addressee => addressee.Text), .. letter.Fields.Select(field => $"{field.Label} {field.Hint}")])
            .Select(text => (letter.Source, text)))),
        .. knowledge.Deadlines.Rules.Values.Select(rule => (rule.Source, $"{rule.Title} {rule.By} {rule.Starts} {rule.Limits} {rule.Steps}")),
        .. knowledge.Deadlines.Notes.Values.Select(note => (note.Source, note.Says)),
        .. knowledge.Lexicon.ScopeReasons.Values.Select(reason => (new SourceLine("lexicon/scope.yaml", 1), $"{reason.Text} {reason.Instead}")),
        .. knowledge.CallRules.Rules.Select(rule => (rule.Source, rule.Text)),
        .. knowledge.Laws.Values.SelectMany(law => law.Versions).SelectMany(version => version.Provisions)
            .Select(provision => (provision.Source, $"{provision.Summary} {provision.Consequence}")),
    ];

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"https?://\S+|www\.\S+|[\w.-]+@[\w-]+\.\w+|[\w-]+(\.[\w-]+)*\.(com|cn|org|net|gov)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    /// <summary>
    /// Emergency numbers (11x, 12x), service numbers (five digits from 1, 95 or 96), 400 numbers, land lines and mobiles, also with blanks or
    /// hyphens; not what is counted by the word behind it.
    /// </summary>
    [GeneratedRegex(@"(?<![\d.,A-Za-z/〔-])(1[12]\d|1\d{4}|9[56]\d{3}|400[ -]?\d{3,4}[ -]?\d{3,4}|[(（]?0\d{2,3}[)）]?[ -]?\d{5,8}|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d{7,8})(?!\d|[.,]\d|\s*(元|块|天|年|月|日|万|多|条|个|次|份|页|人|名|号|%|-\d))", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
