namespace ChatTriage.Knowledge.Linting;

/// <summary>Versions follow each other without undeclared gaps or overlaps, and renumbered articles lead somewhere.</summary>
internal static class LawLint
{
    public static IEnumerable<KnowledgeError> Check(Law law)
    {
        if (law.Versions.Count == 0) yield return law.Source.Error($"\"{law.Id}\" has no version", "Add the version in force");
        foreach (var (version, next) in law.Versions.Zip(law.Versions.Skip(1).Append(null)))
        {
            if (version.To < version.From)
                yield return version.Source.Error($"the version ends ({version.To:yyyy-MM-dd}) before it starts ({version.From:yyyy-MM-dd})", "Correct from or to");
            if (version.Provisions.Count == 0)
                yield return version.Source.Error("the version has no provisions", "Add those that matter, or remove the version");
            foreach (var twice in version.Provisions.GroupBy(provision => provision.Article).Where(group => group.Count() > 1))
                yield return twice.Last().Source.Error($"{twice.Key} stands twice in this version", "Merge the two");
            foreach (var error in CheckNumbers(version, next)) yield return error;
            if (next is not null && CheckSequence(version, next) is { } fault) yield return fault;
        }
    }

    private static IEnumerable<KnowledgeError> CheckNumbers(LawVersion version, LawVersion? next) =>
        from provision in version.Provisions
        where provision.Now is not null && next?.Provisions.Any(other => other.Article == provision.Now) != true
        select provision.Source.Error($"{provision.Article} is said to be {provision.Now} now, which the next version does not have",
            "Add that provision to the next version, or correct \"now\"");

    private static KnowledgeError? CheckSequence(LawVersion version, LawVersion next)
    {
        if (version.To is null || next.From <= version.To)
        {
            return next.DeclaredOverlap is null
                ? next.Source.Error($"the version from {next.From:yyyy-MM-dd} overlaps the one before", "End that one the day before, or say why with \"overlap\"")
                : null;
        }

        return next.From > version.To.Value.AddDays(1) && next.DeclaredGap is null
            ? next.Source.Error($"no version is in force from {version.To.Value.AddDays(1):yyyy-MM-dd} to {next.From.AddDays(-1):yyyy-MM-dd}", "Close the gap, or say why with \"gap\"")
            : null;
    }
}
