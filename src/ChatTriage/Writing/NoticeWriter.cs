using System.Globalization;
using ChatTriage.Knowledge;

namespace ChatTriage.Writing;

/// <summary>
/// What the borrower must know about the answer itself: that its texts are of another day than the one asked about, or that the
/// LPR table lacks announcements. Decided by dates alone, whoever phrases the answer.
/// </summary>
public sealed class NoticeWriter(KnowledgeBase knowledge)
{
    /// <summary>The notices for an answer; none beside a crisis card.</summary>
    public IReadOnlyList<string> Write(WrittenAnswer text, IReadOnlyList<Citation> citations, IReadOnlyList<ChecklistItem> checklist, DateOnly asOf) =>
        [.. new[] { OtherDay(citations, asOf), StaleLpr(text, citations, checklist, asOf) }.OfType<string>()];

    /// <summary>Articles are written for the law of the day they were reviewed; on another day the checklist's provisions count.</summary>
    private string? OtherDay(IReadOnlyList<Citation> citations, DateOnly asOf)
    {
        var changed = citations.Select(citation => citation.Passage.Article).FirstOrDefault(article => article.Reviewed is { } reviewed
            && article.Sources.Any(source => knowledge.Laws[source.LawId].Resolve(source.Article, asOf) != knowledge.Laws[source.LawId].Resolve(source.Article, reviewed)));
        return changed is null
            ? null
            : $"你问的是{Chinese(asOf)}的情形。上面的说明按{Chinese(changed.Reviewed!.Value)}的规定写成，其中有的条文那一天还没有施行或条号不同；以清单里列出的、当日有效的条文为准。";
    }

    private string? StaleLpr(WrittenAnswer text, IReadOnlyList<Citation> citations, IReadOnlyList<ChecklistItem> checklist, DateOnly asOf)
    {
        if (!knowledge.Rates.IsStale(asOf)) return null;
        var said = citations.Select(citation => citation.Passage.Text).Concat(checklist.SelectMany(item => new[] { item.Rule.Text, item.Why })).Append(text.Verdict).Append(text.Text);
        return said.Any(words => words.Contains("LPR", StringComparison.Ordinal))
            ? $"我们的LPR数据只核对到{Chinese(knowledge.Rates.LprOn(asOf)!.Published)}公布的一期，离你问的日子已超过{InterestRates.FreshDays}天；要按LPR算数的，先到全国银行间同业拆借中心或人民银行网站看最新一期。"
            : null;
    }

    private static string Chinese(DateOnly date) => date.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
