using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;

namespace ChatTriage.Cli.Ingest;

/// <summary>Takes the text out of HTML: what a reader sees of the page's own content, line by line.</summary>
internal static partial class HtmlPage
{
    /// <summary>Deeper nesting is no page; the parser's time grows with its square.</summary>
    private const int DeepestNesting = 3000;

    /// <summary>A line is a link when at least this share of it is.</summary>
    private const double LinkShare = 0.6;

    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePipeTables().Build();

    private static readonly HashSet<string> Unseen =
    [
        "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video", "head",
        "nav", "footer", "aside", "form", "button", "select", "input", "textarea", "dialog", "menu",
    ];

    private static readonly HashSet<string> Blocks =
    [
        "address", "article", "blockquote", "body", "br", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
    ];

    /// <summary>Markdown is read as the HTML that it means; so HTML inside it is cleaned like any other.</summary>
    public static (RawPage? Page, DropReason? Fault) OfMarkdown(string text)
    {
        var title = FrontMatterTitle().Match(text) is { Success: true } match ? RawPage.Tidy(match.Groups[1].Value.Trim().Trim('"', '\'')) : null;
        if (IsTooDeep(text) || HtmlOf(text) is not { } html) return (null, DropReason.TooDeep);
        var (page, fault) = Of(html);
        return (page is null ? null : page with { Title = title is { Length: > 0 } ? title : page.Title }, fault);
    }

    /// <summary>Reads HTML.</summary>
    public static (RawPage? Page, DropReason? Fault) Of(string html)
    {
        if (IsTooDeep(html)) return (null, DropReason.TooDeep);
        using var document = new HtmlParser().ParseDocument(html);
        var content = Content(document);
        var title = document.QuerySelector("meta[property='og:title']")?.GetAttribute("content")
            ?? document.QuerySelectorAll("h1").FirstOrDefault(heading => !IsHidden(heading) && heading.TextContent.Trim().Length > 0)?.TextContent
            ?? document.Title;
        return (new RawPage(string.IsNullOrWhiteSpace(title) ? null : RawPage.Tidy(title), content is null ? [] : Lines(content)), null);
    }

    private static string? HtmlOf(string markdown)
    {
        try
        {
            return Markdig.Markdown.ToHtml(markdown, Markdown);
        }
        catch (ArgumentException)
        {
            // The library refuses quotes and lists that are nested too deeply.
            return null;
        }
    }

    /// <summary>The one element that the page says is its content, if its text is not just a teaser; else the body.</summary>
    private static IElement? Content(IDocument document)
    {
        if (document.Body is not { } body) return null;
        var whole = body.TextContent.Length;
        return document.QuerySelectorAll("article, main, [itemprop=articleBody], [role=main]").Where(element => !IsHidden(element))
            .MaxBy(element => element.TextContent.Length) is { } content && content.TextContent.Length * 4 >= whole ? content : body;
    }

    /// <summary>Walks without recursion: pages may be nested as deeply as they like.</summary>
    private static List<PageLine> Lines(IElement root)
    {
        var lines = new List<PageLine>();
        var (text, linked) = (new StringBuilder(), 0);
        var (links, heading) = (0, false);
        INode? node = root;
        while (node is not null)
        {
            if (node is IText part)
            {
                text.Append(part.Data);
                if (links > 0) linked += RawPage.Tidy(part.Data).Length;
            }

            var goesIn = node is not IElement entered || !IsHidden(entered);
            if (goesIn && node is IElement element) Enter(element);
            if (goesIn && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            if (goesIn && node is IElement childless) Leave(childless);
            while (node is not null && node != root && node.NextSibling is null)
            {
                node = node.Parent;
                if (node is IElement parent) Leave(parent);
            }

            node = node is null || node == root ? null : node.NextSibling;
        }

        Flush();
        return lines;

        void Enter(IElement element)
        {
            if (Blocks.Contains(element.LocalName)) Flush();
            if (element.LocalName == "a") links++;
            heading |= IsHeading(element);
        }

        void Leave(IElement element)
        {
            if (Blocks.Contains(element.LocalName)) Flush();
            if (element.LocalName == "a") links--;
            if (IsHeading(element)) heading = false;
        }

        void Flush()
        {
            var line = RawPage.Tidy(text.ToString());
            if (line.Length > 0) lines.Add(new PageLine(line, heading, linked >= line.Length * LinkShare));
            text.Clear();
            linked = 0;
        }
    }

    private static bool IsHeading(IElement element) => element.LocalName is ['h', >= '1' and <= '6'];

    private static bool IsHidden(IElement element) =>
        Unseen.Contains(element.LocalName) || element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true"
        || (element.GetAttribute("style") is { } style && HiddenStyle().IsMatch(style))
        || (element.LocalName is not ("body" or "html" or "main" or "article") && ChromeName().IsMatch($"{element.ClassName} {element.Id}"));

    /// <summary>An estimate from the tags alone, before any tree is built; elements that need no end tag do not count.</summary>
    private static bool IsTooDeep(string html)
    {
        var depth = 0;
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = html.IndexOf('<', i + 1))
        {
            if (html[i + 1] == '/') depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter(html[i + 1]) && !EndsItself().IsMatch(html.AsSpan(i, Math.Min(10, html.Length - i))) && ++depth > DeepestNesting) return true;
        }

        return false;
    }

    [GeneratedRegex(@"^<(p|br|li|td|tr|th|dt|dd|img|hr|meta|link|input|option|source|wbr|col|area|base|embed|param)[\s/>]", RegexOptions.IgnoreCase)]
    private static partial Regex EndsItself();

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(px|;|$)", RegexOptions.IgnoreCase)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(@"(^|[\s_-])(nav|navbar|navigation|menu|topbar|toolbar|crumbs?|breadcrumbs?|sidebar|side|footer|foot|copyright|share|sharing|social|related|recommend|recommended|hot|rank|comments?|reply|pagination|pager|prevnext|backtop|totop|gotop|login|register|search|searchbox|ads?|advert|banner|popup|modal|cookie|qrcode|tags?|friendlinks?)($|[\s_-])", RegexOptions.IgnoreCase)]
    private static partial Regex ChromeName();

    [GeneratedRegex(@"\A---\s*\n(?:.*\n){0,40}?title:[ \t]*(.+)\n", RegexOptions.IgnoreCase)]
    private static partial Regex FrontMatterTitle();
}
