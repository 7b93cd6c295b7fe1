using System.Text;
using ChatTriage.Knowledge;
using ChatTriage.Privacy;
using ChatTriage.Writing.Guard;

namespace ChatTriage.Writing.Model;

/// <summary>
/// Has a model turn a follow-up (「那要是他们上门呢」) into a question that stands alone, from what the conversation remembers. The result
/// is only searched with: facts, dangers and who speaks are read from the borrower's own words.
/// </summary>
public sealed class QuestionCondenser(ChatModel model, KnowledgeBase knowledge)
{
    private const int LongestQuestion = 120;

    /// <summary>The question that stands alone; null when the model gave nothing that can be used.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<string?> CondenseAsync(string followUp, IEnumerable<string> topics, IEnumerable<Fact> facts, Patience patience, CancellationToken cancellationToken = default)
    {
        var values = new Dictionary<string, string>
        {
            ["topics"] = string.Join('、', topics.Where(knowledge.Topics.ContainsKey).Select(topic => knowledge.Topics[topic].Name)),
            ["facts"] = string.Join('\n', facts.Where(fact => knowledge.Facts.ContainsKey(fact.Id)).Select(fact => knowledge.Facts[fact.Id].Describe(fact.Value))),
            ["question"] = PersonalData.Mask(followUp),
        };
        try
        {
            var said = new StringBuilder();
            await foreach (var piece in model.StreamAsync(Prompts.CondenseQuestion, values, patience, cancellationToken)) said.Append(piece);
            var question = said.ToString().Trim();
            return IsUsable(question, values) ? question : null;
        }
        catch (ModelException)
        {
            return null;
        }
    }

    /// <summary>One line of Chinese that brings no figure of its own.</summary>
    private static bool IsUsable(string question, Dictionary<string, string> values)
    {
        if (question.Length is 0 or > LongestQuestion || question.Contains('\n', StringComparison.Ordinal) || PersonalData.IsIn(question)) return false;
        if (question.Count(c => c is >= '\u4e00' and <= '\u9fff') < question.Length / 2) return false;
        var given = values.Values.SelectMany(Figures.Of).Select(Figures.Digits).ToHashSet();
        return Figures.Of(question).All(figure => given.Contains(Figures.Digits(figure)));
    }
}
