using ChatTriage.Knowledge;
using ChatTriage.Retrieval.Indexing;

namespace ChatTriage.Retrieval;

/// <summary>
/// The index of the pages that users brought. To index tens of thousands of them takes half a minute of processor time, so it is saved
/// beside them, in <c>corpora/</c>, under a name made of their content: while no page changes it is mapped, and ready at once.
/// </summary>
internal static class BroughtIndex
{
    /// <summary>To be raised when the same pages come to give other passages, terms or numbers, so that no index of before is opened.</summary>
    private const int Edition = 1;

    /// <summary>The saved index of just these pages; where there is none it is built, and saved if the folder can be written.</summary>
    public static Bm25fIndex Of(BroughtPages pages, Func<Bm25fIndex> build)
    {
        var name = $".passages-{Edition}-{pages.Version}";
        var path = Path.Combine(pages.Folder, $"{name}.index");
        try
        {
            if (File.Exists(path)) return Bm25fIndex.Open(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Built anew below, and written over what could not be read.
        }

        var built = build();
        try
        {
            // A file that begins with a dot is no change of the knowledge base to a service that watches the folder.
            var unfinished = Path.Combine(pages.Folder, $"{name}.unfinished");
            built.Save(unfinished);
            File.Move(unfinished, path, overwrite: true);
            foreach (var other in Directory.GetFiles(pages.Folder, ".passages-*").Where(file => file != path)) File.Delete(other);
            return Bm25fIndex.Open(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return built;
        }
    }
}
