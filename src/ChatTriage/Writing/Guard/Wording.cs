using System.Text.RegularExpressions;
using ChatTriage.Knowledge;
using ChatTriage.Retrieval;

namespace ChatTriage.Writing.Guard;

/// <summary>
/// How far a sentence's words are those of a source: the share of its character pairs that the source has, each pair weighing as
/// much as it is rare in the corpus (inverse document frequency). A word that no article uses weighs the most.
/// </summary>
internal sealed partial class Wording
{
    /// <summary>Of a sentence's pairs, the share from which a source's sentence is the one that it is worded after.</summary>
    private const double NearEnough = 0.45;

    /// <summary>The share from which two clauses have the same words.</summary>
    private const double NearlySame = 0.7;

    /// <summary>The share from which a source's clause stands whole in the sentence.</summary>
    private const double NearlyWhole = 0.8;

    /// <summary>The share from which a clause with another figure is on the same matter.</summary>
    private const double LeastLike = 0.2;

    /// <summary>Shorter clauses are fragments, in pairs.</summary>
    private const int LeastWhole = 6;

    private const string Negators = "不没无未非别勿禁";

    /// <summary>Words in which the character of denial denies nothing, or that ask.</summary>
    private static readonly string[] Harmless =
        ["不仅", "不但", "不过", "不同", "不管", "不论", "不久", "不得不", "无论", "非常", "特别", "区别", "分别", "别人", "别的", "别慌", "别怕", "别急", "是不是", "要不要", "能不能", "会不会", "有没有", "除非", "未来", "识别", "级别", "性别", "类别", "个别", "没关系", "不要紧", "不良", "不服", "找不到", "联系不上", "还不上", "还不起"];

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
    /// Whether the sentence turns round what the sources say. Held against the sentence of the sources that it is worded after: it
    /// allows what that forbids, forbids what that allows, says of all what that does not, or takes for true what that only reports
    /// to refute it. Held clause by clause: nearly the same words, but one is denied and the other is not.
    /// </summary>
    public static bool Contradicts(string sentence, IReadOnlyList<string> sources)
    {
        var words = Of(Plain(sentence));
        var (nearest, likeness) = sources.SelectMany(Sentences).Select(source => (source, Likeness(words, Of(Plain(source))))).MaxBy(source => source.Item2);
        if (nearest is null) return false;
        if (likeness >= NearEnough && (IsForceTurned(sentence, nearest) || (Reported().IsMatch(nearest) && !Doubted().IsMatch(sentence)))) return true;
        if (Universal().IsMatch(sentence) && (!Universal().IsMatch(nearest) || IsDenied(sentence) != IsDenied(nearest))) return true;
        // What stands before a colon is a clause of its own, and with what follows it another.
        string[] clauses = [.. sources.SelectMany(Clauses).SelectMany(clause => clause.Split(':').Append(clause))];
        return Clauses(sentence).Any(clause => IsTurned(clause, clauses));
    }

    private static bool IsTurned(string clause, string[] clauses)
    {
        var words = Of(Plain(clause));
        if (words.Count < 4 || Wondered().IsMatch(clause)) return false;
        bool[] denials = [.. clauses.Where(source => IsSame(words, Of(Plain(source)))).Select(IsDenied)];
        return denials.Length > 0 && !denials.Contains(IsDenied(clause));
    }

    /// <summary>Whether the words are nearly those of a source's clause, or hold nearly all of one that is no mere fragment.</summary>
    private static bool IsSame(HashSet<string> words, HashSet<string> source) =>
        Likeness(words, source) >= NearlySame || (source.Count >= LeastWhole && Likeness(source, words) >= NearlyWhole);

    /// <summary>
    /// Whether some figure is told of another matter than in the sources: they have a clause that is worded more like this one, and
    /// it gives another figure of the same unit.
    /// </summary>
    public static bool Misplaces(string sentence, IReadOnlyList<string> sources)
    {
        (string[] Figures, HashSet<string> Words)[] told = [.. sources.SelectMany(Clauses).Select(clause => (Figures.Of(clause).ToArray(), WordsBeside(clause))).Where(clause => clause.Item1.Length > 0)];
        foreach (var clause in Clauses(sentence))
        {
            var words = WordsBeside(clause);
            foreach (var figure in Figures.Of(clause))
            {
                var unit = Figures.Unit(figure);
                var best = told.Where(source => source.Figures.Contains(figure)).Select(source => Likeness(words, source.Words)).DefaultIfEmpty().Max();
                var other = told.Where(source => !source.Figures.Contains(figure) && source.Figures.Any(own => Figures.Unit(own) == unit))
                    .Select(source => Likeness(words, source.Words)).DefaultIfEmpty().Max();
                if (other > best && other >= LeastLike) return true;
            }
        }

        return false;
    }

    private static HashSet<string> WordsBeside(string clause) => Of(Numerals().Replace(Plain(clause), " "));

    private static bool IsForceTurned(string sentence, string source)
    {
        bool forbids = Forbids().IsMatch(sentence), allows = Allows().IsMatch(Forbids().Replace(sentence, ""));
        bool sourceForbids = Forbids().IsMatch(source), sourceAllows = Allows().IsMatch(Forbids().Replace(source, ""));
        return (allows && !forbids && sourceForbids && !sourceAllows) || (forbids && !allows && sourceAllows && !sourceForbids);
    }

    private static string[] Sentences(string text) => text.Split(['。', '!', '?', '\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[] Clauses(string text) =>
        text.Split([',', '。', ';', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static double Likeness(HashSet<string> words, HashSet<string> source) => words.Count == 0 ? 0 : (double)words.Count(source.Contains) / words.Count;

    private static bool IsDenied(string clause)
    {
        clause = clause.Replace("违法", "不合法", StringComparison.Ordinal).Replace("非法", "不合法", StringComparison.Ordinal);
        foreach (var word in Harmless) clause = clause.Replace(word, "", StringComparison.Ordinal);
        return clause.Count(c => Negators.Contains(c, StringComparison.Ordinal)) % 2 == 1;
    }

    private static string Plain(string clause) => string.Concat(clause.Where(c => !Negators.Contains(c, StringComparison.Ordinal)));

    [GeneratedRegex("不得|不应|不能|不可以|不可(?![信靠能])|不该|不准|不许|不允许|禁止|无权|没有权")]
    private static partial Regex Forbids();

    [GeneratedRegex("可以|有权|允许|能够|仍可|必须|应当|应该|一定要|能")]
    private static partial Regex Allows();

    [GeneratedRegex("能不能|会不会|是不是|要不要|有没有|该不该|算不算")]
    private static partial Regex Wondered();

    [GeneratedRegex("[0-9〇零一二三四五六七八九十百千万亿两.%]+")]
    private static partial Regex Numerals();

    [GeneratedRegex("所有|一律|全部|任何|凡是|一切|全都|统统|无一例外")]
    private static partial Regex Universal();

    [GeneratedRegex("网上说|有人说|听说|传言|都说|以为|所谓|谎称|声称|自称")]
    private static partial Regex Reported();

    [GeneratedRegex("网上|有人|没有|不是|不可信|别信|不要|骗|错|不对|所谓|谎称|声称|自称|未必|不一定")]
    private static partial Regex Doubted();

    private static IEnumerable<string> Pairs(string text) => Terms.Of(text).Where(term => term.Length > 1);
}
