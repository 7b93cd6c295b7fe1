using System.CommandLine;
using System.Globalization;
using ChatTriage.Deadlines;
using ChatTriage.Knowledge;
using ChatTriage.Retrieval.Indexing;
using Spectre.Console;

namespace ChatTriage.Cli;

/// <summary><c>chattriage ask "…"</c>: one answer, readable in a terminal.</summary>
internal static class AskCommand
{
    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var text = new Argument<string>("question") { Description = "The question, in the borrower's own words." };
        var asOf = new Option<string?>("--as-of") { Description = "The day whose law counts, yyyy-mm-dd. Default: today in Asia/Shanghai.", HelpName = "DATE" };
        asOf.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && !TryParse(given, out _)) result.AddError($"--as-of: \"{given}\" is no date; write it as yyyy-mm-dd.");
        });
        var explain = new Option<bool>("--explain") { Description = "Also say why each cited passage has its place: a tree of named numbers." };
        var command = new Command("ask", "Answer one question: verdict, reasons, checklist, offices, sources.") { text, asOf, explain, folder };
        command.SetAction(parsed =>
        {
            var triage = new Triage(KnowledgeBase.Load(parsed.GetValue(folder)!.FullName));
            var day = parsed.GetValue(asOf) is { } given && TryParse(given, out var date) ? date : DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
            var question = new Question(parsed.GetValue(text)!, [], day);
            Print(triage.Ask(question), triage.Knowledge);
            if (parsed.GetValue(explain)) Print(triage.Explain(question));
            return ExitCode.Success;
        });
        return command;
    }

    private static bool TryParse(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    /// <summary>A long question has dozens of terms, and the first few say what matters.</summary>
    private static void Print(IReadOnlyList<Explanation> explanations)
    {
        foreach (var (n, explanation) in explanations.Index())
        {
            Console.WriteLine($"\n({n + 1})");
            foreach (var line in explanation.Shortened(5).Lines()) Console.WriteLine(line);
        }
    }

    private static void Print(Answer answer, KnowledgeBase knowledge)
    {
        // Chinese has no spaces to wrap at; the terminal breaks the lines better than the console library does.
        AnsiConsole.Profile.Width = short.MaxValue;
        var topics = string.Join("、", answer.Understood.Topics.Select(topic => string.Create(CultureInfo.InvariantCulture, $"{knowledge.Topics[topic.TopicId].Name} {topic.Score:0.00}")));
        AnsiConsole.MarkupLineInterpolated($"[grey]{KebabCase.Name(answer.Understood.Scope)} · {KebabCase.Name(answer.Urgency)} · {topics} · {answer.AsOf:yyyy-MM-dd}[/]");
        foreach (var mention in answer.Understood.Mentions)
            AnsiConsole.MarkupLineInterpolated($"[grey]{mention.FactId} = {mention.Value} ({KebabCase.Name(mention.Status)})「{mention.Quote}」[/]");
        foreach (var signal in answer.Signals) AnsiConsole.MarkupLineInterpolated($"[red]! {signal.Text}[/]");

        AnsiConsole.WriteLine();
        AnsiConsole.MarkupLineInterpolated($"[bold]{answer.Text.Verdict}[/]");
        AnsiConsole.WriteLine();
        AnsiConsole.WriteLine(answer.Text.Text);
        foreach (var notice in answer.Notices) AnsiConsole.MarkupLineInterpolated($"[yellow]{notice}[/]");
        foreach (var group in answer.Checklist.GroupBy(item => item.Rule.Group))
        {
            AnsiConsole.MarkupLineInterpolated($"\n[underline]{KebabCase.Name(group.Key)}[/]");
            foreach (var item in group)
            {
                AnsiConsole.MarkupLineInterpolated($"{(item.Status == ItemStatus.Applies ? "■" : "□")} {item.Rule.Text}");
                var basis = string.Join("；", item.Basis.Select(basis => $"《{basis.Law.ShortTitle}》{basis.Provision.Article}"));
                AnsiConsole.MarkupLineInterpolated($"  [grey]{item.Why}（{basis}）{(item.DependsOn.Count > 0 ? "取决于 " + string.Join(", ", item.DependsOn) : "")}[/]");
                if (item.Deadline is { } deadline) AnsiConsole.MarkupLineInterpolated($"  [yellow]{DeadlineSummary.Write(deadline)}[/]");
            }
        }

        foreach (var channel in answer.Channels) AnsiConsole.MarkupLineInterpolated($"[green]☎ {channel.Name} {channel.Phone}[/] {channel.When}");
        foreach (var letter in answer.Letters) AnsiConsole.MarkupLineInterpolated($"[green]✉ {letter.Title}[/] chattriage letter {letter.Id}");
        foreach (var followUp in answer.FollowUps)
            AnsiConsole.MarkupLineInterpolated($"[blue]? {followUp.Question}[/] {string.Join(" / ", followUp.Options.Select(option => option.Label))}");
        foreach (var citation in answer.Citations)
            AnsiConsole.MarkupLineInterpolated($"[grey]({citation.N}) {citation.Passage.Article.Title} · {citation.Passage.Heading}{(citation.Passage.Article.IsReviewed ? "" : "（未经审核）")} ({citation.Score.ToString("0.00", CultureInfo.InvariantCulture)})[/]");
    }
}
