using System.CommandLine;

namespace ChatTriage.Cli;

/// <summary>What the commands return to the shell.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Success = 0;

    /// <summary>Faults were found, or a measured figure fell.</summary>
    public const int Fault = 1;
}

/// <summary>The option that says which knowledge base is meant.</summary>
internal static class KnowledgeFolder
{
    /// <summary><c>--knowledge DIR</c>; default: the nearest folder <c>knowledge</c> at or above the current one.</summary>
    public static Option<DirectoryInfo> Option() => new("--knowledge", "-k")
    {
        Description = "The folder that holds topics.yaml. Default: the nearest folder \"knowledge\" at or above the current one.",
        DefaultValueFactory = _ => Nearest(),
        HelpName = "DIR",
    };

    private static DirectoryInfo Nearest()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "knowledge");
            if (File.Exists(Path.Combine(candidate, "topics.yaml"))) return new DirectoryInfo(candidate);
        }

        return new DirectoryInfo("knowledge");
    }
}
