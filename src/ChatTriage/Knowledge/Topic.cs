namespace ChatTriage.Knowledge;

/// <summary>What a question can be about.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Description">What belongs to it, in one line.</param>
public sealed record Topic(string Id, string Name, string Description);

/// <summary>A place in the knowledge base: file relative to its directory, and line counted from 1.</summary>
public readonly record struct SourceLine(string File, int Line)
{
    /// <summary>A fault at this place.</summary>
    public KnowledgeError Error(string what, string cure) => new(File, Line, what, cure);
}
