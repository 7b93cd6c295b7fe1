namespace ChatTriage.Retrieval;

/// <summary>The piece of an article that retrieval returns and an answer cites: one section, or part of a long one.</summary>
/// <param name="Article">The article it belongs to.</param>
/// <param name="Heading">The section's heading.</param>
/// <param name="Text">Its text, as plain text.</param>
public sealed record Passage(Knowledge.Article Article, string Heading, string Text);
