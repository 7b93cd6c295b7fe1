using System.Text;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Cli.Ingest;

/// <summary>What became of a file.</summary>
/// <param name="File">Its name, relative to the path that was given.</param>
/// <param name="Outcome">Whether its text is in the corpus.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Article">The article that holds it; for a duplicate the one that was there before.</param>
internal sealed record IngestedFile(string File, IngestOutcome Outcome, DropReason? Reason, string? Article);

/// <summary>Whether a page is in the corpus now.</summary>
internal enum IngestOutcome
{
    /// <summary>It was written.</summary>
    Kept,

    /// <summary>It was there already, as it is or as somebody has edited it.</summary>
    Unchanged,

    /// <summary>It is not in the corpus.</summary>
    Dropped,
}

/// <summary>
/// Takes pages into a corpus folder: reads, cleans, finds topics, leaves out what is there already, and writes one Markdown file a page.
/// Files are named by their content, and a file that is there is never touched: running it again changes nothing.
/// </summary>
internal sealed class Ingestion
{
    /// <summary>So many pages are cleaned at once; memory does not grow with the number of pages.</summary>
    private const int Batch = 256;

    private readonly string output;
    private readonly QuestionReader reader;
    private readonly ContactDetails contacts;
    private readonly HashSet<string> earlier = [];
    private readonly HashSet<string> taken = [];
    private readonly NearDuplicates near = new();

    /// <summary>Prepares a corpus folder; what lies there and in the knowledge base's corpora counts as taken.</summary>
    public Ingestion(KnowledgeBase knowledge, IEnumerable<string> corpora, string output)
    {
        this.output = Path.GetFullPath(output);
        reader = new QuestionReader(knowledge);
        contacts = new ContactDetails(knowledge.Channels.Values);
        var files = corpora.Append(this.output).Select(Path.GetFullPath).Distinct().Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.md").Order(StringComparer.Ordinal)).ToArray();
        foreach (var chunk in files.Chunk(Batch))
        {
            foreach (var (id, signature) in chunk.AsParallel().AsOrdered().Select(file => (Path.GetFileNameWithoutExtension(file), NearDuplicates.Signature(CorpusFile.Letters(File.ReadAllText(file))))))
            {
                if (earlier.Add(id)) near.Add(id, signature);
            }
        }
    }

    /// <summary>Takes the files in, in their order, and says what became of each.</summary>
    public IEnumerable<IngestedFile> Run(IReadOnlyList<SourceFile> files)
    {
        var chrome = SiteChrome.Find(files);
        Directory.CreateDirectory(output);
        foreach (var batch in files.Chunk(Batch))
        {
            foreach (var page in batch.AsParallel().AsOrdered().Select(file => Prepare(file, chrome))) yield return Take(page);
        }
    }

    private Prepared Prepare(SourceFile file, IReadOnlySet<string> chrome)
    {
        var (raw, fault) = file.Read();
        if (raw is null) return new Prepared(file, null, fault, [], []);
        var (page, reason) = CleanPage.Of(raw, Path.GetFileNameWithoutExtension(file.Path), chrome, contacts);
        if (page is null) return new Prepared(file, null, reason, [], []);
        var topics = TopicsOf(page);
        return topics.Count == 0 ? new Prepared(file, null, DropReason.OffTopic, [], []) : new Prepared(file, page, null, topics, NearDuplicates.Signature(page.Letters));
    }

    private IngestedFile Take(Prepared prepared)
    {
        var (file, page) = (prepared.File.Name, prepared.Page);
        if (page is null) return new IngestedFile(file, IngestOutcome.Dropped, prepared.Fault, null);
        var id = page.Id;
        if (!taken.Add(id)) return new IngestedFile(file, IngestOutcome.Dropped, DropReason.Duplicate, id);
        if (earlier.Contains(id)) return new IngestedFile(file, IngestOutcome.Unchanged, null, id);
        if (near.Find(prepared.Signature) is { } same) return new IngestedFile(file, IngestOutcome.Dropped, DropReason.NearDuplicate, same);
        near.Add(id, prepared.Signature);
        Write(id, CorpusFile.Write(page, prepared.Topics, file));
        return new IngestedFile(file, IngestOutcome.Kept, null, id);
    }

    /// <summary>What its title is about, else its first words; none when neither is ours.</summary>
    private IReadOnlyList<string> TopicsOf(CleanPage page) =>
        new[] { page.Title, $"{page.Title}\n{page.Opening}" }.Select(text => reader.Read(text, KnowledgeBase.FirstDay))
            .Where(read => read.Scope == Scope.InScope).Select(read => read.Topics.Select(topic => topic.TopicId).ToArray()).FirstOrDefault() ?? [];

    /// <summary>A service that watches the folder never sees half a file.</summary>
    private void Write(string id, string text)
    {
        var unfinished = Path.Combine(output, $".{id}.unfinished");
        File.WriteAllText(unfinished, text, new UTF8Encoding(false));
        File.Move(unfinished, Path.Combine(output, $"{id}.md"), overwrite: true);
    }

    private sealed record Prepared(SourceFile File, CleanPage? Page, DropReason? Fault, IReadOnlyList<string> Topics, uint[] Signature);
}
