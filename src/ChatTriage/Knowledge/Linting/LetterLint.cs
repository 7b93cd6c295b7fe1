using System.Text.RegularExpressions;

namespace ChatTriage.Knowledge.Linting;

/// <summary>Letters can come up, fill every placeholder, and cite only provisions that the knowledge base has, through their basis.</summary>
internal sealed partial class LetterLint(KnowledgeBase knowledge)
{
    private static readonly string[] Reserved = [LetterPart.BasisPlaceholder, LetterPart.DeadlinePlaceholder];

    public IEnumerable<KnowledgeError> Check() =>
    [
        .. knowledge.Letters.Values.SelectMany(letter => (KnowledgeError[])[.. CheckWhole(letter), .. CheckDeadline(letter), .. letter.Fields.SelectMany(CheckField), .. CheckPlaceholders(letter), .. letter.Body.SelectMany(CheckPart), .. CheckDays(letter)]),
    ];

    private IEnumerable<KnowledgeError> CheckWhole(LetterTemplate letter)
    {
        if (letter.Source.File != $"letters/{letter.Id}.yaml")
            yield return letter.Source.Error($"the id \"{letter.Id}\" is not the file's name", "Make the two equal");
        if (!Reachability.CanHold(letter.When, knowledge))
            yield return letter.Source.Error($"nothing can call for \"{letter.Id}\"", "Its condition contradicts itself; correct it");
        if (letter.Addressee.Any(addressee => !Reachability.CanHold(addressee.When, knowledge)))
            yield return letter.Source.Error("the condition of an addressee can never hold", "It contradicts itself; correct it");
        if (letter.Addressee.Count == 0 || letter.Addressee[^1].When is not null || letter.Addressee.SkipLast(1).Any(addressee => addressee.When is null))
            yield return letter.Source.Error($"\"{letter.Id}\" has no addressee that always holds, or others after it", "End addressee: with the one that has no condition");
        if (letter.BeforeSending.Count == 0)
            yield return letter.Source.Error($"\"{letter.Id}\" does not say what to do before it goes out", "Add before-sending: [ … ]");
        foreach (var id in letter.Fields.GroupBy(field => field.Id).Where(group => group.Count() > 1 || Reserved.Contains(group.Key)).Select(group => group.Key))
            yield return letter.Source.Error($"the field \"{id}\" stands twice, or has a reserved name", "Give it another id");
        // Both become part of a summary of exactly two sentences.
        foreach (var text in letter.Fields.Select(field => field.Label).Append(letter.For).Where(text => text.Contains('。', StringComparison.Ordinal)))
            yield return letter.Source.Error($"「{text}」 is more than part of a sentence", "Leave out the full stop");
    }

    private IEnumerable<KnowledgeError> CheckDeadline(LetterTemplate letter)
    {
        if (letter.Body.Any(part => Holds(part.Text, LetterPart.DeadlinePlaceholder)) != letter.Deadline is not null)
            yield return letter.Source.Error("a letter names its last day exactly when it has a deadline", "Write {{deadline}} and deadline: { id: …, starts: … } together");
        if (letter.Deadline is not { } deadline) yield break;
        if (!knowledge.Deadlines.Rules.ContainsKey(deadline.RuleId))
            yield return letter.Source.Error($"unknown deadline \"{deadline.RuleId}\"", "Use an id of deadlines.yaml");
        if (!letter.Fields.Any(field => field.Id == deadline.StartField && field.Kind == LetterFieldKind.Date))
            yield return letter.Source.Error($"\"{deadline.StartField}\" is no field that holds a date", "Name in starts: the field with kind: date");
    }

    private IEnumerable<KnowledgeError> CheckField(LetterField field)
    {
        if (field.FactId is not { } id) yield break;
        if (!knowledge.Facts.TryGetValue(id, out var fact)) yield return field.Source.Error($"unknown fact \"{id}\"", "Use an id of facts.yaml, or define it there");
        else if (fact.Type == FactType.Boolean) yield return field.Source.Error($"\"{id}\" is true or false, which fills no blank", "Use it in the condition of a part instead");
    }

    private static IEnumerable<KnowledgeError> CheckPlaceholders(LetterTemplate letter)
    {
        var texts = letter.Body.Select(part => (part.Source, part.Text)).Concat(letter.Addressee.Select(addressee => (letter.Source, addressee.Text))).ToArray();
        var used = texts.SelectMany(text => LetterPart.Placeholder().Matches(text.Text).Select(match => (text.Source, Id: match.Groups["id"].Value))).ToArray();
        foreach (var (source, id) in used.Where(placeholder => !Reserved.Contains(placeholder.Id) && letter.Fields.All(field => field.Id != placeholder.Id)))
            yield return source.Error($"{{{{{id}}}}} is no field of this letter", "Add it to fields:, or correct the name");
        var always = letter.Body.Where(part => part.When is null).Select(part => part.Text).ToArray();
        foreach (var field in letter.Fields.Where(field => !always.Any(text => Holds(text, field.Id)) && !letter.Addressee.All(addressee => Holds(addressee.Text, field.Id))))
            yield return field.Source.Error($"what is filled into \"{field.Id}\" could be lost", $"Write {{{{{field.Id}}}}} in a part without condition, or in every addressee");
        foreach (var (source, text) in texts.Where(text => LetterPart.Placeholder().Replace(text.Text, "").AsSpan().IndexOfAny('{', '}') >= 0))
            yield return source.Error("the text holds braces that stand for nothing", "Write {{field}}, or remove them");
    }

    private IEnumerable<KnowledgeError> CheckPart(LetterPart part)
    {
        foreach (var fault in part.Basis.Select(reference => References.Fault(reference, knowledge)).OfType<KnowledgeError>()) yield return fault;
        if (!Reachability.CanHold(part.When, knowledge)) yield return part.Source.Error("this part can never be written", "Its condition contradicts itself; correct it");
        if (Citation().Match(part.Text) is { Success: true } citation)
            yield return part.Source.Error($"\"{citation.Value}\" is written out, though its number or title may change", "Write {{basis}} and name the provision in basis:");
        if (Holds(part.Text, LetterPart.BasisPlaceholder) != part.Basis.Count > 0) yield return part.Source.Error("a part names its provisions exactly when it has a basis", "Write {{basis}} and basis: [ { law: …, article: … } ] together");
    }

    private static bool Holds(string text, string placeholder) => text.Contains($"{{{{{placeholder}}}}}", StringComparison.Ordinal);

    /// <summary>On every day something that is always written must stand on law in force.</summary>
    private IEnumerable<KnowledgeError> CheckDays(LetterTemplate letter)
    {
        var parts = letter.Body.Where(part => part.When is null && part.Basis.Count > 0 && part.Basis.All(reference => References.Fault(reference, knowledge) is null)).ToArray();
        var first = letter.From ?? KnowledgeBase.FirstDay;
        foreach (var day in References.Changes(parts.SelectMany(part => part.Basis), knowledge).Append(first).Where(day => day >= first).Order()
            .Where(day => parts.All(part => part.Resolve(knowledge, day) is null)).Take(1))
        {
            yield return letter.Source.Error($"\"{letter.Id}\" has no basis in force on {day:yyyy-MM-dd}", "Add a part without condition whose basis was in force on that day, or limit the letter with from");
        }
    }

    [GeneratedRegex("《[^》]*》?|第[〇零一二三四五六七八九十百千]+条")]
    private static partial Regex Citation();
}
