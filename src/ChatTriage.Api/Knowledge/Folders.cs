namespace ChatTriage.Api.Knowledge;

/// <summary>Where the folders of data are.</summary>
internal static class Folders
{
    /// <summary>
    /// The configured folder, absolute or relative to the content root; else the nearest folder of that name, at or above the content
    /// root, which holds the marker file; else the one beside the program.
    /// </summary>
    public static string Find(IHostEnvironment environment, string? configured, string name, string marker)
    {
        if (configured is not null) return Path.GetFullPath(configured, environment.ContentRootPath);
        for (var folder = new DirectoryInfo(environment.ContentRootPath); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (File.Exists(Path.Combine(candidate, marker))) return candidate;
        }

        return Path.Combine(AppContext.BaseDirectory, name);
    }
}
