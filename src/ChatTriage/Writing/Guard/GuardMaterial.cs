using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Writing.Guard;

/// <summary>What a model was given for one answer, and the knowledge base on the day: the only things that its sentences may stand on.</summary>
internal sealed partial class GuardMaterial
{
    private readonly KnowledgeBase knowledge;
    private readonly DateOnly asOf;
    private readonly Source question;
    private readonly Source verdict;
    private readonly Source checklist;
    private readonly Dictionary<int, Source> passages;
    private readonly HashSet<(string LawId, int Article)> given;
    private readonly string known;

    /// <summary>Law titles as people write them, longest first.</summary>
    private readonly (string Written, Law Law)[] titles;

    public GuardMaterial(KnowledgeBase knowledge, Question question, Answer draft)
    {
        this.knowledge = knowledge;
        asOf = question.AsOf;
        this.question = new Source(Normalise(question.Text));
        verdict = new Source(Normalise(draft.Text.Verdict));
        checklist = new Source(Normalise(string.Join('\n', draft.Checklist.Select(item => item.Rule.Text)
            .Concat(draft.Checklist.SelectMany(item => item.Basis).Select(basis => basis.Provision.Summary)))));
        passages = draft.Citations.ToDictionary(
            citation => citation.N, citation => new Source(Normalise($"{citation.Passage.Article.Title}\n{citation.Passage.Heading}\n{citation.Passage.Text}")));
        given = [.. draft.Checklist.SelectMany(item => item.Basis).Concat(draft.Citations.SelectMany(Sources)).Select(provision => (provision.Law.Id, ArticleNumber(provision.Provision.Article)))];
        // A corpus that somebody brought in may be poisoned: only reviewed texts vouch for numbers and addresses.
        known = string.Join('\n', draft.Citations.Where(citation => citation.Passage.Article.Reviewed is not null).Select(citation => Normalise(citation.Passage.Text))
            .Append(checklist.Text).Append(verdict.Text).Concat(knowledge.Channels.Values.Select(channel => Normalise(channel.Url ?? ""))));
        titles = [.. knowledge.Laws.Values.SelectMany(law => new[] { law.Title, law.ShortTitle, law.Title.Replace("中华人民共和国", "", StringComparison.Ordinal) }
            .Distinct().Select(written => (Normalise(written), law))).OrderByDescending(title => title.Item1.Length)];
    }

    /// <summary>A text as the lexicon sees it: disguises undone, simplified, lower case, half width.</summary>
    public string Normalise(string text) => NormalisedText.Of(text, knowledge.Lexicon.Spelling).Text;

    public bool HasPassage(int n) => passages.ContainsKey(n);

    public bool HasPair(string pair) => checklist.Pairs.Contains(pair) || verdict.Pairs.Contains(pair) || passages.Values.Any(passage => passage.Pairs.Contains(pair));

