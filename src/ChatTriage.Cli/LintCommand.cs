using System.CommandLine;
using ChatTriage.Cli.Citations;
using ChatTriage.Knowledge;
using Spectre.Console;

namespace ChatTriage.Cli;

/// <summary><c>chattriage lint</c>: checks the knowledge base; one line a fault.</summary>
internal static class LintCommand
{
    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var statutes = new Option<DirectoryInfo?>("--statutes")
        {
            Description = "A folder of statute texts in Markdown; each provision whose text is there is checked: article, dates, key terms.",
            HelpName = "DIR",
        };
        var command = new Command("lint", "Check the knowledge base: each fault with file, line and cure. Exit code 1 when there is one.") { folder, statutes };
        command.SetAction(parsed =>
        {
            var directory = parsed.GetValue(folder)!;
            try
            {
                var knowledge = KnowledgeBase.Load(directory.FullName);
                Report(knowledge);
                return parsed.GetValue(statutes) is { } texts ? CheckCitations(knowledge, texts) : ExitCode.Success;
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
        table.AddRow("articles", $"{knowledge.Articles.Values.Count(article => article.IsReviewed)}");
        table.AddRow("unreviewed texts", $"{knowledge.Articles.Values.Count(article => !article.IsReviewed)}");
        table.AddRow("letters", $"{knowledge.Letters.Count}");
        table.AddRow("lay questions", $"{knowledge.Articles.Values.Sum(article => article.Questions.Count)}");
        AnsiConsole.Write(table);
        Console.WriteLine($"No faults. Version {knowledge.Version}");
    }

    private static int CheckCitations(KnowledgeBase knowledge, DirectoryInfo folder)
    {
        var texts = Statute.ReadAll(folder);
        var report = CitationCheck.Check(knowledge, texts);
        foreach (var fault in report.Faults) Console.WriteLine(fault);
        Console.WriteLine($"{report.Checked} provisions checked against {texts.Count} statute texts, {report.Faults.Count} faults.");
        Console.WriteLine($"Not checked, article not in the text: {string.Join("; ", report.OutsideExtract.Select(provision => $"{provision.Law.ShortTitle} {provision.Provision.Article}"))}");
        Console.WriteLine($"Not checked, no text: {report.WithoutText.Sum(version => version.Version.Provisions.Count)} provisions of {string.Join("; ", report.WithoutText.Select(version => $"{version.Law.ShortTitle} ({version.Version.From:yyyy-MM-dd})"))}");
        return report.Faults.Count == 0 && report.Checked > 0 ? ExitCode.Success : ExitCode.Fault;
    }
}
