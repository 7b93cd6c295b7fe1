using System.CommandLine;
using ChatTriage.Cli.Evaluation;
using ChatTriage.Retrieval.Learning;

namespace ChatTriage.Cli;

/// <summary><c>chattriage train</c>: learns from judged questions how to rank.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--beir") { Description = "A folder in BEIR's layout: corpus.jsonl, queries.jsonl (or .gz), qrels/SPLIT.tsv.", Required = true, HelpName = "DIR" };
        var split = new Option<string>("--split") { Description = "The judgements to learn from.", DefaultValueFactory = _ => "train", HelpName = "SPLIT" };
        var output = new Option<FileInfo>("--out") { Description = "Where to write the model.", Required = true, HelpName = "FILE" };
        var command = new Command("train", "Learn from judged questions how to rank; the same data give the same model.") { folder, split, output };
        command.SetAction(parsed =>
        {
            var source = new BeirFolder(parsed.GetValue(folder)!);
            JudgedQuestion[] questions = [.. source.Questions(parsed.GetValue(split)!).Select(question => new JudgedQuestion(question.Text, [.. question.Judgements.Keys]))];
            var model = RankingModel.Train(source.Passages(), questions, Console.WriteLine);
            model.Save(parsed.GetValue(output)!.FullName);
            return ExitCode.Success;
        });
        return command;
    }
}
