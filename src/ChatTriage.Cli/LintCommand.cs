using System.CommandLine;
using ChatTriage.Knowledge;
using Spectre.Console;

namespace ChatTriage.Cli;

/// <summary><c>chattriage lint</c>: checks the knowledge base; one line a fault.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var command = new Command("lint", "Check the knowledge base: each fault with file, line and cure. Exit code 1 when there is one.") { folder };
        command.SetAction(parsed =>
        {
            var directory = parsed.GetValue(folder)!;
            try
            {
                Report(KnowledgeBase.Load(directory.FullName));
                return ExitCode.Success;
            }
            catch (KnowledgeException fault)
            {
                foreach (var error in fault.Errors) Console.WriteLine(error);
                Console.WriteLine($"{fault.Errors.Count} faults");
                return ExitCode.Fault;
            }
        });
        return command;
    }

    private static void Report(KnowledgeBase knowledge)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Kind", "Count");
        table.AddRow("topics", $"{knowledge.Topics.Count}");
        table.AddRow("facts", $"{knowledge.Facts.Count}");
        table.AddRow("instruments", $"{knowledge.Laws.Count}");
        table.AddRow("provisions", $"{knowledge.Laws.Values.Sum(law => law.Versions.Sum(version => version.Provisions.Count))}");
        table.AddRow("rules", $"{knowledge.Rules.Count}");
        table.AddRow("urgency rules", $"{knowledge.UrgencyRules.Count}");
        table.AddRow("channels", $"{knowledge.Channels.Count}");
        table.AddRow("articles", $"{knowledge.Articles.Count}");
        table.AddRow("lay questions", $"{knowledge.Articles.Values.Sum(article => article.Questions.Count)}");
        AnsiConsole.Write(table);
        Console.WriteLine($"No faults. Version {knowledge.Version}");
    }
}
