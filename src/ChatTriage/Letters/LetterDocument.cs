using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ChatTriage.Letters;

/// <summary>A letter as a Word document (.docx): one A4 page where it fits, in the fonts of Chinese official letters.</summary>
public static class LetterDocument
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    // Sizes are in half-points, distances in twentieths of a point: 二号 for the title, 四号 for the text, 1.25 lines apart.
    private const string TitleSize = "44";
    private const string TextSize = "28";
    private const string LineDistance = "440";
    private const uint A4Width = 11906;
    private const uint A4Height = 16838;
    private const int TopMargin = 1587;
    private const uint SideMargin = 1587;

    /// <summary>The document's bytes.</summary>
    public static byte[] Write(Letter letter)
    {
        var lines = letter.Parts.SelectMany(part => (part.Number is { } number ? $"{number}. {part.Text}" : part.Text).Split('\n')).ToArray();
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = letter.Title;
            document.PackageProperties.Language = "zh-CN";
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = Styles();
            main.Document = new Document(new Body([
                Paragraph(letter.Title, new ParagraphProperties(new ParagraphStyleId { Val = "Title" })),
                Paragraph(letter.Addressee + "：", new ParagraphProperties(new SpacingBetweenLines { Before = "240" })),
                .. lines.Select((line, i) => Paragraph(line, Line(i == lines.Length - 1))),
                .. letter.Closing.Select((line, i) => Paragraph(line, Closing(i == 0, i == letter.Closing.Count - 1))),
                new SectionProperties(
                    new PageSize { Width = A4Width, Height = A4Height },
                    new PageMargin { Top = TopMargin, Bottom = TopMargin, Left = SideMargin, Right = SideMargin, Header = 851, Footer = 992, Gutter = 0 }),
            ]));
        }

        return stream.ToArray();
    }

    /// <summary>Two characters in. The last line stays with the signature: nobody signs a page without words.</summary>
    private static ParagraphProperties Line(bool isLast) => new(
        new KeepNext { Val = isLast }, new KeepLines { Val = isLast }, new Indentation { FirstLineChars = 200, FirstLine = "560" });

    /// <summary>At the right, away from the text, and never torn from each other by a page break.</summary>
    private static ParagraphProperties Closing(bool isFirst, bool isLast) => new(
        new KeepNext { Val = !isLast }, new KeepLines(),
        new SpacingBetweenLines { Before = isFirst ? "480" : "0" }, new Justification { Val = JustificationValues.Right });

    private static Paragraph Paragraph(string text, ParagraphProperties properties) =>
        new(properties, new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));

    private static Styles Styles() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                Fonts("仿宋"), new FontSize { Val = TextSize }, new FontSizeComplexScript { Val = TextSize }, new Languages { Val = "en-US", EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new SpacingBetweenLines { After = "0", Line = LineDistance, LineRule = LineSpacingRuleValues.AtLeast }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
        new Style(
            new StyleName { Val = "Title" }, new BasedOn { Val = "Normal" }, new PrimaryStyle(),
            new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { After = "240" }, new Justification { Val = JustificationValues.Center }),
            new StyleRunProperties(Fonts("宋体"), new Bold(), new FontSize { Val = TitleSize }, new FontSizeComplexScript { Val = TitleSize }))
        { Type = StyleValues.Paragraph, StyleId = "Title" });

    private static RunFonts Fonts(string eastAsian) => new() { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = eastAsian, ComplexScript = "Times New Roman" };
}
