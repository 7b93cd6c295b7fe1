using ChatTriage.Knowledge;

namespace ChatTriage.Cli.Citations;

/// <summary>What a check of provisions against statute texts found.</summary>
/// <param name="Checked">How many provisions were compared with their article.</param>
/// <param name="Faults">What disagrees.</param>
/// <param name="OutsideExtract">Provisions of a version whose text is there, but without this article (or which name no article).</param>
/// <param name="WithoutText">Versions whose text is not there at all.</param>
internal sealed record CitationReport(
    int Checked, IReadOnlyList<KnowledgeError> Faults, IReadOnlyList<ProvisionInForce> OutsideExtract, IReadOnlyList<(Law Law, LawVersion Version)> WithoutText);

/// <summary>
/// Checks the provisions of a knowledge base against statute texts: the article is in the text, the dates of the version are the
/// text's, and the key terms of the summary occur in that article more than in any other one.
/// </summary>
/// <remarks>
/// The key terms of a summary are its character pairs that the statute uses at all; our plain words are not among them. A pair
/// that few articles have weighs more (inverse document frequency). The right article carries nearly all that weight, so that
/// a wrong number shows: another article fits better.
/// </remarks>
internal static class CitationCheck
{
    /// <summary>An article that carries less of the key terms is not the one that the summary is about.</summary>
    private const double LeastShare = 0.4;

    /// <summary>A summary whose own article is not in the extract is faulty when another article carries this much of it.</summary>
    private const double FitsAnother = 0.7;

    public static CitationReport Check(KnowledgeBase knowledge, IReadOnlyList<Statute> statutes)
    {
        var (compared, faults, outside, without) = (0, new List<KnowledgeError>(), new List<ProvisionInForce>(), new List<(Law, LawVersion)>());
        foreach (var law in knowledge.Laws.Values)
        {
            var texts = statutes.Where(statute => statute.Title.StartsWith(Statute.Normalise(law.Title), StringComparison.Ordinal)).ToArray();
            faults.AddRange(texts.Where(text => !text.IsSuperseded && VersionOf(text, law) is null).Select(text => law.Source.Error(
                $"no version starts or ends as {text.File} says ({string.Join(", ", text.EffectiveFrom.Select(day => day.ToString("yyyy-MM-dd")))})", "Correct the dates of the version")));
            foreach (var version in law.Versions)
            {
                var own = texts.Where(text => VersionOf(text, law) == version).ToArray();
                if (own.Length == 0)
                {
                    without.Add((law, version));
                    continue;
                }

                if (version.Published is { } published && !own.Any(text => text.Dates.Contains(published)))
                    faults.Add(version.Source.Error($"{own[0].File} does not name {published:yyyy-MM-dd} as the day of publication", "Correct published, or leave it out"));
                var articles = new ArticleTerms(own.SelectMany(text => text.Articles));
                foreach (var provision in version.Provisions)
                {
                    var number = Statute.ArticleNumber(provision.Article);
                    if (number is not null && articles.Contains(number)) compared++;
                    else outside.Add(new ProvisionInForce(law, version, provision));
                    if (Fault(provision, number, articles) is { } fault) faults.Add(fault);
                }
            }
        }

        return new CitationReport(compared, faults, outside, without);
    }

    /// <summary>The version whose dates the text has; the latest when parts of the text took effect on several days.</summary>
    private static LawVersion? VersionOf(Statute text, Law law) => law.Versions.LastOrDefault(version =>
        text.EffectiveFrom.Contains(version.From) || (text.EffectiveTo is { } last && version.To == last));

    private static KnowledgeError? Fault(Provision provision, string? number, ArticleTerms articles)
    {
        var (best, bestShare) = articles.BestFor(provision.Summary);
        if (number is null) return null;
        if (!articles.Contains(number))
        {
            return bestShare >= FitsAnother
                ? provision.Source.Error($"{number} is not in the statute text, and the summary fits {best}", $"Cite {best}, or correct the summary")
                : null;
        }

        var share = articles.ShareOf(provision.Summary, number);
        if (share < bestShare) return provision.Source.Error($"the summary of {number} fits {best} better", $"Cite {best}, or correct the summary");
        return share < LeastShare ? provision.Source.Error($"{number} has too few of the summary's key terms", "Correct the number or the summary") : null;
    }
}
