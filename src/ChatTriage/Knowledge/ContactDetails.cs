using System.Text.RegularExpressions;

namespace ChatTriage.Knowledge;

/// <summary>
/// Phone numbers and web addresses in texts. They stand in <c>channels.yaml</c> and nowhere else, where each was checked: a text may name a
/// number only if a channel has it, and no address at all.
/// </summary>
public sealed partial class ContactDetails
{
    private readonly HashSet<string> verified;

    /// <param name="channels">The channels, whose numbers may stand anywhere.</param>
    public ContactDetails(IEnumerable<Channel> channels) => verified = channels.Select(channel => Digits(channel.Phone ?? "")).Where(digits => digits.Length > 0).ToHashSet();

    /// <summary>The numbers and addresses of a text that no channel has.</summary>
    public IEnumerable<string> In(string text)
    {
        // Most texts have neither, which is seen faster than the expressions find out.
        if (text.AsSpan().IndexOfAny('.', '@', ':') >= 0)
        {
            foreach (Match match in Address().Matches(text)) yield return match.Value.Trim();
        }

        if (!HasDigit(text)) yield break;
        foreach (var match in Number().Matches(text).Where(IsUnknown)) yield return match.Value.Trim();
    }

    /// <summary>The same as faults of the text's place.</summary>
    internal IEnumerable<KnowledgeError> FaultsIn(string text, SourceLine source) =>
        In(text).Select(contact => source.Error($"\"{contact}\" looks like a phone number or address that no channel has", "Add a checked channel, and name it instead of the number"));

    /// <summary>The text with 〔网址〕, 〔账号〕 (WeChat and QQ) and 〔号码〕 in their place.</summary>
    public string Mask(string text) =>
        Number().Replace(Account().Replace(Address().Replace(text, "〔网址〕"), "〔账号〕"), match => IsUnknown(match) ? "〔号码〕" : match.Value);

    private bool IsUnknown(Match number) => !verified.Contains(Digits(number.Value));

    private static bool HasDigit(string text)
    {
        foreach (var c in text)
        {
            if (char.IsDigit(c)) return true;
        }

        return false;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    [GeneratedRegex(@"https?://[!-~]+|www\.[!-~]+|[A-Za-z0-9_.-]+@[A-Za-z0-9_-]+\.[A-Za-z0-9_]+|[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*\.(com|cn|org|net|gov)(?![A-Za-z0-9_])", RegexOptions.ExplicitCapture)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<=(微信|威信|薇信|vx|qq)(号|群|号码)?\s*(是|为|[:：])?\s*)[a-z0-9][a-z0-9_-]{4,}", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Account();

    /// <summary>
    /// Emergency numbers (11x, 12x), service numbers (five digits from 1, 95 or 96), 400 numbers, land lines and mobiles, also with blanks or
    /// hyphens; not what is counted by the word behind it.
    /// </summary>
    [GeneratedRegex(@"(?<![\d.,A-Za-z/〔-])(1[12]\d|1\d{4}|9[56]\d{3}|400[ -]?\d{3,4}[ -]?\d{3,4}|[(（]?0\d{2,3}[)）]?[ -]?\d{5,8}|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\d{7,8})(?!\d|[.,]\d|\s*(元|块|天|年|月|日|万|多|条|个|次|份|页|人|名|号|%|-\d))", RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}
