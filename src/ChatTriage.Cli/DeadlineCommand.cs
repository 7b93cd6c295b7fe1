using System.CommandLine;
using System.Globalization;
using ChatTriage.Deadlines;
using ChatTriage.Knowledge;

namespace ChatTriage.Cli;

/// <summary><c>chattriage deadline</c>: until when somebody has to act; without arguments, the deadlines that there are.</summary>
internal static class DeadlineCommand
{
    private const string DateForm = "yyyy-MM-dd";

    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var kind = new Argument<string?>("KIND") { Description = "Id of the deadline; leave it out for a list.", Arity = ArgumentArity.ZeroOrOne };
        var date = new Argument<string?>("DATE") { Description = "The day of the event that starts it, for example of service.", Arity = ArgumentArity.ZeroOrOne };
        var asOf = new Option<string?>("--as-of") { Description = "The day from which the days left are counted. Default: today in China.", HelpName = "DATE" };
        var command = new Command("deadline", "Until when somebody has to act, counted from a day.") { kind, date, asOf, folder };
        command.SetAction(parsed =>
        {
            var knowledge = KnowledgeBase.Load(parsed.GetValue(folder)!.FullName);
            var today = DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime);
            if (parsed.GetValue(kind) is not { } id) return List(knowledge, today);
            if (Read(parsed.GetValue(date)) is not { } start) return Refuse("date", $"写成 {DateForm}，例如 2026-11-20。");
            var day = today;
            if (parsed.GetValue(asOf) is { } given)
            {
                if (Read(given) is not { } read) return Refuse("asOf", $"写成 {DateForm}，例如 2026-11-25。");
                day = read;
            }

            var faults = Deadline.Faults(id, start, knowledge).ToArray();
            foreach (var fault in faults) Refuse(fault.Field, fault.Message);
            if (faults.Length > 0) return ExitCode.Fault;
            Print(Deadline.Of(id, start, day, knowledge));
            return ExitCode.Success;
        });
        return command;
    }

    private static int List(KnowledgeBase knowledge, DateOnly today)
    {
        foreach (var rule in knowledge.Deadlines.Rules.Values)
            Console.WriteLine($"{rule.Id} · {rule.Title} · {rule.By} · {DeadlineSummary.HowToCount(rule, rule.PeriodOn(today))}");
        return ExitCode.Success;
    }

    private static void Print(Deadline deadline)
    {
        Console.WriteLine(DeadlineSummary.Write(deadline));
        Console.WriteLine();
        Console.WriteLine($"{deadline.LastDay.ToString(DateForm, CultureInfo.InvariantCulture)}{(deadline.IsApproximate ? " (approximate)" : "")}");
        Console.WriteLine(deadline.Rule.Limits);
        foreach (var note in deadline.Notes) Console.WriteLine($"{note.Note.Says}{Cited(note.Basis)}");
        Console.WriteLine(Cited(deadline.Basis));
    }

    private static string Cited(IReadOnlyList<ProvisionInForce> basis) =>
        basis.Count == 0 ? "" : $"（{string.Join("；", basis.Select(provision => $"《{provision.Law.ShortTitle}》{provision.Provision.Article}"))}）";

    private static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int Refuse(string field, string message)
    {
        Console.Error.WriteLine($"{field}: {message}");
        return ExitCode.Fault;
    }
}
