using System.Collections;
using System.Security.Cryptography;
using System.Text;

namespace ChatTriage.Knowledge.Reading;

/// <summary>
/// Reads the pages that users brought, of which there may be tens of thousands: in parallel, each file once, checked in full and let go.
/// What stays in memory of a page is its front matter and the hash of its file.
/// </summary>
internal sealed class BroughtReader(string directory, ArticleReader articles, ContactDetails contacts)
{
    /// <summary>The pages of the files; null when there are none. Faults come in the files' order.</summary>
    public BroughtPages? Read(string[] files, List<KnowledgeError> errors)
    {
        using var version = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var pages = new OrderedDictionary<string, Article>();
        foreach (var (file, page) in files.AsParallel().AsOrdered().Select(file => (file, Read(file))))
        {
            errors.AddRange(page.Faults);
            version.AppendData(Encoding.UTF8.GetBytes($"{file}\0"));
            version.AppendData(page.Hash);

            // The same page in two corpora is one text: ids of such texts are made of their content.
            if (page.Article is { } article) pages.TryAdd(article.Id, article);
        }

        return pages.Count == 0 ? null : new BroughtPages(Path.GetFullPath(Path.Combine(directory, Article.Corpora)), Convert.ToHexStringLower(version.GetHashAndReset())[..16], [.. pages.Values]);
    }

    private Page Read(string file)
    {
        var path = Path.Combine(directory, file);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Page(null, [], [new KnowledgeError(file, 1, "the file is missing, or may not be read", "Restore it, or remove it from the corpus")]);
        }

        var (hash, faults) = (SHA256.HashData(bytes), new List<KnowledgeError>());
        if (articles.Read(TextOf(bytes), new YamlReader(file, faults)) is not { } article) return new Page(null, hash, faults);
        if (article.Id != Path.GetFileNameWithoutExtension(file)) faults.Add(ArticleReader.NotNamedAsItsFile(article));
        if (article.Sections.Count == 0) faults.Add(article.Source.Error("the article has no section", "Add \"## heading\" and text"));
        faults.AddRange(article.Sections.SelectMany(section => new[] { section.Heading, section.Text }).Prepend(article.Title).SelectMany(text => contacts.FaultsIn(text, article.Source)));
        return new Page(article with { Sections = new Sections(path, hash) }, hash, faults);
    }

    private static string TextOf(byte[] bytes) => Encoding.UTF8.GetString(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes);

    private sealed record Page(Article? Article, byte[] Hash, List<KnowledgeError> Faults);

    /// <summary>
    /// The sections of a page, read from its file each time. Once the file has changed there are none, until the knowledge base is loaded
    /// again: what nobody has checked is not shown.
    /// </summary>
    private sealed class Sections(string path, byte[] hash) : IReadOnlyList<Section>
    {
        public int Count => Read().Count;

        public Section this[int index] => Read()[index];

        public IEnumerator<Section> GetEnumerator() => Read().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private IReadOnlyList<Section> Read()
        {
            try
            {
                var bytes = File.ReadAllBytes(path);
                return SHA256.HashData(bytes).AsSpan().SequenceEqual(hash) ? ArticleReader.SectionsOf(TextOf(bytes)) : [];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return [];
            }
        }
    }
}
