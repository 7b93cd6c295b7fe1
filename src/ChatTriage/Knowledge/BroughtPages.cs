namespace ChatTriage.Knowledge;

/// <summary>The pages that users brought: tens of thousands perhaps, so that their texts stay in their files.</summary>
/// <param name="Folder">The absolute path of <c>corpora/</c>.</param>
/// <param name="Version">Hash of their files: equal pages have an equal version.</param>
/// <param name="Pages">The pages.</param>
public sealed record BroughtPages(string Folder, string Version, IReadOnlyList<Article> Pages);
