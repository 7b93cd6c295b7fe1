using System.Globalization;
using System.Text;
using ChatTriage.Api.Questions;
using ChatTriage.Knowledge;

namespace ChatTriage.Api.WeChat;

/// <summary>An answer as the text of a message, in the order in which a frightened reader needs it.</summary>
internal static class ReplyText
{
    private const string ContainsGenerated = "（下文含 AI 生成的说明）";

    /// <summary>The groups with their headings; what to do comes before what one may rely on.</summary>
    private static readonly (ChecklistGroup Group, string Heading)[] Groups =
    [
        (ChecklistGroup.Emergency, "【先保安全】"),
        (ChecklistGroup.DoNow, "【现在可以做】"),
        (ChecklistGroup.Rights, "【你的权利】"),
        (ChecklistGroup.CollectorsMustNot, "【对方不能做】"),
        (ChecklistGroup.Evidence, "【留证据】"),
        (ChecklistGroup.Complain, "【怎么投诉】"),
        (ChecklistGroup.Caution, "【当心】"),
    ];

    /// <summary>The whole text. Of the checklist it tells what applies; what hangs on unknown facts becomes the questions at the end. No tag is left in it, of which WeChat would make a link.</summary>
    public static string Of(Answer answer) => Compose(answer).Replace('<', '＜');

    private static string Compose(Answer answer)
    {
        if (answer.IsCrisisCard) return $"{answer.Text.Verdict}\n\n{answer.Text.Text}".Trim();
        var parts = new List<string> { answer.Text.Verdict };
        if (answer.Text.Label is not null) parts.Add(ContainsGenerated);
        parts.Add(answer.Text.Text);
        parts.AddRange(Groups.Select(group => Listed(group.Heading, answer.Checklist.Where(item => IsNew(item, group.Group, answer)).Select(Line))));
        parts.Add(Listed("【找谁】", answer.Channels.Select(Line)));
        parts.Add(Listed("【出处】", answer.Citations.Select(Line)));
        parts.Add(Listed("【再问一次，写上这几点，会更准】", answer.FollowUps.Select(Line)));
        parts.AddRange(answer.Notices);
        parts.Add(AnswerMapping.Disclaimer);
        return string.Join("\n\n", parts.Where(part => part.Length > 0).Select(part => part.Trim()));
    }

    private static bool IsNew(ChecklistItem item, ChecklistGroup group, Answer answer) =>
        item.Rule.Group == group && item.Status == ItemStatus.Applies && !answer.Text.Text.Contains(item.Rule.Text, StringComparison.Ordinal);

    private static string Line(ChecklistItem item) =>
        $"{item.Rule.Text}（依据：{string.Join("、", item.Basis.Select(basis => $"{basis.Law.ShortTitle}{basis.Provision.Article}"))}）";

    private static string Line(Channel channel) =>
        $"{channel.Name}{(channel.Phone is { } phone && !channel.Name.Contains(phone, StringComparison.Ordinal) ? $" {phone}" : "")}：{channel.When}";

    private static string Line(Citation citation) =>
        string.Create(CultureInfo.InvariantCulture, $"[{citation.N}] {citation.Passage.Article.Title}：{citation.Passage.Heading}{(citation.Passage.Article.Reviewed is null ? "（未经审核）" : "")}");

    private static string Line(FollowUp followUp) =>
        $"{followUp.Question}（{string.Join("／", followUp.Options.Select(option => option.Label))}）";

    private static string Listed(string heading, IEnumerable<string> entries)
    {
        var list = new StringBuilder();
        foreach (var entry in entries) list.Append(list.Length == 0 ? heading : "").Append("\n- ").Append(entry);
        return list.ToString();
    }
}
