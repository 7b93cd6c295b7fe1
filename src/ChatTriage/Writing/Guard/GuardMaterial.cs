using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.Writing.Guard;

/// <summary>What a model was given for one answer, and the knowledge base on the day: the only things that its sentences may stand on.</summary>
internal sealed partial class GuardMaterial
{
    private readonly KnowledgeBase knowledge;
    private readonly ClauseReader reader;
    private readonly DateOnly asOf;
    private readonly bool isBorrower;
    private readonly Dictionary<int, IReadOnlyList<SourceSentence>> passages;
    private readonly IReadOnlyList<SourceSentence> verdict;
    private readonly IReadOnlyList<SourceSentence> checklist;
    private readonly HashSet<(string LawId, int Article)> given;
    private readonly string known;

    /// <summary>Law titles as people write them, longest first.</summary>
    private readonly (string Written, Law Law)[] titles;

    public GuardMaterial(KnowledgeBase knowledge, ClauseReader reader, Question question, Answer draft)
    {
        this.knowledge = knowledge;
        this.reader = reader;
        asOf = question.AsOf;
        isBorrower = draft.Understood.Speaker == Speaker.Borrower;
        string[] rules = [.. draft.Checklist.Select(item => item.Rule.Text).Concat(draft.Checklist.SelectMany(item => item.Basis).Select(basis => basis.Provision.Summary))];
        verdict = Sentences(-1, draft.Text.Verdict);
        checklist = [.. rules.SelectMany(rule => Sentences(-2, rule))];
        passages = draft.Citations.ToDictionary(citation => citation.N, citation => Sentences(citation.N, citation.Passage.Text));
        given = [.. draft.Checklist.SelectMany(item => item.Basis).Concat(draft.Citations.SelectMany(Sources)).Select(provision => (provision.Law.Id, ArticleNumber(provision.Provision.Article)))];
        // A corpus that somebody brought in may be poisoned: only reviewed texts vouch for numbers and addresses.
        known = string.Join('\n', draft.Citations.Where(citation => citation.Passage.Article.Reviewed is not null).Select(citation => Normalise(citation.Passage.Text))
            .Concat(rules.Select(Normalise)).Append(Normalise(draft.Text.Verdict)).Concat(knowledge.Channels.Values.Select(channel => Normalise(channel.Url ?? ""))));
        titles = [.. knowledge.Laws.Values.SelectMany(law => new[] { law.Title, law.ShortTitle, law.Title.Replace("中华人民共和国", "", StringComparison.Ordinal) }
            .Distinct().Select(written => (Normalise(written), law))).OrderByDescending(title => title.Item1.Length)];
    }

    /// <summary>A text as the lexicon sees it: disguises undone, simplified, lower case, half width.</summary>
    public string Normalise(string text) => NormalisedText.Of(text, knowledge.Lexicon.Spelling).Text;

    public bool HasPassage(int n) => passages.ContainsKey(n);

    public bool HasAddress(string address) => known.Contains(address.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal).TrimEnd('/', '.'), StringComparison.Ordinal);

    /// <summary>Whether a number without a unit is a telephone number of ours, or was given, as in GB/T 45251-2025.</summary>
    public bool HasNumber(string digits) =>
        knowledge.Channels.Values.Any(channel => channel.Phone is { } phone && Figures.Digits(phone) == digits)
        || Figures.Of(known).Where(Figures.IsBare).Any(figure => Figures.Digits(figure) == digits);

    /// <summary>
    /// Whether people wrote the whole sentence around a stretch of text: a warning names what it warns of, and often only the clause before
    /// or behind says that it is one.
    /// </summary>
    public bool HasSentence(string text, int start, int length)
    {
        var (from, to) = TextClauses.SentenceAround(text, start, length);
        return TextClauses.Sentences(known).Any(sentence => sentence.AsSpan().TrimEnd("。!?;\n ").SequenceEqual(text.AsSpan(from, to - from).Trim(' ')));
    }

    /// <summary>What a sentence with these citations may be clipped from: what it cites and the verdict; without a citation everything.</summary>
    public IReadOnlyList<SourceSentence> SourcesOf(IReadOnlyCollection<int> cited) =>
        [.. cited.Count > 0 ? cited.SelectMany(n => passages[n]) : passages.Values.SelectMany(sentences => sentences).Concat(checklist), .. verdict];

    /// <summary>A text as clauses are compared: see <see cref="ClauseReader.Plain"/>.</summary>
    public string Plain(string text) => reader.Plain(Normalise(text));

    /// <summary>The sentences of a text; where it speaks of the borrower and means the reader, also as spoken to the reader.</summary>
    private IReadOnlyList<SourceSentence> Sentences(int textId, string text)
    {
        var sentences = SourceSentence.Of(reader, textId, text, Plain);
        if (!isBorrower || text.Contains(ClauseReader.Reader, StringComparison.Ordinal)) return sentences;
        var spoken = SourceSentence.Of(reader, textId, text, sentence => reader.ToReader(Plain(sentence)));
        return reader.ToReader(text) == text ? sentences : [.. sentences, .. spoken];
    }

    /// <summary>What the provisions say that a sentence names, in the sentence's words for them; null when one is unknown or not in force.</summary>
    public IReadOnlyList<SourceSentence>? Provisions(string text)
    {
        var said = new List<SourceSentence>();
        var areKnown = true;
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
            var (start, law) = named.LastOrDefault(law => law.Start < article.Index);
            var provision = law?.Versions.FirstOrDefault(version => version.IsInForce(asOf))?.Provisions.FirstOrDefault(provision => ArticleNumber(provision.Article) == number);
            if (provision is not null) said.AddRange(Sentences(-3 - said.Count, $"{text[start..(article.Index + article.Length)]}规定,{provision.Summary}"));
            else if (law is not null || !given.Any(pair => pair.Article == number)) areKnown = false;
        }

        return areKnown ? said : null;
    }

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
}
