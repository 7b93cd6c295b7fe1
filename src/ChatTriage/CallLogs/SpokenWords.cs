using ChatTriage.Knowledge;
using ChatTriage.Understanding;

namespace ChatTriage.CallLogs;

/// <summary>
/// Understands a note on a call. What is told (「他威胁我」) is read as questions are, with its status, so that 「没有威胁」 is no threat; the
/// caller's own words (「去你单位闹」) are read with the patterns of the call-log rules.
/// </summary>
internal sealed class SpokenWords
{
    private readonly KnowledgeBase knowledge;
    private readonly MentionReader mentions;
    private readonly TextPattern? denials;
    private readonly Dictionary<string, CallTag[]> read = [];

    public SpokenWords(KnowledgeBase knowledge)
    {
        this.knowledge = knowledge;
        var facts = knowledge.CallRules.Tags.Select(tag => tag.FactId).OfType<string>().ToHashSet();
        mentions = new MentionReader(
            knowledge.Lexicon with { Mentions = [.. knowledge.Lexicon.Mentions.Where(mention => facts.Contains(mention.FactId))] }, knowledge.Facts);
        denials = knowledge.Lexicon.Status.InOrder.FirstOrDefault(cue => cue.Status == MentionStatus.Denied)?.Before;
    }

    /// <summary>What was said, by the words; nothing for no words.</summary>
    public IReadOnlyList<CallTag> TagsOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        return read.TryGetValue(text, out var known) ? known : read[text] = Understand(text);
    }

    /// <summary>Who was called, where the words say that it was not the borrower.</summary>
    public Callee? CalleeOf(string text)
    {
        var plain = NormalisedText.Of(text, knowledge.Lexicon.Spelling).Text;
        return knowledge.CallRules.Callees.FirstOrDefault(callee => callee.Words?.Matches(plain) == true)?.Callee;
    }

    private CallTag[] Understand(string text)
    {
        var normalised = NormalisedText.Of(text, knowledge.Lexicon.Spelling);
        // Only what was said counts here; the day would matter to dates.
        var told = mentions.Read(normalised, isReal: true, Speaker.Borrower, new DateOnly(2000, 1, 1), [])
            .Where(mention => mention is { Status: MentionStatus.Asserted, Value: FactValue.Flag { Value: true } })
            .Select(mention => mention.FactId).ToHashSet();
        return [.. knowledge.CallRules.Tags.Where(tag => (tag.FactId is { } fact && told.Contains(fact)) || IsSaid(tag.Words, normalised.Text)).Select(tag => tag.Tag)];
    }

    private bool IsSaid(TextPattern? words, string text) => words?.Find(text).Exists(match => !IsDenied(text, match.Start, match.Length)) == true;

    private bool IsDenied(string text, int start, int length)
    {
        var (from, _) = TextClauses.Around(text, start, length);
        // 没有说要弄死我: the denial stands before the word of speaking.
        return denials?.Matches(text.AsSpan(from, start - from).TrimEnd("说讲要会")) == true;
    }
}
