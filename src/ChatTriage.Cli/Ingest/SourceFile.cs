namespace ChatTriage.Cli.Ingest;

/// <summary>A file that may be a page.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">How reports and articles call it: relative to the path that was given, never a place on this machine.</param>
/// <param name="Fault">Why it is not even opened.</param>
internal sealed record SourceFile(string Path, string Name, DropReason? Fault = null)
{
    /// <summary>Pages are smaller than this many bytes.</summary>
    public const int LargestFile = 4 << 20;

    /// <summary>
    /// The files at the given paths, those in folders in a fixed order. Symbolic links inside folders are named, not followed: they may lead
    /// in circles, or out. <paramref name="output"/> and what lies below it is left out.
    /// </summary>
    public static IEnumerable<SourceFile> At(IEnumerable<string> paths, string output) => paths.SelectMany(path =>
    {
        var full = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        var name = System.IO.Path.GetFileName(full);
        return File.Exists(full) ? [new SourceFile(full, name)]
            : Directory.Exists(full) ? Below(full, name, System.IO.Path.GetFullPath(output))
            : new[] { new SourceFile(full, name, DropReason.Missing) };
    }).DistinctBy(file => file.Path);

    /// <summary>The page, or why there is none. Never throws for what the file is.</summary>
    public (RawPage? Page, DropReason? Fault) Read()
    {
        if (Fault is not null) return (null, Fault);
        try
        {
            // Devices and pipes have no length; they are not opened.
            var length = new FileInfo(Path).Length;
            if (length == 0) return (null, DropReason.Empty);
            if (length > LargestFile) return (null, DropReason.TooLarge);
            var (text, fault) = RawText.Decode(File.ReadAllBytes(Path));
            return fault is null ? RawPage.Read(text, System.IO.Path.GetExtension(Path)) : (null, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, DropReason.Unreadable);
        }
    }

    private static IEnumerable<SourceFile> Below(string folder, string name, string output)
    {
        var folders = new Stack<(string Path, string Name)>([(folder, name)]);
        while (folders.TryPop(out var next))
        {
            if (next.Path == output) continue;
            FileSystemInfo[] entries;
            var unreadable = false;
            try
            {
                entries = [.. new DirectoryInfo(next.Path).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                (entries, unreadable) = ([], true);
            }

            if (unreadable) yield return new SourceFile(next.Path, next.Name, DropReason.Unreadable);
            foreach (var entry in entries.Where(entry => entry is FileInfo || entry.LinkTarget is not null || entry.Name[0] == '.'))
            {
                yield return new SourceFile(entry.FullName, $"{next.Name}/{entry.Name}",
                    entry.Name[0] == '.' ? DropReason.Hidden : entry.LinkTarget is not null ? DropReason.SymbolicLink : null);
            }

            foreach (var entry in entries.OfType<DirectoryInfo>().Where(entry => entry.LinkTarget is null && entry.Name[0] != '.').Reverse())
                folders.Push((entry.FullName, $"{next.Name}/{entry.Name}"));
        }
    }
}
