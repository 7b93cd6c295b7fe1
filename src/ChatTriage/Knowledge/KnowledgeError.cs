namespace ChatTriage.Knowledge;

/// <summary>One fault in the knowledge base, said in one line: where, what is wrong, and how to mend it.</summary>
/// <param name="File">Path relative to the knowledge directory, with forward slashes.</param>
/// <param name="Line">Line in the file, counted from 1.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Cure">What to do about it.</param>
public sealed record KnowledgeError(string File, int Line, string What, string Cure)
{
    /// <inheritdoc/>
    public override string ToString() => $"{File}:{Line}: {What}. {Cure}.";
}

/// <summary>Thrown when a knowledge base cannot be used; carries every fault that was found.</summary>
public sealed class KnowledgeException(IReadOnlyList<KnowledgeError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All faults, in file and line order.</summary>
    public IReadOnlyList<KnowledgeError> Errors { get; } = errors;
}