    public bool HasAddress(string address) => known.Contains(address.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal).TrimEnd('/', '.'), StringComparison.Ordinal);

    /// <summary>A number that is no telephone number but was given, as in GB/T 45251-2025.</summary>
    public bool HasCode(string digits) => Figures.Of(known).Where(Figures.IsBare).Any(figure => Figures.Digits(figure) == digits);

    /// <summary>All pairs of what is known of a telephone number; null when it belongs to no channel.</summary>
    public HashSet<string>? AboutNumber(string digits)
    {
        Channel[] owners = [.. knowledge.Channels.Values.Where(channel => channel.Phone is { } phone && Figures.Digits(phone) == digits)];
        if (owners.Length == 0) return null;
        var told = owners.SelectMany(channel => channel.Prepare.Concat([channel.Name, channel.Operator, channel.When, channel.Hours ?? "", "可以拨打电话"])).Select(Normalise);
        var near = known.Split('。', '\n').Where(sentence => Figures.Of(sentence).Any(figure => Figures.IsBare(figure) && Figures.Digits(figure) == digits));
        return Wording.Of([.. told, .. near]);
    }

    /// <summary>Whether a figure was given: in the cited passages, or anywhere when none is cited; the borrower's own figures count too.</summary>
    public bool HasFigure(string figure, int[] cited, IReadOnlyList<string> provisions)
    {
        if (Figures.IsBare(figure) && Figures.Digits(figure).Length >= 3) return true; // Contacts has judged it.
        return SourcesOf(cited).Append(question).Any(source => source.Has(figure)) || provisions.Any(summary => Figures.Of(summary).Contains(figure));
    }

    /// <summary>The pairs that may support a sentence.</summary>
    public HashSet<string> PairsOf(int[] cited, IReadOnlyList<string> provisions)
    {
        var pairs = Wording.Of(provisions);
        foreach (var source in SourcesOf(cited).Append(question)) pairs.UnionWith(source.Pairs);
        return pairs;
    }

    /// <summary>The texts that a sentence must not turn round.</summary>
    public IReadOnlyList<string> TextsOf(int[] cited, IReadOnlyList<string> provisions) => [.. SourcesOf(cited).Select(source => source.Text), .. provisions];

    /// <summary>What the provisions say that a sentence names; <paramref name="areKnown"/> is false when one is unknown or not in force.</summary>
    public IReadOnlyList<string> Provisions(string text, out bool areKnown)
    {
        areKnown = true;
        var summaries = new List<string>();
        var named = Named(text);
        foreach (Match title in BookTitle().Matches(text))
        {
            var isNamed = named.Any(law => law.Start >= title.Index && law.Start < title.Index + title.Length);
            if (!isNamed && !known.Contains(title.Value, StringComparison.Ordinal)) areKnown = false;
        }

        foreach (var (_, law) in named)
            if (!law.Versions.Any(version => version.IsInForce(asOf)) && !known.Contains(Normalise(law.ShortTitle), StringComparison.Ordinal)) areKnown = false;
        foreach (Match bare in UnnamedLaw().Matches(text))
            if (!named.Any(law => law.Start < bare.Index + bare.Length && law.Start + 2 > bare.Index) && !known.Contains(bare.Groups[1].Value, StringComparison.Ordinal)) areKnown = false;
        foreach (Match article in ArticleMark().Matches(text))
        {
            var number = ArticleNumber(article.Value);
            var law = named.Where(law => law.Start < article.Index).Select(law => law.Law).LastOrDefault();
            var provision = law?.Versions.FirstOrDefault(version => version.IsInForce(asOf))?.Provisions.FirstOrDefault(provision => ArticleNumber(provision.Article) == number);
            if (provision is not null) summaries.Add(Normalise(provision.Summary));
            else if (law is not null || !given.Any(pair => pair.Article == number)) areKnown = false;
        }

        return summaries;
    }

    private IEnumerable<Source> SourcesOf(int[] cited) =>
        cited.Length > 0 ? cited.Select(n => passages[n]).Append(verdict) : passages.Values.Append(verdict).Append(checklist);

    private IEnumerable<ProvisionInForce> Sources(Citation citation) =>
        citation.Passage.Article.Sources.Select(source => knowledge.Laws[source.LawId].Resolve(source.Article, asOf)).OfType<ProvisionInForce>();

    private List<(int Start, Law Law)> Named(string text)
    {
        var found = new List<(int Start, int End, Law Law)>();
        foreach (var (written, law) in titles)
        {
            for (var at = text.IndexOf(written, StringComparison.Ordinal); at >= 0; at = text.IndexOf(written, at + 1, StringComparison.Ordinal))
                if (!found.Any(other => at < other.End && other.Start < at + written.Length)) found.Add((at, at + written.Length, law));
        }

        return [.. found.OrderBy(place => place.Start).Select(place => (place.Start, place.Law))];
    }

    private static int ArticleNumber(string article)
    {
        var start = article.IndexOf('第', StringComparison.Ordinal) + 1;
        return start < article.Length && ChineseNumber.IsNumeral(article[start]) && ChineseNumber.Read(article, start).Value is { } number ? (int)number : -1;
    }

    [GeneratedRegex("[《〈][^》〉]{2,60}[》〉]")]
    private static partial Regex BookTitle();

    [GeneratedRegex("(?:根据|依据|按照?|依照|违反|触犯|适用)([\\u4e00-\\u9fff]{2,24}?(?:法典|法|条例|办法|规定|准则|解释|通知|指引|公约))")]
    private static partial Regex UnnamedLaw();

    [GeneratedRegex("第[0-9〇零一二三四五六七八九十百千两]+条")]
    private static partial Regex ArticleMark();

    /// <summary>A text with its pairs and figures.</summary>
    private sealed class Source(string text)
    {
        private readonly HashSet<string> figures = [.. Figures.Of(text)];

        public string Text { get; } = text;

        public HashSet<string> Pairs { get; } = Wording.Of(text);

        /// <summary>Has it, or the same number with a unit where the sentence gives none.</summary>
        public bool Has(string figure) => figures.Contains(figure) || (Figures.IsBare(figure) && figures.Any(own => Figures.Digits(own) == Figures.Digits(figure)));
    }
}
