namespace ChatTriage.Knowledge.Linting;

/// <summary>Deadlines stand on law in force, every remark has words, and the calendar has whole years in order.</summary>
internal sealed class DeadlineLint(KnowledgeBase knowledge)
{
    private const string Deadlines = "deadlines.yaml";

    public IEnumerable<KnowledgeError> Check() =>
        [.. knowledge.Deadlines.Rules.Values.SelectMany(CheckRule), .. CheckNotes(), .. CheckYears(), .. knowledge.Deadlines.Calendar.Years.SelectMany(CheckDays)];

    private IEnumerable<KnowledgeError> CheckRule(DeadlineRule rule)
    {
        if (rule.Steps.Contains('。', StringComparison.Ordinal))
            yield return rule.Source.Error($"the steps of \"{rule.Id}\" hold a full stop", "Write one clause: the summary that is read aloud has two sentences");
        if (rule.StartFact is { } id && knowledge.Facts.GetValueOrDefault(id)?.Type != FactType.Date)
            yield return rule.Source.Error($"\"{id}\" is no fact that holds a date", "Use the id of a fact of type date in facts.yaml");
        if (rule.Versions.Count == 0) yield return rule.Source.Error($"\"{rule.Id}\" has no version", "Add the period in force");
        foreach (var (version, next) in rule.Versions.Zip(rule.Versions.Skip(1)))
            if (version.To?.AddDays(1) != next.From) yield return next.Source.Error($"\"{rule.Id}\" has a gap or an overlap before {next.From:yyyy-MM-dd}", "End the version before on the day before");
        foreach (var version in rule.Versions)
            foreach (var error in CheckVersion(rule, version)) yield return error;
    }

    private IEnumerable<KnowledgeError> CheckVersion(DeadlineRule rule, DeadlineVersion version)
    {
        if (version.To < version.From) yield return version.Source.Error($"a version of \"{rule.Id}\" ends before it starts", "Correct from or to");
        if (version.Basis.Count == 0) yield return version.Source.Error($"a version of \"{rule.Id}\" has no legal basis", "Add basis: [ { law: …, article: … } ]");
        foreach (var reference in version.Basis)
        {
            if (References.Fault(reference, knowledge) is { } fault) yield return fault;
            else if (knowledge.Laws[reference.LawId].Resolve(reference.Article, KnowledgeBase.DayInReach(version.From)) is null)
                yield return reference.Source.Error($"{reference.Article} was not in force on {version.From:yyyy-MM-dd}, when the version starts", "Cite the provision of that day, or correct from");
        }
    }

    private IEnumerable<KnowledgeError> CheckNotes() =>
    [
        .. Enum.GetValues<DeadlineNoteKind>().Where(kind => !knowledge.Deadlines.Notes.ContainsKey(kind))
            .Select(kind => new KnowledgeError(Deadlines, 1, $"the note \"{KebabCase.Name(kind)}\" is missing", "Add an entry with that id and says")),
        .. knowledge.Deadlines.Notes.Values.SelectMany(note => note.Basis).Select(reference => References.Fault(reference, knowledge)).OfType<KnowledgeError>(),
    ];

    private IEnumerable<KnowledgeError> CheckYears() =>
        from pair in knowledge.Deadlines.Calendar.Years.Zip(knowledge.Deadlines.Calendar.Years.Skip(1))
        where pair.Second.Year != pair.First.Year + 1
        select pair.Second.Source.Error($"after {pair.First.Year} the year {pair.First.Year + 1} is expected", "One entry a year, oldest first, none left out");

    private static IEnumerable<KnowledgeError> CheckDays(HolidayYear year)
    {
        var daysOff = year.DaysOff.SelectMany(holiday => holiday.Days).ToHashSet();
        foreach (var holiday in year.DaysOff.Where(holiday => holiday.To < holiday.From || holiday.From.Year != year.Year || holiday.To.Year != year.Year))
            yield return year.Source.Error($"{holiday.Name} of {year.Year} ends before it starts, or lies in another year", "Correct from or to; split a holiday at the turn of the year");
        foreach (var day in year.Workdays.Where(day => day.Year != year.Year || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || daysOff.Contains(day)))
            yield return year.Source.Error($"{day:yyyy-MM-dd} is no weekend of {year.Year} that is worked", "List only Saturdays and Sundays of the year that are not off");
    }
}
