namespace ChatTriage.Tests.Fixtures;

/// <summary>A small knowledge base of two topics in a folder of its own, which a test may edit.</summary>
public sealed class FixtureKnowledge : IDisposable
{
    public FixtureKnowledge() =>
        Repository.Copy(Path.Combine(Repository.Root, "tests", "ChatTriage.Tests", "Fixtures", "knowledge"), Directory);

    public string Directory { get; } = Path.Combine(Path.GetTempPath(), $"chattriage-{Guid.NewGuid():n}");

    /// <summary>Replaces the one occurrence of a text in a file.</summary>
    public FixtureKnowledge Edit(string file, string before, string after)
    {
        var path = Path.Combine(Directory, file);
        var text = File.ReadAllText(path);
        Assert.Equal(2, text.Split(before).Length);
        File.WriteAllText(path, text.Replace(before, after, StringComparison.Ordinal));
        return this;
    }

    public void Dispose() => System.IO.Directory.Delete(Directory, recursive: true);
}
