using System.CommandLine;
using ChatTriage.Cli;
using ChatTriage.Knowledge;

var root = new RootCommand("ChatTriage for knowledge authors: check the knowledge base, try questions, measure.")
{
    LintCommand.Create(),
    AskCommand.Create(),
    EvalCommand.Create(),
    TrainCommand.Create(),
    RateCommand.Create(),
    CallsCommand.Create(),
    LetterCommand.Create(),
    DeadlineCommand.Create(),
    GapsCommand.Create(),
    IngestCommand.Create(),
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (KnowledgeException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return ExitCode.Fault;
}
catch (IOException fault)
{
    await Console.Error.WriteLineAsync(fault.Message);
    return ExitCode.Fault;
}
