using ChatTriage.Knowledge;
using ChatTriage.Letters;
using DocumentFormat.OpenXml.Packaging;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace ChatTriage.Tests.Letters;

/// <summary>What holds for every letter and whatever is typed into it.</summary>
public sealed class LetterLawTests
{
    private static readonly (LetterTemplate Letter, LetterField Field)[] Lines =
        [.. from letter in Written.Knowledge.Letters.Values from field in letter.Fields where field.Kind == LetterFieldKind.Text && field.FactId is null select (letter, field)];

    private static readonly string[] Pieces =
        ["{{name}}", "{{basis}}", "{{deadline}}", "{0}", "$1", "\\", "<w:t>", "&amp;", "]]>", "*", "_", "`", "#", "=1+1", "|", "“", "《民法典》第一条", "＿＿＿＿（姓名）", "张三", "a", "1", "."];

    /// <summary>The letter with a value is the letter with its blank, and the value where the blank was: nothing typed is read as anything else.</summary>
    [Property]
    public Property A_value_only_replaces_its_blank() => Prop.ForAll(AnyLine(), AnyValue(), (line, value) =>
    {
        var blank = $"＿＿＿＿（{line.Field.Label}{(line.Field.IsRequired ? "" : "，没有就划掉")}）";
        var empty = LetterText.Plain(Written.Of(line.Letter.Id, Written.Today));
        var filled = LetterText.Plain(Written.Of(line.Letter.Id, Written.Today, new() { [line.Field.Id] = value }));
        return filled == empty.Replace(blank, value, StringComparison.Ordinal);
    });

    [Property(MaxTest = 30)]
    public Property A_value_stands_in_the_document_as_it_was_typed() => Prop.ForAll(AnyLine(), AnyValue(), (line, value) =>
    {
        var letter = Written.Of(line.Letter.Id, Written.Today, new() { [line.Field.Id] = value });
        using var document = WordprocessingDocument.Open(new MemoryStream(LetterDocument.Write(letter)), isEditable: false);
        return document.MainDocumentPart!.Document!.Body!.InnerText.Contains(value, StringComparison.Ordinal);
    });

    /// <summary>However many fields are filled, the others stay blanks, in the letter and in what is asked for next.</summary>
    [Property]
    public Property What_is_not_filled_stays_a_blank() => Prop.ForAll(AnyLine(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (line, chosen) =>
    {
        var some = line.Letter.Fields.Where((field, i) => field.Kind is LetterFieldKind.Text or LetterFieldKind.Lines && (chosen >> i % 31 & 1) == 1).ToDictionary(field => field.Id, field => $"我写的{field.Id}");
        var letter = Written.Of(line.Letter.Id, Written.Today, some);
        var text = LetterText.Plain(letter);
        return letter.Blanks.Select(field => field.Id).SequenceEqual(line.Letter.Fields.Select(field => field.Id).Where(id => !some.ContainsKey(id)))
            && letter.Blanks.All(field => text.Contains($"＿＿＿＿（{field.Label}", StringComparison.Ordinal))
            && some.Values.All(value => text.Contains(value, StringComparison.Ordinal));
    });

    private static Arbitrary<(LetterTemplate Letter, LetterField Field)> AnyLine() => Gen.Elements(Lines).ToArbitrary();

    private static Arbitrary<string> AnyValue() => Gen.Elements(Pieces).NonEmptyListOf().Select(pieces => string.Concat(pieces.Take(6))).ToArbitrary();
}
