using System.CommandLine;
using System.Globalization;
using System.Text;
using ChatTriage.CallLogs;
using ChatTriage.Knowledge;

namespace ChatTriage.Cli;

/// <summary><c>chattriage calls</c>: which calls of a log break which rules.</summary>
internal static class CallsCommand
{
    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var file = new Argument<FileInfo>("FILE") { Description = "A carrier's bill or a phone's export (CSV), the XML of SMS Backup & Restore, or notes, one call a line. UTF-8 or GB18030." };
        var lenderType = new Option<string?>("--lender-type") { Description = "Kind of lender, an option of the fact lender-type.", HelpName = "KIND" };
        var lender = new Option<string?>("--lender") { Description = "For whom all the calls are, where they name nobody.", HelpName = "NAME" };
        var collectors = new Option<string[]>("--collector") { Description = "A number that collects, repeated as needed; calls of other numbers are left out.", HelpName = "NUMBER" };
        var agreed = new Option<AgreedHours?>("--agreed")
        {
            Description = "Hours agreed with the lender: 08:00-21:00.",
            HelpName = "HH:MM-HH:MM",
            CustomParser = result =>
            {
                if (ReadHours(result.Tokens[0].Value) is { } hours) return hours;
                result.AddError($"\"{result.Tokens[0].Value}\" is not HH:MM-HH:MM, for example 08:00-21:00.");
                return null;
            },
        };
        var lost = new Option<bool?>("--lost-contact") { Description = "Whether the borrower could not be reached: true or false; leave it out when not known.", HelpName = "BOOL" };
        var timeline = new Option<FileInfo?>("--timeline") { Description = "Write the picture of the calls to this file.", HelpName = "SVG" };
        var table = new Option<FileInfo?>("--table") { Description = "Write the table for a complaint to this file: CSV, or Markdown where it ends in .md.", HelpName = "FILE" };
        var command = new Command("calls", "Which calls of a log break which rules, and how strongly each rule binds.") { file, lenderType, lender, collectors, agreed, lost, timeline, table, folder };
        command.SetAction(parsed =>
        {
            var knowledge = KnowledgeBase.Load(parsed.GetValue(folder)!.FullName);
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
            var numbers = parsed.GetValue(collectors) ?? [];
            var read = CallLogText.Read(Decode(File.ReadAllBytes(parsed.GetValue(file)!.FullName)), numbers, today, knowledge);
            var log = new CallLog([.. read.Calls.Select(row => row.Call)], parsed.GetValue(lenderType), parsed.GetValue(lender), parsed.GetValue(agreed), parsed.GetValue(lost));
            foreach (var line in read.Unread) Console.Error.WriteLine($"{parsed.GetValue(file)!.Name}:{line.Line}: {line.Reason}");
            var faults = log.Faults(knowledge, today).Select(fault => $"{fault.Field}: {fault.Message}").ToList();
            if (read.IsTooLong) faults.Add(CallLog.TooMany);
            foreach (var fault in faults) Console.Error.WriteLine(fault);
            if (faults.Count > 0) return ExitCode.Fault;

            var result = CheckedCallLog.Of(log, knowledge);
            Print(result, CallLogSummary.Notes(result, read, numbers.Length > 0));
            if (parsed.GetValue(timeline) is { } picture) File.WriteAllText(picture.FullName, CallTimeline.Draw(result, knowledge.CallRules));
            if (parsed.GetValue(table) is { } written) WriteTable(written, new ComplaintTable(result, knowledge.CallRules));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(CheckedCallLog log, IReadOnlyList<string> notes)
    {
        Console.WriteLine(CallLogSummary.Write(log));
        Console.WriteLine();
        foreach (var tally in log.Rules) Console.WriteLine($"{tally.Rule.Id} · {tally.Rule.Title}【{CallLogSummary.Of(tally.Binding)}】 不合 {tally.Breaks}，可能不合 {tally.MayBreak}");
        Console.WriteLine();
        foreach (var day in log.Days) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{day.Date:yyyy-MM-dd} 接通 {day.Connected}，没接通 {day.Unanswered}（同一号码最多 {day.MostUnansweredToOneNumber}），打给别人 {day.ThirdPersons}"));
        foreach (var note in notes) Console.WriteLine(note);
    }

    /// <summary>Spreadsheets know a CSV file as UTF-8 by its byte order mark.</summary>
    private static void WriteTable(FileInfo file, ComplaintTable table)
    {
        if (file.Extension.Equals(".md", StringComparison.OrdinalIgnoreCase)) File.WriteAllText(file.FullName, table.ToMarkdown());
        else File.WriteAllText(file.FullName, table.ToCsv(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    /// <summary>Carriers and spreadsheets in China write GB18030; what is no valid UTF-8 is that. "Unicode text" of spreadsheets is UTF-16 with a mark.</summary>
    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return new StreamReader(new MemoryStream(bytes), detectEncodingFromByteOrderMarks: true).ReadToEnd();
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetString(bytes);
        }
    }

    private static AgreedHours? ReadHours(string text) =>
        text.Replace("24:00", "00:00", StringComparison.Ordinal).Split('-') is [var from, var to]
        && TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
        && TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end)
        ? new AgreedHours(start, end)
        : null;
}
