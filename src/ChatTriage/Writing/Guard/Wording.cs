using ChatTriage.Knowledge;
using ChatTriage.Retrieval;

namespace ChatTriage.Writing.Guard;

/// <summary>
/// How far a sentence's words are those of a source: the share of its character pairs that the source has, each pair weighing as
/// much as it is rare in the corpus (inverse document frequency). A word that no article uses weighs the most.
/// </summary>
internal sealed class Wording
{
    private const string Negators = "不没无未非别勿禁";

    /// <summary>Words in which the character of denial denies nothing, or that ask.</summary>
    private static readonly string[] Harmless =
        ["不仅", "不但", "不过", "不同", "不管", "不论", "不久", "不得不", "无论", "非常", "特别", "区别", "分别", "别人", "别的", "别慌", "别怕", "别急", "是不是", "要不要", "能不能", "会不会", "有没有", "除非", "未来", "识别", "级别", "性别", "类别", "个别", "没关系", "不要紧", "不良", "不服"];

    private readonly Dictionary<string, int> documents = [];
    private readonly int count;

    /// <summary>Counts the pairs of the corpus.</summary>
    public Wording(KnowledgeBase knowledge)
    {
        foreach (var passage in knowledge.Articles.Values.SelectMany(Passage.Of))
        {
            count++;
            foreach (var pair in Pairs(passage.Text).Distinct()) documents[pair] = documents.GetValueOrDefault(pair) + 1;
        }
    }

    /// <summary>The pairs of a text.</summary>
    public static HashSet<string> Of(params IEnumerable<string> texts) => [.. texts.SelectMany(Pairs)];

    /// <summary>The weighed share of the sentence's pairs that the sources have, from 0 to 1; 1 for a sentence without any.</summary>
    public double Support(string sentence, IReadOnlySet<string> sources)
    {
        double all = 0, found = 0;
        foreach (var pair in Pairs(sentence).Distinct())
        {
            var weight = Math.Log(1 + count / (documents.GetValueOrDefault(pair) + 0.5));
            all += weight;
            if (sources.Contains(pair)) found += weight;
        }

        return all == 0 ? 1 : found / all;
    }

    /// <summary>
    /// Whether some clause says the opposite of the clause of the sources that it is worded after: nearly the same words, but one is
    /// denied and the other is not.
    /// </summary>
    public bool Contradicts(string sentence, IReadOnlyList<string> sourceClauses)
    {
        foreach (var clause in Clauses(sentence))
        {
            var words = Of(Plain(clause));
            if (words.Count < 4) continue;
            var nearest = sourceClauses.Select(source => (Clause: source, Share: Likeness(words, Of(Plain(source))))).MaxBy(source => source.Share);
            if (nearest.Share >= 0.7 && IsDenied(clause) != IsDenied(nearest.Clause)) return true;
        }

        return false;
    }

    /// <summary>The clauses of a text.</summary>
    public static IEnumerable<string> Clauses(string text) =>
        text.Split([',', '。', ';', '!', '?', ':', '\n', '，', '；', '！', '？', '：'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double Likeness(HashSet<string> words, HashSet<string> source) => (double)words.Count(source.Contains) / words.Count;

    private static bool IsDenied(string clause)
    {
        clause = clause.Replace("违法", "不合法", StringComparison.Ordinal).Replace("非法", "不合法", StringComparison.Ordinal);
        foreach (var word in Harmless) clause = clause.Replace(word, "", StringComparison.Ordinal);
        return clause.Count(c => Negators.Contains(c, StringComparison.Ordinal)) % 2 == 1;
    }

    private static string Plain(string clause) => string.Concat(clause.Where(c => !Negators.Contains(c, StringComparison.Ordinal)));

    private static IEnumerable<string> Pairs(string text) => Terms.Of(text).Where(term => term.Length > 1);
}
