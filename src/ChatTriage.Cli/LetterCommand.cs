using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ChatTriage.Knowledge;
using ChatTriage.Letters;

namespace ChatTriage.Cli;

/// <summary><c>chattriage letter</c>: a letter filled in, as text or Markdown, or as a Word document.</summary>
internal static class LetterCommand
{
    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var id = new Argument<string?>("id") { Description = "Which letter; without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var values = new Argument<KeyValuePair<string, string>[]>("field=value")
        {
            Description = "What to fill in, for example name=张三; what is left out stays a blank.",
            Arity = ArgumentArity.ZeroOrMore,
            CustomParser = ReadPairs,
        };
        var facts = new Option<KeyValuePair<string, string>[]>("--fact")
        {
            Description = "What is known of the situation, repeated as needed: lender-type=bank, contacts-called=true, contacts-called-who=family,friends.",
            HelpName = "FACT=VALUE",
            CustomParser = ReadPairs,
        };
        var asOf = new Option<DateOnly?>("--as-of") { Description = "The day whose law counts, yyyy-mm-dd. Default: today in Asia/Shanghai.", HelpName = "DATE" };
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown instead of plain text." };
        var docx = new Option<FileInfo?>("--docx") { Description = "Write the letter to this file as a Word document.", HelpName = "FILE" };
        var command = new Command("letter", "Fill in a letter; without an id, list the letters.") { id, values, facts, asOf, markdown, docx, folder };
        command.SetAction(parsed =>
        {
            var knowledge = KnowledgeBase.Load(parsed.GetValue(folder)!.FullName);
            if (parsed.GetValue(id) is not { } wanted) return List(knowledge);
            if (!knowledge.Letters.TryGetValue(wanted, out var template)) return Refuse($"id: \"{wanted}\" is no letter; there are {string.Join(", ", knowledge.Letters.Keys)}.");
            var typed = parsed.GetValue(values)!.ToLookup(pair => pair.Key, pair => pair.Value).ToDictionary(pair => pair.Key, pair => pair.Last());
            var known = new Dictionary<string, Fact>();
            foreach (var (fact, value) in parsed.GetValue(facts) ?? [])
            {
                if (!knowledge.Facts.TryGetValue(fact, out var definition)) return Refuse($"--fact: unknown fact \"{fact}\".");
                if (ReadFact(definition, value) is not { } read || definition.Fault(read) is not null) return Refuse($"--fact: \"{value}\" is no value of \"{fact}\", which is a {KebabCase.Name(definition.Type)}.");
                known[fact] = new Fact(fact, read, FactSource.Request);
            }

            var day = parsed.GetValue(asOf) ?? DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8));
            var writer = new LetterWriter(knowledge);
            if (writer.Faults(template, typed, day).ToArray() is { Length: > 0 } faults) return Refuse([.. faults.Select(fault => $"{fault.Field}: {fault.Message}")]);
            var letter = writer.Write(template, typed, new Situation(known, [], Speaker.Borrower, IsReal: true, day));
            if (parsed.GetValue(docx) is { } file) File.WriteAllBytes(file.FullName, LetterDocument.Write(letter));
            else Console.WriteLine(parsed.GetValue(markdown) ? LetterText.Markdown(letter) : LetterText.Plain(letter));
            Console.Error.WriteLine(letter.Summary);
            foreach (var field in letter.Blanks) Console.Error.WriteLine($"  {field.Id}: {field.Label}{(field.Hint is { } hint ? $"（{hint}）" : "")}");
            foreach (var words in (string[])[template.Achieves, template.Cannot, .. template.BeforeSending]) Console.Error.WriteLine(words);
            return ExitCode.Success;
        });
        return command;
    }

    private static int List(KnowledgeBase knowledge)
    {
        foreach (var letter in knowledge.Letters.Values)
            Console.WriteLine($"{letter.Id}: {letter.Title} ({string.Join(", ", letter.Fields.Select(field => field.Id))})");
        return ExitCode.Success;
    }

    private static int Refuse(params string[] faults)
    {
        foreach (var fault in faults) Console.Error.WriteLine(fault);
        return ExitCode.Fault;
    }

    private static FactValue? ReadFact(FactDefinition definition, string value) => definition.Type switch
    {
        FactType.Boolean => bool.TryParse(value, out var flag) ? new FactValue.Flag(flag) : null,
        FactType.Number => decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? new FactValue.Number(number) : null,
        FactType.Choice => new FactValue.Choice(value),
        FactType.Set => new FactValue.Set(value.Split(',')),
        FactType.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) ? new FactValue.Date(day) : null,
    };

    private static KeyValuePair<string, string>[] ReadPairs(ArgumentResult result)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var token in result.Tokens)
        {
            if (token.Value.Split('=', 2) is [{ Length: > 0 } field, var value]) pairs.Add(KeyValuePair.Create(field, value));
            else result.AddError($"\"{token.Value}\" is not field=value.");
        }

        return [.. pairs];
    }
}
