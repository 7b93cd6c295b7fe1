namespace ChatTriage.Tests.Fixtures;

/// <summary>The clone that the tests run in.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string KnowledgeDirectory { get; } = Path.Combine(Root, "knowledge");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChatTriage.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests must run inside a clone of the repository.");
    }

    /// <summary>Copies the real knowledge base to a folder that a test may edit.</summary>
    public static void CopyKnowledge(string target) => Copy(KnowledgeDirectory, target);

    /// <summary>Copies a folder with everything in it.</summary>
    public static void Copy(string source, string target)
    {
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
