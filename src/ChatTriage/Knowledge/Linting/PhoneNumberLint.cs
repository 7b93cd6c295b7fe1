namespace ChatTriage.Knowledge.Linting;

/// <summary>
/// Phone numbers and web addresses stand in <c>channels.yaml</c> and nowhere else, where each was checked: a text may name a
/// number only if a channel has it, and no address at all. Pages that users brought are held against it when they are read.
/// </summary>
internal static class PhoneNumberLint
{
    public static IEnumerable<KnowledgeError> Check(KnowledgeBase knowledge)
    {
        var contacts = new ContactDetails(knowledge.Channels.Values);
        return Texts(knowledge).SelectMany(text => contacts.FaultsIn(text.Text, text.Source));
    }

    private static IEnumerable<(SourceLine Source, string Text)> Texts(KnowledgeBase knowledge) =>
    [
        .. knowledge.Rules.SelectMany(rule => new[] { (rule.Source, rule.Text), (rule.Source, rule.Why) }),
        .. knowledge.UrgencyRules.Select(rule => (rule.Source, $"{rule.Signal} {rule.Card?.Verdict} {rule.Card?.Text}")),
        .. knowledge.Articles.Values.Where(article => !article.IsBrought).SelectMany(article => article.Answers.Select(answer => answer.Text).Append(article.Title)
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
}
