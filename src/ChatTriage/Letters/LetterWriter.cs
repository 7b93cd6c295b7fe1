using ChatTriage.Deadlines;
using ChatTriage.Knowledge;

namespace ChatTriage.Letters;

/// <summary>What is wrong with what was filled in.</summary>
/// <param name="Field">The field, as the HTTP contract names it.</param>
/// <param name="Message">What to do about it, in Chinese.</param>
public sealed record LetterFault(string Field, string Message);

/// <summary>
/// Fills letters. A part is written when its condition is known to hold and all its provisions are in force on the day; nothing is
/// invented for a field that nobody filled.
/// </summary>
public sealed class LetterWriter(KnowledgeBase knowledge)
{
    /// <summary>What is wrong with the values or the day; empty when the letter can be written.</summary>
    /// <param name="template">The letter.</param>
    /// <param name="values">Values by id of field, as the borrower typed them.</param>
    /// <param name="asOf">The day whose law counts.</param>
    public IEnumerable<LetterFault> Faults(LetterTemplate template, IReadOnlyDictionary<string, string> values, DateOnly asOf)
    {
        if (asOf < template.From) yield return new LetterFault("asOf", $"这封信的依据我们从 {template.From:yyyy-MM-dd} 起收录，日期不能更早。");
        foreach (var (id, value) in values)
        {
            if ((template.Fields.FirstOrDefault(field => field.Id == id) is { } field ? Fault(template, field, value, asOf) : "这封信没有这一项，能填的见 GET /api/v1/letters。") is { } fault)
                yield return new LetterFault($"fields.{id}", fault);
        }
    }

    /// <summary>Writes the letter from values without faults, facts and the law of the day.</summary>
    /// <param name="template">The letter.</param>
    /// <param name="values">Values by id of field; they outweigh facts.</param>
    /// <param name="situation">The facts, the speaker and the day.</param>
    public Letter Write(LetterTemplate template, IReadOnlyDictionary<string, string> values, Situation situation)
    {
        var filled = template.Fields.ToDictionary(field => field.Id, field => Fill(field, values, situation));
        var deadline = DeadlineOf(template, values, situation.AsOf);
        var used = new HashSet<string>();
        var basis = new List<ProvisionInForce>();
        var parts = new List<WrittenPart>();
        foreach (var part in template.Body.Where(part => situation.Judge(part.When) == Truth.True))
        {
            if (part.Resolve(knowledge, situation.AsOf) is not { } provisions) continue;
            basis.AddRange(provisions);
            parts.Add(new WrittenPart(Replace(part.Text, provisions), !part.IsPoint ? null : parts is [.., { Number: { } number }] ? number + 1 : 1));
        }

        var addressee = Replace(template.Addressee.First(addressee => situation.Judge(addressee.When) == Truth.True).Text, []);
        return new Letter(
            template, addressee, parts, [.. template.Fields.Where(field => used.Contains(field.Id) && filled[field.Id] is null)], [.. basis.Distinct()], deadline, situation.AsOf);

        string Replace(string text, IReadOnlyList<ProvisionInForce> provisions) => LetterPart.Placeholder().Replace(text, match =>
        {
            var id = match.Groups["id"].Value;
            if (id == LetterPart.BasisPlaceholder) return Cite(provisions);
            if (id == LetterPart.DeadlinePlaceholder) return ShowLastDay(deadline);
            used.Add(id);
            return filled[id] ?? Blank(template.Fields.First(field => field.Id == id) is var field && field.IsRequired ? field.Label : $"{field.Label}，没有就划掉");
        });
    }

    private string? Fill(LetterField field, IReadOnlyDictionary<string, string> values, Situation situation) =>
        values.TryGetValue(field.Id, out var value) && FieldValue.Show(field, value) is { } shown ? shown
        : field.FactId is { } id && situation.Facts.TryGetValue(id, out var fact) && knowledge.Facts[id].Say(fact.Value) is { Length: > 0 } said ? said : null;

    private string? Fault(LetterTemplate template, LetterField field, string value, DateOnly asOf) =>
        FieldValue.Fault(field, value) is { } fault ? fault
        : template.Deadline is not { } deadline || deadline.StartField != field.Id || FieldValue.Day(value) is not { } start ? null
        : start > asOf ? "这一天还没有到，请核对日期。"
        : Deadline.Faults(deadline.RuleId, start, knowledge).FirstOrDefault()?.Message;

    private Deadline? DeadlineOf(LetterTemplate template, IReadOnlyDictionary<string, string> values, DateOnly asOf) =>
        template.Deadline is { } deadline && values.TryGetValue(deadline.StartField, out var value) && FieldValue.Day(value) is { } start
            ? Deadline.Of(deadline.RuleId, start, asOf, knowledge) : null;

    private static string ShowLastDay(Deadline? deadline) => deadline switch
    {
        null => Blank("最后一天，从收到那天算"),
        { IsApproximate: true } => $"{DeadlineSummary.Day(deadline.LastDay)}（那一年的放假安排没有收录，以法院认定为准）",
        _ => DeadlineSummary.Day(deadline.LastDay),
    };

    private static string Blank(string label) => $"＿＿＿＿（{label}）";

    /// <summary>
    /// The provisions by instrument: 《…》第十五条、第四十七条. A part that is known only by what it deals with is cited by its instrument
    /// alone, and what does not bind like law is called what it is.
    /// </summary>
    private static string Cite(IEnumerable<ProvisionInForce> provisions) => string.Join("、", provisions.GroupBy(provision => provision.Law).Select(law =>
    {
        var kind = law.Key.Binding switch { Binding.RecommendedStandard => "推荐性国家标准", Binding.SelfRegulation => "行业自律文件", _ => "" };
        // A title inside a title stands in single marks.
        return $"{kind}《{law.Key.Title.Replace('《', '〈').Replace('》', '〉')}》{string.Join("、", law.Select(provision => provision.Provision.Article).Where(article => article.EndsWith('条')))}";
    }));
}
