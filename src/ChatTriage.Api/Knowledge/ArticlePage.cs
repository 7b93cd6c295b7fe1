using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ChatTriage.Api.Questions;
using ChatTriage.Knowledge;
using Markdig;

namespace ChatTriage.Api.Knowledge;

/// <summary>An article as a page that reads well on a phone: no script, large type, light and dark.</summary>
internal static class ArticlePage
{
    /// <summary>Corpora that users bring may hold HTML; it is shown as text, never as markup.</summary>
    private static readonly MarkdownPipeline SafeMarkdown = new MarkdownPipelineBuilder().DisableHtml().Build();

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page, with the versions of the law that are in force on the day.</summary>
    public static string Render(Article article, KnowledgeBase knowledge, DateOnly today)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html.Encode(article.Title)} · ChatTriage</title>
            <link rel="stylesheet" href="/article.css">
            </head>
            <body>
            <main>
            <h1>{Html.Encode(article.Title)}</h1>
            <p class="verdict">{Html.Encode(article.Answers[^1].Text)}</p>

            """);
        foreach (var section in article.Sections)
            page.Append($"<h2>{Html.Encode(section.Heading)}</h2>\n{Markdown.ToHtml(section.Text, SafeMarkdown)}");
        if (article.Origin is { } origin) page.Append($"<p class=\"note\">来源：{Html.Encode(origin)}</p>\n");
        page.Append("<h2>依据</h2>\n<ul>\n");
        if (article.Sources.Count == 0) page.Append("<li>没有写明依据</li>\n");
        foreach (var source in article.Sources)
        {
            var law = knowledge.Laws[source.LawId];
            var dates = law.Resolve(source.Article, today)?.Version is { } version ? $"，{Dates.Iso(version.From)} 起施行，{Dates.Iso(version.Checked)} 核对" : "";
            page.Append($"<li>{Html.Encode($"《{law.ShortTitle}》{source.Article}（{Label(law.Binding)}{dates}）")}</li>\n");
        }

        page.Append($"""
            </ul>
            <p class="note">{(article.Reviewed is { } day ? $"{day:yyyy-MM-dd} 审核过。" : "这篇文章没有人审核过。")}一般信息，不是针对个案的法律意见。</p>
            <p><a href="/">还有别的事，接着问</a>；急事请打 <a href="tel:110">110</a>。</p>
            </main>
            </body>
            </html>
            """);
        return page.ToString();
    }

    private static string Label(Binding binding) => binding switch
    {
        Binding.Law => "法律",
        Binding.JudicialInterpretation => "司法解释",
        Binding.AdministrativeRegulation => "行政法规",
        Binding.LocalRegulation => "地方性法规",
        Binding.DepartmentalRule => "部门规章",
        Binding.NormativeDocument => "部门规范性文件",
        Binding.PolicyGuidance => "政策指导",
        Binding.RecommendedStandard => "推荐性标准，不是法律",
        Binding.SelfRegulation => "行业自律，不是法律",
    };
}
