namespace ChatTriage.Knowledge;

/// <summary>A text of the corpus.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Title">Its title, a question or a statement.</param>
/// <param name="Topics">Its topics, the main one first.</param>
/// <param name="Questions">Ways in which people ask just this.</param>
/// <param name="Answers">Direct verdicts; the first whose condition holds is used, the last has none.</param>
/// <param name="Sources">The provisions that it stands on.</param>
/// <param name="Reviewed">The day a person last reviewed it; null for text that was brought in unreviewed.</param>
/// <param name="Sections">Its sections, in order.</param>
/// <param name="Source">Where it is written.</param>
public sealed record Article(
    string Id, string Title, IReadOnlyList<string> Topics, IReadOnlyList<string> Questions, IReadOnlyList<ConditionalText> Answers,
    IReadOnlyList<ProvisionReference> Sources, DateOnly? Reviewed, IReadOnlyList<Section> Sections, SourceLine Source)
{
    /// <summary>The folder of the texts that users bring, each corpus in a folder of its own.</summary>
    internal const string Corpora = "corpora/";

    /// <summary>What stands in the verdict's place where no reviewed text answers.</summary>
    public static readonly IReadOnlyList<ConditionalText> NoVerdict =
        [new(null, "我们审核过的文章里，没有能直接回答这个问题的。下面的段落来自没有人审核过的资料，先核实再用。")];

    /// <summary>Whether a person has reviewed it.</summary>
    public bool IsReviewed => Reviewed is not null;

    /// <summary>Whether it is a page that a user brought: it lies in <c>corpora/</c>.</summary>
    public bool IsBrought => Source.File.StartsWith(Corpora, StringComparison.Ordinal);

    /// <summary>Everything that says in a line what it answers, to learn from: its lay questions, its title and its headings.</summary>
    internal IEnumerable<string> Matters => Questions.Append(Title).Concat(Sections.Select(section => section.Heading));

    /// <summary>Where a text that a user brought comes from, as the user's file is called.</summary>
    public string? Origin { get; init; }
}

/// <summary>A text that holds under a condition; always, when there is none.</summary>
public sealed record ConditionalText(Condition? When, string Text);

/// <summary>A heading with its text (Markdown).</summary>
public sealed record Section(string Heading, string Text);
