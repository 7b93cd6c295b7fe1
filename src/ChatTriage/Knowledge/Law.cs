namespace ChatTriage.Knowledge;

/// <summary>How strongly an instrument binds, strongest first.</summary>
public enum Binding
{
    /// <summary>法律.</summary>
    Law,

    /// <summary>司法解释及两高意见.</summary>
    JudicialInterpretation,

    /// <summary>行政法规.</summary>
    AdministrativeRegulation,

    /// <summary>地方性法规.</summary>
    LocalRegulation,

    /// <summary>部门规章.</summary>
    DepartmentalRule,

    /// <summary>部门规范性文件.</summary>
    NormativeDocument,

    /// <summary>政策指导.</summary>
    PolicyGuidance,

    /// <summary>推荐性标准: nobody is bound by it unless a contract says so.</summary>
    RecommendedStandard,

    /// <summary>行业自律: binds members by membership, not by law.</summary>
    SelfRegulation,
}

/// <summary>An instrument (law, interpretation, regulation, standard, convention) with its dated versions, oldest first.</summary>
public sealed record Law(
    string Id, string Title, string ShortTitle, string Issuer, Binding Binding, IReadOnlyList<LawVersion> Versions, SourceLine Source)
{
    /// <summary>
    /// The provision that stands for <paramref name="article"/> (today's number) on <paramref name="date"/>; null when none was in force.
    /// Where the number has changed since, the older provision is found through its <see cref="Provision.Now"/>.
    /// </summary>
    public ProvisionInForce? Resolve(string article, DateOnly date)
    {
        var version = Versions.FirstOrDefault(version => version.IsInForce(date));
        var provision = version?.Provisions.FirstOrDefault(provision => CurrentArticle(version, provision) == article);
        return provision is null ? null : new ProvisionInForce(this, version!, provision);
    }

    /// <summary>True when some version, of any date, carries the article under today's number.</summary>
    public bool Carries(string article) =>
        Versions.Any(version => version.Provisions.Any(provision => CurrentArticle(version, provision) == article));

    private string CurrentArticle(LawVersion version, Provision provision)
    {
        if (provision.Now is null) return provision.Article;
        var next = Versions.SkipWhile(other => other != version).Skip(1).FirstOrDefault();
        var successor = next?.Provisions.FirstOrDefault(other => other.Article == provision.Now);
        return successor is null ? provision.Now : CurrentArticle(next!, successor);
    }
}

/// <summary>The text of an instrument between two dates.</summary>
/// <param name="From">First day in force.</param>
/// <param name="To">Last day in force; null while it is in force.</param>
/// <param name="Published">Day of publication, where known.</param>
/// <param name="Checked">The day somebody last looked whether this is still so.</param>
/// <param name="Reference">Which text was read.</param>
/// <param name="Provisions">Its provisions, as far as they matter here.</param>
/// <param name="DeclaredGap">Why there is a gap before this version, when there is one.</param>
/// <param name="DeclaredOverlap">Why this version overlaps the one before, when it does.</param>
/// <param name="Source">Where it is written.</param>
public sealed record LawVersion(
    DateOnly From, DateOnly? To, DateOnly? Published, DateOnly Checked, string Reference, IReadOnlyList<Provision> Provisions,
    string? DeclaredGap, string? DeclaredOverlap, SourceLine Source)
{
    /// <summary>Whether the version was in force on the day.</summary>
    public bool IsInForce(DateOnly date) => From <= date && (To is null || date <= To);
}

/// <summary>One article of one version, in our own words.</summary>
/// <param name="Article">Its number or name, as in the text.</param>
/// <param name="Now">The number that carries it on in the next version, when that differs.</param>
/// <param name="Summary">What it says, in plain words.</param>
/// <param name="Consequence">What follows from breaking it, where that is settled.</param>
/// <param name="Source">Where it is written.</param>
public sealed record Provision(string Article, string? Now, string Summary, string? Consequence, SourceLine Source);

/// <summary>A provision with the version and instrument that it belongs to.</summary>
public sealed record ProvisionInForce(Law Law, LawVersion Version, Provision Provision);

/// <summary>A pointer to an article of an instrument, by today's number.</summary>
public sealed record ProvisionReference(string LawId, string Article, SourceLine Source);
