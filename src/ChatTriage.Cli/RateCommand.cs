using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ChatTriage.Knowledge;
using ChatTriage.Loans;

namespace ChatTriage.Cli;

/// <summary><c>chattriage rate</c>: what a loan really costs, against the caps in force on the day of its contract.</summary>
internal static class RateCommand
{
    public static Command Create()
    {
        var folder = KnowledgeFolder.Option();
        var received = new Option<Disbursement[]>("--received")
        {
            Description = "What really arrived, repeated as needed: 2025-06-01=9000",
            HelpName = "DATE=YUAN",
            Required = true,
            CustomParser = result => Parse(result, ReadDisbursement, "DATE=YUAN, for example 2025-06-01=9000"),
        };
        var paid = new Option<Payment[]>("--paid")
        {
            Description = $"A payment, repeated as needed: 2025-07-01=1000 or 2025-07-01=90:guarantee-fee. Kinds: {string.Join(", ", KebabCase.Names<PaymentKind>())}.",
            HelpName = "DATE=YUAN[:KIND]",
            CustomParser = result => Parse(result, ReadPayment, "DATE=YUAN[:KIND], for example 2025-07-01=90:guarantee-fee"),
        };
        var plan = new Option<InstalmentPlan?>("--plan")
        {
            Description = $"Equal instalments: 12x1000/month. Periods: {string.Join(", ", KebabCase.Names<Period>())}.",
            HelpName = "COUNTxYUAN/PERIOD",
            CustomParser = result => Parse(result, ReadPlan, "COUNTxYUAN/PERIOD, for example 12x1000/month").FirstOrDefault(),
        };
        var lender = new Option<string?>("--lender") { Description = "Kind of lender, an option of the fact lender-type.", HelpName = "KIND" };
        var signed = new Option<DateOnly?>("--signed") { Description = "Day of the contract. Default: the day of the first disbursement.", HelpName = "DATE" };
        var principal = new Option<decimal?>("--principal") { Description = "Principal that the contract names, in yuan.", HelpName = "YUAN" };
        var chart = new Option<FileInfo?>("--chart") { Description = "Write the picture of the payments to this file.", HelpName = "SVG" };
        var command = new Command("rate", "The true annual rate of a loan, against the caps in force on the day of its contract.") { received, paid, plan, lender, signed, principal, chart, folder };
        command.SetAction(parsed =>
        {
            var disbursements = parsed.GetValue(received)!;
            var loan = new Loan(
                parsed.GetValue(lender), parsed.GetValue(signed) ?? disbursements.Min(row => row.Date), parsed.GetValue(principal),
                disbursements, parsed.GetValue(paid) ?? [], parsed.GetValue(plan));
            var knowledge = KnowledgeBase.Load(parsed.GetValue(folder)!.FullName);
            var faults = loan.Faults(knowledge).ToArray();
            foreach (var fault in faults) Console.Error.WriteLine($"{fault.Field}: {fault.Message}");
            if (faults.Length > 0) return ExitCode.Fault;
            var cost = LoanCost.Of(loan, knowledge);
            Print(cost);
            if (parsed.GetValue(chart) is { } file) File.WriteAllText(file.FullName, RepaymentChart.Draw(cost.Schedule));
            return ExitCode.Success;
        });
        return command;
    }

    private static void Print(LoanCost cost)
    {
        Console.WriteLine(LoanCostSummary.Write(cost));
        Console.WriteLine();
        if (cost.Rate.Solution.Rate is { } rate) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{KebabCase.Name(cost.Rate.Period)} {rate:P6} · simple {cost.Rate.Simple:P4} · compounded {cost.Rate.Compounded:P4}"));
        Console.WriteLine(LoanCostSummary.Method(cost.Rate));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"法律认可的本金 {cost.RecognisedPrincipal:#,0.##} 元"));
        foreach (var cap in cost.Caps.Where(cap => cap.Applies))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cap.Cap.Cap.Title}：{cap.Cap.Percent:0.##}%，超出 {cap.Settlement.Above:#,0.##} 元（{string.Join("；", cap.Basis.Select(basis => $"《{basis.Law.ShortTitle}》{basis.Provision.Article}"))}）"));
            Console.WriteLine($"  {cap.Cap.Cap.Says}");
        }

        foreach (var note in cost.Notes) Console.WriteLine(note.Note.Says);
    }

    private static T[] Parse<T>(ArgumentResult result, Func<string, T?> read, string form) where T : class
    {
        var values = new List<T>();
        foreach (var token in result.Tokens)
        {
            if (read(token.Value) is { } value) values.Add(value);
            else result.AddError($"\"{token.Value}\" is not {form}.");
        }

        return [.. values];
    }

    private static Disbursement? ReadDisbursement(string text) => ReadPayment(text) is { Kind: PaymentKind.Instalment } row ? new Disbursement(row.Date, row.Amount) : null;

    private static Payment? ReadPayment(string text)
    {
        var kind = PaymentKind.Instalment;
        return text.Split('=', ':') is [var day, var yuan, .. var rest] && rest.Length <= 1
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && decimal.TryParse(yuan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && (rest.Length == 0 || KebabCase.TryParse(rest[0], out kind))
            ? new Payment(date, amount, kind)
            : null;
    }

    private static InstalmentPlan? ReadPlan(string text) =>
        text.Split('x', '/') is [var times, var yuan, var every]
        && int.TryParse(times, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        && decimal.TryParse(yuan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && KebabCase.TryParse<Period>(every, out var period)
        ? new InstalmentPlan(count, amount, period)
        : null;
}
