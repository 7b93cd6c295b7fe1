namespace ChatTriage.Knowledge.Reading;

/// <summary>Reads <c>deadlines.yaml</c> and <c>holidays.yaml</c>.</summary>
internal static class DeadlineReader
{
    private const int LongestPeriod = 1000;

    /// <summary>An entry under <c>deadlines</c>.</summary>
    public static DeadlineRule ReadRule(YamlValue entry)
    {
        entry.AllowKeys("id", "title", "actor", "by", "starts", "start-fact", "moves", "limits", "steps", "notes", "versions");
        return new DeadlineRule(
            entry.RequireId(), entry.RequireText("title"), entry.Require("actor")?.Enum(DeadlineActor.You) ?? DeadlineActor.You, entry.RequireText("by"),
            entry.RequireText("starts"), entry.FindText("start-fact"), entry.FindBoolean("moves"), entry.RequireText("limits"), entry.RequireText("steps"),
            entry.Find("notes")?.Items().Select(item => item.Enum(DeadlineNoteKind.CourtDecides)).ToArray() ?? [],
            entry.Require("versions")?.Items().Select(ReadVersion).ToArray() ?? [], entry.Source);
    }

    /// <summary>An entry under <c>notes</c>.</summary>
    public static DeadlineNote ReadNote(YamlValue entry)
    {
        entry.AllowKeys("id", "says", "basis");
        return new DeadlineNote(
            entry.Require("id")?.Enum(DeadlineNoteKind.CourtDecides) ?? DeadlineNoteKind.CourtDecides, entry.RequireText("says"),
            LawReader.ReadReferences(entry, "basis"), entry.Source);
    }

    /// <summary>An entry of <c>holidays.yaml</c>.</summary>
    public static HolidayYear ReadYear(YamlValue entry)
    {
        entry.AllowKeys("year", "announced", "source", "days-off", "workdays");
        entry.Require("year");
        return new HolidayYear(
            entry.FindInteger("year", 2000, 2000, 2100), entry.RequireDate("announced"), entry.RequireText("source"),
            entry.Require("days-off")?.Items().Select(ReadHoliday).ToArray() ?? [],
            entry.Require("workdays")?.Items().Select(item => item.Date() ?? DateOnly.MinValue).ToArray() ?? [], entry.Source);
    }

    private static DeadlineVersion ReadVersion(YamlValue entry)
    {
        entry.AllowKeys("from", "to", "count", "unit", "basis");
        entry.Require("count");
        return new DeadlineVersion(
            entry.RequireDate("from"), entry.FindDate("to"),
            new DeadlinePeriod(entry.FindInteger("count", 1, 1, LongestPeriod), entry.Require("unit")?.Enum(PeriodUnit.Days) ?? PeriodUnit.Days),
            LawReader.ReadReferences(entry, "basis"), entry.Source);
    }

    private static Holiday ReadHoliday(YamlValue entry)
    {
        entry.AllowKeys("name", "from", "to");
        return new Holiday(entry.RequireText("name"), entry.RequireDate("from"), entry.RequireDate("to"));
    }
}
