using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ChatTriage.Cli.Evaluation;
using ChatTriage.Knowledge;
using Spectre.Console;

namespace ChatTriage.Cli;

/// <summary><c>chattriage eval FILE</c>: measures understanding on labelled questions; with <c>--beir</c>, retrieval.</summary>
internal static class EvalCommand
{
    /// <summary>Law is judged as of the day on which the question sets were labelled.</summary>
    private static readonly DateOnly LabelledOn = new(2026, 11, 23);

    /// <summary>The facts that labelled question sets cover.</summary>
    private static readonly HashSet<string> LabelledFacts =
    [
        "lender-type", "overdue-days", "amount-yuan", "annual-rate-percent", "contacts-called", "contacts-called-who", "calls-per-day", "call-hour",
        "threatened", "insulted", "impersonated-officials", "home-visit", "app-read-contacts", "asked-upfront-fee", "disbursed-less-than-contract",
        "sued", "served-documents", "willing-to-repay", "self-harm", "violence",
    ];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var file = new Argument<FileInfo?>("questions") { Description = "Labelled questions, one JSON object a line: id, question, topics, urgency, facts.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print the figures as JSON." };
        var misses = new Option<bool>("--misses") { Description = "List every miss with its question." };
        var baseline = new Option<FileInfo?>("--baseline") { Description = "Exit code 1 when a figure is below the one in this JSON file.", HelpName = "FILE" };
        var part = new Option<string?>("--part") { Description = "Only one of several equal parts, as 0/2 or 1/2; which rows belong to it never changes.", HelpName = "N/M" };
        var articles = new Option<FileInfo?>("--articles") { Description = "Measure instead which articles are cited, against the labels of this file: id, articles.", HelpName = "FILE" };
        var calibration = new Option<bool>("--calibration") { Description = "With --articles: how often a passage said to be likely is right, and what would make that hold better." };
        var command = new Command("eval", "Measure scope, topics, urgency, facts and statuses on labelled questions, or retrieval on a folder in BEIR's layout.") { file, json, misses, baseline, part, articles, calibration, folder };
        var beir = new BeirEvaluation();
        beir.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(file) is { Tokens.Count: > 0 } == beir.IsAsked(result)) result.AddError("Name a file of labelled questions, or a folder with --beir.");
        });
        command.SetAction(parsed =>
        {
            if (beir.IsAsked(parsed.CommandResult)) return beir.Run(parsed, parsed.GetValue(json));
            var triage = new Triage(KnowledgeBase.Load(parsed.GetValue(folder)!.FullName));
            var rows = RowsOf(parsed.GetValue(file)!.FullName, parsed.GetValue(part));
            if (parsed.GetValue(articles) is { } labels)
            {
                var meant = MeantArticles.Read(labels.FullName);
                if (!parsed.GetValue(calibration)) return Print(new ArticleScorecard(rows, meant, triage, LabelledOn), parsed.GetValue(json), parsed.GetValue(misses));
                foreach (var line in CalibrationReport.Lines(rows, meant, triage, LabelledOn)) Console.WriteLine(line);
                return ExitCode.Success;
            }

            var watch = Stopwatch.StartNew();
            var card = new Scorecard([.. rows.Select(row => Prediction.For(row, triage, LabelledOn))], LabelledFacts);
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(card.Figures, Indented));
            else Print(card, rows.Count, watch.Elapsed);
            if (parsed.GetValue(misses)) PrintMisses(card);
            return parsed.GetValue(baseline) is { } given ? Compare(card, given) : ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<LabelledRow> RowsOf(string file, string? part)
    {
        var rows = LabelledQuestions.Read(file);
        if (part is null) return rows;
        return part.Split('/') is [var one, var all] && int.TryParse(one, out var number) && int.TryParse(all, out var parts) && number >= 0 && number < parts
            ? LabelledQuestions.Part(rows, number, parts)
            : throw new IOException($"--part {part}: this is no part. Write 0/2 for the first of two.");
    }

    private static void Print(Scorecard card, int count, TimeSpan elapsed)
    {
        var figures = new Table().Border(TableBorder.Minimal).AddColumns("Figure", "Value");
        foreach (var (name, value) in card.Figures) figures.AddRow(name, Percent(value));
        AnsiConsole.Write(figures);

        var facts = new Table().Border(TableBorder.Minimal).AddColumns("Fact", "Precision", "Recall");
        foreach (var fact in card.FactScores)
            facts.AddRow(fact.Id, $"{fact.Precision.Part}/{fact.Precision.Whole}", $"{fact.Recall.Part}/{fact.Recall.Whole}");
        AnsiConsole.Write(facts);
        var statuses = new Table().Border(TableBorder.Minimal).AddColumns("Status", "Precision", "Recall");
        foreach (var score in card.StatusScores.Where(score => score.Recall.Whole > 0))
            statuses.AddRow(KebabCase.Name(score.Status), $"{score.Precision.Part}/{score.Precision.Whole}", $"{score.Recall.Part}/{score.Recall.Whole}");
        if (statuses.Rows.Count > 0) AnsiConsole.Write(statuses);
        PrintConfusion("Scope: label, taken for", card.ScopeConfusion);
        PrintConfusion("Urgency: label, taken for", card.UrgencyConfusion);
        PrintConfusion("Topic: label, taken for", card.TopicConfusion.Where(cell => cell.Label != cell.Predicted));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} questions, {elapsed.TotalMilliseconds / Math.Max(1, count):0.00} ms each"));
    }

    private static int Print(ArticleScorecard card, bool json, bool misses)
    {
        if (json) Console.WriteLine(JsonSerializer.Serialize(card.Figures, Indented));
        else foreach (var (name, value) in card.Figures) Console.WriteLine($"{name}\t{Percent(value)}");
        if (!json) Console.WriteLine(card.Counts);
        if (misses) foreach (var miss in card.Misses) Console.WriteLine(miss);
        return ExitCode.Success;
    }

    private static void PrintConfusion(string title, IEnumerable<(string Label, string Predicted, int Count)> cells)
    {
        var table = new Table().Border(TableBorder.Minimal).Title(title).AddColumns("Label", "Taken for", "Count");
        foreach (var (label, predicted, count) in cells) table.AddRow(label, predicted, $"{count}");
        AnsiConsole.Write(table);
    }

    private static void PrintMisses(Scorecard card)
    {
        foreach (var (kind, prediction, note) in card.Misses)
            Console.WriteLine($"{kind}\t{prediction.Row.Id}\t{note}\t{prediction.Row.Text.ReplaceLineEndings(" ")}");
    }

    private static int Compare(Scorecard card, FileInfo file)
    {
        var baseline = ReadBaseline(file.FullName);
        var fallen = baseline.Where(figure => card.Figures.GetValueOrDefault(figure.Key) < figure.Value - 1e-9).ToArray();
        foreach (var (name, before) in fallen)
            Console.WriteLine($"{name} fell from {Percent(before)} to {Percent(card.Figures.GetValueOrDefault(name))}");
        return fallen.Length == 0 ? ExitCode.Success : ExitCode.Fault;
    }

    private static Dictionary<string, double> ReadBaseline(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException fault)
        {
            throw new IOException($"{path}: this is no baseline ({fault.Message}). Write one with --json.", fault);
        }
    }

    private static string Percent(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
