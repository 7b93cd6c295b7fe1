using ChatTriage.Deadlines;
using ChatTriage.Knowledge;

namespace ChatTriage.Letters;

/// <summary>A letter with everything filled in that is known; what is not known stays a visible blank.</summary>
/// <param name="Template">The letter that it was made from.</param>
/// <param name="Addressee">To whom it goes.</param>
/// <param name="Parts">Its paragraphs and points, in order.</param>
/// <param name="Blanks">The fields that are still blank, in the order in which they are asked for.</param>
/// <param name="Basis">The provisions that it cites, as in force on <paramref name="AsOf"/>.</param>
/// <param name="Deadline">Until when it has to go out; null when none runs, or the day that starts it is blank.</param>
/// <param name="AsOf">The day whose law counts.</param>
public sealed record Letter(
    LetterTemplate Template, string Addressee, IReadOnlyList<WrittenPart> Parts,
    IReadOnlyList<LetterField> Blanks, IReadOnlyList<ProvisionInForce> Basis, Deadline? Deadline, DateOnly AsOf)
{
    /// <summary>At most so many blanks are named in the summary; all of them stand in <see cref="Blanks"/>.</summary>
    private const int MostNamed = 3;

    /// <summary>Its heading.</summary>
    public string Title => Template.Title;

    /// <summary>The lines at the end, filled in by hand: a signature is nobody else's to give.</summary>
    public IReadOnlyList<string> Closing { get; } = [$"{Template.Signer}（签名）：＿＿＿＿＿＿", "日期：＿＿＿＿年＿＿月＿＿日"];

    /// <summary>Exactly two sentences that can be read aloud: what it is for, and what is left to do.</summary>
    public string Summary => $"这封信用来{Template.For}{Until}。" + (Blanks.Count == 0
        ? "要填的都填上了，逐字核对属实，签名、写日期再发出，留好发出的凭证。"
        : $"还空着 {Blanks.Count} 处要你自己填（{string.Join("、", Blanks.Take(MostNamed).Select(blank => blank.Label))}{(Blanks.Count > MostNamed ? "等" : "")}），填好、核对属实再签名发出。");

    private string Until => Deadline is null ? "" : $"，最后一天{(Deadline.IsApproximate ? "大概" : "")}是{DeadlineSummary.Day(Deadline.LastDay)}{(Deadline.DaysLeft < 0 ? "，已经过了，先打法院电话问清还能不能交" : "")}";
}

/// <summary>A paragraph or point of a letter, filled in.</summary>
/// <param name="Text">Plain text; lines are separated by line feeds.</param>
/// <param name="Number">Its number among the points next to it, from 1; null for a paragraph.</param>
public sealed record WrittenPart(string Text, int? Number);
