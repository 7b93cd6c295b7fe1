using System.CommandLine;
using ChatTriage.Cli.Gaps;
using Spectre.Console;

namespace ChatTriage.Cli;

/// <summary><c>chattriage gaps</c>: what borrowers asked about and did not get answered.</summary>
internal static class GapsCommand
{
    private const int MostTerms = 40;

    public static Command Create()
    {
        var database = new Option<string>("--database")
        {
            Description = "The service's SQLite file, or its connection string (Data Source=… or Host=…).",
            DefaultValueFactory = _ => Path.Combine("src", "ChatTriage.Api", "data", "chattriage.db"),
            HelpName = "FILE|CONNECTION",
        };
        var days = new Option<int>("--days") { Description = "How many days to look back.", DefaultValueFactory = _ => 30 };
        var comments = new Option<bool>("--comments") { Description = "Also list the masked comments of readers whom an answer did not help." };
        var command = new Command("gaps", "What was asked and not answered well: counts by topic and by words of the lexicon, from stored signals.") { database, days, comments };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var from = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)).AddDays(-parsed.GetValue(days));
            var report = GapReport.Of(await StoredAnswers.ReadAsync(parsed.GetValue(database)!, from, cancellationToken));
            Print(report, parsed.GetValue(comments));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(GapReport report, bool withComments)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 100);
        Console.WriteLine($"{report.Answers} answers, {report.NotOurs} not ours, {report.Unclear} asked back.");
        Print("Topic", report.Topics);
        Print("Term", [.. report.Terms.Take(MostTerms)]);
        if (!withComments) return;
        foreach (var (topics, comment) in report.Comments) Console.WriteLine($"{topics}: {comment}");
    }

    private static void Print(string heading, IReadOnlyList<GapCount> counts)
    {
        if (counts.Count == 0) return;
        var table = new Table().Border(TableBorder.Minimal).AddColumns(heading, "Asked", "Nothing found", "Low confidence", "Not helpful", "Helpful");
        foreach (var count in counts) table.AddRow(Markup.Escape(count.Name), $"{count.Asked}", $"{count.NothingFound}", $"{count.LowConfidence}", $"{count.NotHelpful}", $"{count.Helpful}");
        AnsiConsole.Write(table);
    }
}
