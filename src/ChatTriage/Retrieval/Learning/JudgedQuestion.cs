namespace ChatTriage.Retrieval.Learning;

/// <summary>A lay question with the passages that answer it.</summary>
/// <param name="Text">The question.</param>
/// <param name="Passages">The ids of the passages.</param>
public sealed record JudgedQuestion(string Text, IReadOnlyList<string> Passages);
