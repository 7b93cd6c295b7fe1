using System.Collections.Concurrent;

namespace ChatTriage.Cli.Ingest;

/// <summary>Lines that a site repeats on its pages: menus, notices, teasers. They are found by looking at many pages at once.</summary>
internal static class SiteChrome
{
    /// <summary>Enough pages to know a site by.</summary>
    private const int Sample = 1000;

    /// <summary>A line is chrome from so many pages on, and from this share of the sample on.</summary>
    private const int LeastPages = 10;
    private const double LeastShare = 0.2;

    /// <summary>The repeated lines. Only lines that end no sentence can be chrome: texts made of set phrases stay whole.</summary>
    public static IReadOnlySet<string> Find(IReadOnlyList<SourceFile> files)
    {
        if (files.Count < LeastPages) return new HashSet<string>();
        var step = Math.Max(1, files.Count / Sample);
        var (pages, counts) = (0, new ConcurrentDictionary<string, int>());
        Parallel.ForEach(files.Where((_, i) => i % step == 0), file =>
        {
            if (file.Read().Page is not { } page) return;
            Interlocked.Increment(ref pages);
            foreach (var line in page.Lines.Where(line => !line.IsHeading && Boilerplate.IsEntry(line)).Select(line => line.Text).Distinct())
                counts.AddOrUpdate(line, 1, (_, count) => count + 1);
        });
        return counts.Where(line => line.Value >= Math.Max(LeastPages, pages * LeastShare)).Select(line => line.Key).ToHashSet();
    }
}
