using System.Globalization;
using System.Text;
using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Rights;
using ChatTriage.Understanding;

namespace ChatTriage.Writing;

/// <summary>
/// The fourth step, as it works without a model: the direct verdict of the best article for this situation, the leading sentences of
/// the passages with their numbers, then the first steps. Deterministic; every sentence was written by people.
/// </summary>
public sealed class ExtractiveWriter(KnowledgeBase knowledge)
{
    private const string NothingFound = "资料库里没有能直接回答这个问题的文章，所以不乱猜。";
    private const string ChecklistInstead = "下面的清单是按你说到的情况、依当日有效的规则列出的，可以先看；换个说法，或者补充发生了什么，也许能找到更准的回答。";
    private const string AskBack = "我想先弄清楚你遇到了什么。";
    private const string AskBackHow = "正有危险就先打 110 或 120。不急的话，请用一两句话说说：欠的是哪一类钱（信用卡、网贷、私人借款）、逾期多久、对方做了什么。不用写姓名、证件号和卡号。";
    private const int MostSteps = 3;

    /// <summary>The words of the answer, with the citations in the order in which the text uses them.</summary>
    public (WrittenAnswer Text, IReadOnlyList<Citation> Citations) Write(UnderstoodQuestion question, IReadOnlyList<ScoredPassage> passages, Findings findings)
    {
        if (findings.Card is { Alone: true } card) return (new WrittenAnswer(card.Verdict, card.Text, 1), []);
        var citations = passages.Select((hit, i) => new Citation(i + 1, hit.Passage, hit.Relevance)).ToArray();
        var (verdict, text) = question.Scope switch
        {
            Scope.OutOfScope => Decline(question),
            Scope.Unclear => (AskBack, AskBackHow),
            Scope.InScope when citations.Length == 0 => (NothingFound, Paragraphs([ChecklistInstead, Steps(findings)])),
            Scope.InScope => (VerdictOf(citations[0].Passage.Article, findings.Situation), Explain(citations, findings)),
        };
        if (findings.Card is { } first) (verdict, text) = (first.Verdict, Paragraphs([first.Text, verdict, text]));
        return (new WrittenAnswer(verdict, text, citations.Select(citation => citation.Score).DefaultIfEmpty().Max()), citations);
    }

    /// <summary>The article's verdict for the situation: the first that holds.</summary>
    private string VerdictOf(Article article, Situation situation) =>
        knowledge.Rates.Fill(article.Answers.First(answer => situation.Judge(answer.When) == Truth.True).Text, situation.AsOf);

    private (string Verdict, string Text) Decline(UnderstoodQuestion question)
    {
        var reason = knowledge.Lexicon.ScopeReasons[question.OutOfScopeReason!];
        return (reason.Text, reason.Instead);
    }

    private string Explain(Citation[] citations, Findings findings)
    {
        var article = citations[0].Passage.Article;
        var unreviewed = citations.Where(citation => !citation.Passage.Article.IsReviewed).ToArray();
        var own = citations.Where(citation => citation.Passage.Article == article).Except(unreviewed).ToArray();
        var others = citations.Except(own).Except(unreviewed);
        return Paragraphs(
        [
            Listed("为什么：", own.Select(citation => $"{citation.Passage.Lead.Trim()}[{citation.N}]")),
            Listed("相关的还有：", others.Select(citation => Aside(citation, findings.Situation))),
            Listed("没有人审核过的资料里说：", unreviewed.Select(citation => $"{citation.Passage.Lead.Trim()}[{citation.N}]")),
            Steps(findings),
        ]);
    }

    /// <summary>Another article is a matter of its own when it is about another topic of the question; then its verdict is told, else only its point.</summary>
    private string Aside(Citation citation, Situation situation)
    {
        var article = citation.Passage.Article;
        return situation.Topics.Skip(1).Contains(article.Topics[0])
            ? $"{VerdictOf(article, situation)}[{citation.N}]"
            : $"{citation.Passage.Lead.Trim()}[{citation.N}]";
    }

    private static string Steps(Findings findings) => Listed("现在可以先做：",
        findings.Checklist.Where(item => item.Rule.Group == ChecklistGroup.DoNow && item.Status == ItemStatus.Applies)
            .Take(MostSteps).Select(item => item.Rule.Text), numbered: true);

    private static string Paragraphs(IEnumerable<string> parts) => string.Join("\n\n", parts.Where(part => part.Length > 0));

    private static string Listed(string title, IEnumerable<string> entries, bool numbered = false)
    {
        var list = new StringBuilder();
        var n = 0;
        foreach (var entry in entries)
        {
            if (n++ == 0) list.Append(title);
            list.Append('\n').Append(numbered ? string.Create(CultureInfo.InvariantCulture, $"{n}. ") : "- ").Append(entry);
        }

        return list.ToString();
    }
}
