using ChatTriage.Knowledge;
using Markdig;

namespace ChatTriage.Retrieval;

/// <summary>The piece of an article that retrieval returns and an answer cites: one section, or part of a long one.</summary>
/// <param name="Article">The article it belongs to.</param>
/// <param name="Heading">The section's heading.</param>
/// <param name="Text">Its text, without Markdown.</param>
public sealed record Passage(Article Article, string Heading, string Text)
{
    /// <summary>Longer sections are split near this many characters, at a sentence's end.</summary>
    private const int PreferredLength = 400;

    /// <summary>The first sentence; by the rules for authors it stands alone and carries the section's point.</summary>
    public string Lead { get; } = Sentences.Split(Text).FirstOrDefault() ?? Text;

    /// <summary>The passages of an article, in order.</summary>
    public static IEnumerable<Passage> Of(Article article) =>
        from section in article.Sections
        from piece in Split(Markdown.ToPlainText(section.Text).Trim())
        select new Passage(article, section.Heading, piece);

    private static IEnumerable<string> Split(string text)
    {
        var piece = "";
        foreach (var sentence in Sentences.Split(text))
        {
            if (piece.Length > 0 && piece.Length + sentence.Length > PreferredLength)
            {
                yield return piece.Trim();
                piece = "";
            }

            piece += sentence;
        }

        if (piece.Trim().Length > 0) yield return piece.Trim();
    }
}
