using ChatTriage.Letters;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Markdig;

namespace ChatTriage.Tests.Letters;

/// <summary>One letter, three forms: plain text, Markdown, a Word document.</summary>
public sealed class LetterRenderingTests
{
    private const string Hostile = "<b>*粗* _斜_ [链接](http://x) `码` & | # 1. {{who}} \\ </w:t>";

    private static readonly Letter Letter = Written.PleaseStop(Written.Today, new() { ["lender"] = Hostile, ["events"] = "1. 第一行\n- 第二行\n+ 第三行\n= 第四行\n# 第五行" });

    [Fact]
    public void Plain_text_has_title_addressee_indented_parts_and_lines_to_sign() =>
        Assert.Equal(
            """
            请停止的函

            某行：

            　　被联系的是＿＿＿＿（被联系的人，没有就划掉），每天＿＿＿＿（每天几次，没有就划掉），涉及＿＿＿＿（金额，没有就划掉）。
            　　经过：
            　　第一行
            　　第二行。收到日期＿＿＿＿（收到的日期），最后一天＿＿＿＿（最后一天，从收到那天算）。
            　　1. 请停止。依据：《某某法》第五十条。
            　　2. 会员请遵守行业自律文件《某自律公约》。
            　　谢谢。

            写信人（签名）：＿＿＿＿＿＿
            日期：＿＿＿＿年＿＿月＿＿日

            """.ReplaceLineEndings("\n"),
            LetterText.Plain(Written.PleaseStop(Written.Today, new() { ["lender"] = "某行", ["events"] = "第一行\n第二行" })));

    [Fact]
    public void Markdown_shows_what_was_typed_and_marks_nothing_up()
    {
        var html = Markdown.ToHtml(LetterText.Markdown(Letter));
        Assert.Equal(1, html.Split("<h1>").Length - 1);
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotContain("<em>", html);
        Assert.DoesNotContain("<a ", html);
        Assert.DoesNotContain("<code>", html);
        Assert.DoesNotContain("<ul>", html);
        Assert.Equal(1, html.Split("<ol>").Length - 1);
        Assert.Contains("请停止的函", html);
    }

    [Property]
    public FsCheck.Property Markdown_of_any_line_reads_as_the_line() => Prop.ForAll(
        Gen.Elements([.. "\\`*_[]()<>#&~|!-+=.,:;\"'{}0123 abc中文。/@"]).NonEmptyListOf().Select(characters => string.Concat(characters).Trim()).ToArbitrary(),
        line => Markdown.ToPlainText(LetterText.Escape(line)).TrimEnd('\n') == line);

    [Fact]
    public void The_document_opens_without_faults_and_reads_back_word_for_word()
    {
        using var document = Open(Letter);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => fault.Description));
        var lines = Paragraphs(document).Select(paragraph => paragraph.InnerText).ToArray();
        Assert.Equal("请停止的函", lines[0]);
        Assert.Equal(Hostile + "：", lines[1]);
        Assert.Contains("1. 请停止。依据：《某某法》第五十条。", lines);
        Assert.Equal(Letter.Closing, lines[^2..]);
    }

    [Fact]
    public void Every_real_letter_is_a_document_without_faults()
    {
        foreach (var id in Written.Knowledge.Letters.Keys)
        {
            using var document = Open(Written.Of(id, Written.Today));
            Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => $"{id}: {fault.Description}"));
        }
    }

    [Fact]
    public void The_document_is_A4_in_Chinese_fonts_title_centred_signature_at_the_right()
    {
        using var document = Open(Letter);
        var main = document.MainDocumentPart!;
        var size = main.Document!.Body!.GetFirstChild<SectionProperties>()!.GetFirstChild<PageSize>()!;
        Assert.Equal((11906u, 16838u), (size.Width!.Value, size.Height!.Value));
        var styles = main.StyleDefinitionsPart!.Styles!;
        Assert.Equal("仿宋", styles.DocDefaults!.Descendants<RunFonts>().Single().EastAsia!.Value);
        var title = styles.Elements<Style>().Single(style => style.StyleId == "Title");
        Assert.Equal("宋体", title.Descendants<RunFonts>().Single().EastAsia!.Value);
        Assert.Equal(JustificationValues.Center, title.Descendants<Justification>().Single().Val!.Value);
        Assert.All(Paragraphs(document)[^2..], line => Assert.Equal(JustificationValues.Right, line.ParagraphProperties!.Justification!.Val!.Value));
    }

    [Fact]
    public void The_signature_never_stands_on_a_page_without_words()
    {
        using var document = Open(Letter);
        Assert.All(Paragraphs(document)[^3..^1], line => Assert.True(line.ParagraphProperties!.KeepNext!.Val!.Value));
    }

    [Fact]
    public void Lines_of_what_was_typed_are_indented_paragraphs_of_the_document()
    {
        using var document = Open(Letter);
        var line = Paragraphs(document).Single(paragraph => paragraph.InnerText == "- 第二行");
        Assert.Equal(200, line.ParagraphProperties!.Indentation!.FirstLineChars!.Value);
    }

    [Fact]
    public void The_document_names_nobody_as_its_author()
    {
        using var document = Open(Letter);
        Assert.Equal("请停止的函", document.PackageProperties.Title);
        Assert.Null(document.PackageProperties.Creator);
    }

    private static WordprocessingDocument Open(Letter letter) => WordprocessingDocument.Open(new MemoryStream(LetterDocument.Write(letter)), isEditable: false);

    private static Paragraph[] Paragraphs(WordprocessingDocument document) => [.. document.MainDocumentPart!.Document!.Body!.Elements<Paragraph>()];
}
