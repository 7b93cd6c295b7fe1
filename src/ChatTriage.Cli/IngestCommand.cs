using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChatTriage.Cli.Ingest;
using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using Spectre.Console;

namespace ChatTriage.Cli;

/// <summary><c>chattriage ingest PATH…</c>: brings pages of one's own into the knowledge base, unreviewed.</summary>
internal static class IngestCommand
{
    /// <summary>So many dropped files are named in a terminal; <c>--json</c> names all.</summary>
    private const int MostNamed = 20;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var paths = new Argument<string[]>("PATH") { Description = "Files or folders of plain text, HTML or Markdown; UTF-8, GB18030, or what a page declares.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<DirectoryInfo?>("--out") { Description = "The corpus folder to write. Default: corpora/imported in the knowledge base, which serves it from then on.", HelpName = "FOLDER" };
        var json = new Option<bool>("--json") { Description = "Print what became of each file as JSON." };
        var command = new Command("ingest", "Bring in pages of your own: cleaned, without duplicates, with a topic, marked as unreviewed. Running it again changes nothing.") { paths, output, json, folder };
        command.SetAction(parsed =>
        {
            var directory = parsed.GetValue(folder)!.FullName;
            var corpora = Path.Combine(directory, "corpora");
            var target = parsed.GetValue(output)?.FullName ?? Path.Combine(corpora, "imported");
            var ingestion = new Ingestion(KnowledgeBase.Load(directory), Directory.Exists(corpora) ? Directory.GetDirectories(corpora) : [], target);
            SourceFile[] files = [.. SourceFile.At(parsed.GetValue(paths)!, target)];
            var outcomes = parsed.GetValue(json) ? [.. ingestion.Run(files)] : WithProgress(ingestion.Run(files), files.Length);
            if (Path.GetDirectoryName(target) == corpora) SaveIndex(directory);
            if (parsed.GetValue(json)) PrintJson(outcomes);
            else Print(outcomes, target);
            return outcomes.Any(file => file.Outcome != IngestOutcome.Dropped) ? ExitCode.Success : ExitCode.Fault;
        });
        return command;
    }

    /// <summary>Indexes the corpora beside their pages, so that a service is ready at once, also one that cannot write there.</summary>
    private static void SaveIndex(string directory) => _ = new PassageIndex(KnowledgeBase.Load(directory));

    private static IngestedFile[] WithProgress(IEnumerable<IngestedFile> files, int count) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).Progress().Start(progress =>
        {
            var task = progress.AddTask("pages", maxValue: Math.Max(1, count));
            return files.Select(file =>
            {
                task.Increment(1);
                return file;
            }).ToArray();
        });

    private static void Print(IngestedFile[] files, string target)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("Outcome", "Why", "Files");
        foreach (var group in files.GroupBy(file => (file.Outcome, file.Reason)).OrderBy(group => group.Key.Outcome).ThenByDescending(group => group.Count()))
            table.AddRow(KebabCase.Name(group.Key.Outcome), group.Key.Reason is { } reason ? KebabCase.Name(reason) : "", $"{group.Count()}");
        AnsiConsole.Write(table);
        var dropped = files.Where(file => file.Outcome == IngestOutcome.Dropped).ToArray();
        foreach (var file in dropped.Take(MostNamed)) Console.WriteLine($"{Shown(file.File)}: {KebabCase.Name(file.Reason!.Value)}{(file.Article is { } same ? $" of {same}" : "")}");
        if (dropped.Length > MostNamed) Console.WriteLine($"… and {dropped.Length - MostNamed} more; --json names all");
        Console.WriteLine($"In {target}, unreviewed. To review a text: check it, give it a verdict, questions and sources, and move it to articles/.");
    }

    private static void PrintJson(IngestedFile[] files) => Console.WriteLine(JsonSerializer.Serialize(new
    {
        read = files.Length,
        kept = files.Count(file => file.Outcome == IngestOutcome.Kept),
        unchanged = files.Count(file => file.Outcome == IngestOutcome.Unchanged),
        dropped = files.Where(file => file.Reason is not null).GroupBy(file => KebabCase.Name(file.Reason!.Value)).ToDictionary(group => group.Key, group => group.Count()),
        files = files.Select(file => new { file = file.File, outcome = KebabCase.Name(file.Outcome), reason = file.Reason is { } reason ? KebabCase.Name(reason) : null, article = file.Article }),
    }, Indented));

    /// <summary>Names of files may hold what a terminal obeys.</summary>
    private static string Shown(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
