namespace ChatTriage.Knowledge.Linting;

/// <summary>The LPR has every month and credible values; caps name lenders that exist and stand on law; texts use values that exist.</summary>
internal sealed class RatesLint(KnowledgeBase knowledge)
{
    private const decimal HighestCredible = 10;
    private static readonly string[] Placeholders = ["{lpr}", "{lpr-times-4}", "{lpr-month}"];

    public IEnumerable<KnowledgeError> Check() =>
        [.. knowledge.Rates.Lpr.SelectMany(CheckQuote), .. CheckMonths(), .. knowledge.Rates.Caps.SelectMany(CheckCap), .. CheckNotes(), .. CheckPlaceholders()];

    private static IEnumerable<KnowledgeError> CheckQuote(LprQuote quote)
    {
        if (quote.Percent is <= 0 or > HighestCredible)
            yield return quote.Source.Error($"{quote.Percent} is no credible LPR", "Write percent a year, for example 3.00");
        if (quote.Published < quote.Month || quote.Published >= quote.Month.AddMonths(1))
            yield return quote.Source.Error($"{quote.Published:yyyy-MM-dd} is not in the month of the announcement", "Correct the month or the day");
    }

    private IEnumerable<KnowledgeError> CheckMonths() =>
        from pair in knowledge.Rates.Lpr.Zip(knowledge.Rates.Lpr.Skip(1))
        where pair.Second.Month != pair.First.Month.AddMonths(1)
        select pair.Second.Source.Error($"after {pair.First.Month:yyyy-MM} the month {pair.First.Month.AddMonths(1):yyyy-MM} is expected", "One line a month, oldest first, none left out");

    private IEnumerable<KnowledgeError> CheckCap(RateCap cap)
    {
        var lenders = knowledge.Facts.TryGetValue(InterestRates.LenderFact, out var fact) ? fact.Options.Select(option => option.Value).OfType<FactValue.Choice>().Select(choice => choice.Value).ToArray() : [];
        foreach (var lender in cap.Lenders.Except(lenders))
            yield return cap.Source.Error($"\"{lender}\" is no kind of lender", $"Use one of: {string.Join(", ", lenders)}");
        if (cap.Lenders.Count == 0) yield return cap.Source.Error($"\"{cap.Id}\" holds for no lender", "Add lenders: [ … ]");
        if (cap.To < cap.From) yield return cap.Source.Error($"\"{cap.Id}\" ends before it starts", "Correct from or to");
        if (cap.Basis.Count == 0) yield return cap.Source.Error($"\"{cap.Id}\" has no legal basis", "Add basis: [ { law: …, article: … } ]");
        foreach (var reference in cap.Basis)
        {
            if (References.Fault(reference, knowledge) is { } fault) yield return fault;
        }

        if (cap.Basis.Count > 0 && cap.Basis.All(reference => knowledge.Laws.GetValueOrDefault(reference.LawId)?.Resolve(reference.Article, cap.From) is null))
            yield return cap.Source.Error($"\"{cap.Id}\" has no basis in force on its first day", "Add a basis for that day, or correct from");
    }

    private IEnumerable<KnowledgeError> CheckNotes() =>
    [
        .. Enum.GetValues<RateNoteKind>().Where(kind => !knowledge.Rates.Notes.ContainsKey(kind))
            .Select(kind => new KnowledgeError("rates/notes.yaml", 1, $"the note \"{KebabCase.Name(kind)}\" is missing", "Add an entry with that id and says")),
        .. knowledge.Rates.Notes.Values.SelectMany(note => note.Basis).Select(reference => References.Fault(reference, knowledge)).OfType<KnowledgeError>(),
    ];

    /// <summary>Values are filled into the verdicts of articles; what stands in braces there must be one of them.</summary>
    private IEnumerable<KnowledgeError> CheckPlaceholders() =>
        from article in knowledge.Articles.Values
        from answer in article.Answers
        where Placeholders.Aggregate(answer.Text, (text, known) => text.Replace(known, "", StringComparison.Ordinal)).AsSpan().IndexOfAny('{', '}') >= 0
        select article.Source.Error("an answer holds braces that stand for nothing", $"Use {string.Join(", ", Placeholders)}, or remove them");
}
