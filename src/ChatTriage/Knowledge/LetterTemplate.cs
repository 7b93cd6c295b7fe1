using System.Text.RegularExpressions;

namespace ChatTriage.Knowledge;

/// <summary>A document that the borrower can send, before anything is filled in.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Title">Its heading.</param>
/// <param name="For">What it is for; completes 「这封信用来…」.</param>
/// <param name="Weight">1 to 5: of the letters that a situation calls for, the weightiest comes first.</param>
/// <param name="When">The situation that calls for it.</param>
/// <param name="Unless">The situation in which it is not offered though called for; null when there is none.</param>
/// <param name="From">First day for which it can be written; null from the first day that the knowledge base answers for.</param>
/// <param name="Addressee">To whom it goes; the first whose condition holds, the last has none.</param>
/// <param name="Fields">What is to be filled in.</param>
/// <param name="Deadline">The last day to send it; null when none runs.</param>
/// <param name="Body">Its parts, in order.</param>
/// <param name="Signer">What the person who signs is called in it.</param>
/// <param name="Achieves">What it can bring about.</param>
/// <param name="Cannot">What it cannot.</param>
/// <param name="BeforeSending">What to do before it goes out.</param>
/// <param name="Source">Where it is written.</param>
public sealed record LetterTemplate(
    string Id, string Title, string For, int Weight, Condition When, Condition? Unless, DateOnly? From, IReadOnlyList<ConditionalText> Addressee,
    IReadOnlyList<LetterField> Fields, LetterDeadline? Deadline, IReadOnlyList<LetterPart> Body, string Signer,
    string Achieves, string Cannot, IReadOnlyList<string> BeforeSending, SourceLine Source)
{
    /// <summary>
    /// Whether the situation calls for it, or the question turns on nothing but what would: who asks what to do on receiving a payment
    /// order may well hold one.
    /// </summary>
    public bool IsCalledFor(Situation situation) =>
        !(situation.AsOf < From) && (Unless is null || situation.Judge(Unless) != Truth.True) && situation.Judge(When) switch
        {
            Truth.True => true,
            Truth.Unknown => situation.Deciding(When).All(test => situation.Raised.Contains(test.FactId)),
            Truth.False => false,
        };
}

/// <summary>What a field holds.</summary>
public enum LetterFieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    Lines,

    /// <summary>A day, given as yyyy-mm-dd.</summary>
    Date,

    /// <summary>An amount in yuan.</summary>
    Money,
}

/// <summary>Something that is filled in.</summary>
/// <param name="Id">Kebab-case name, unique in its letter.</param>
/// <param name="Label">What to write there; also stands at the blank while it is empty.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="FactId">The fact that fills it when the borrower does not; null when none does.</param>
/// <param name="IsRequired">Without it the letter does not do its work.</param>
/// <param name="Hint">Where to find it; null when that is clear.</param>
/// <param name="Source">Where it is written.</param>
public sealed record LetterField(string Id, string Label, LetterFieldKind Kind, string? FactId, bool IsRequired, string? Hint, SourceLine Source);

/// <summary>A deadline that runs from a day which the borrower fills in.</summary>
/// <param name="RuleId">The deadline, an id of <c>deadlines.yaml</c>.</param>
/// <param name="StartField">The field that holds the day.</param>
public sealed record LetterDeadline(string RuleId, string StartField);

/// <summary>A paragraph, or a numbered point, of a letter.</summary>
/// <param name="Text">Plain text with placeholders: <c>{{field}}</c>, <c>{{basis}}</c> for the provisions in force on the date, and
/// <c>{{deadline}}</c> for the last day of the letter's deadline.</param>
/// <param name="IsPoint">Numbered; points next to each other form a list.</param>
/// <param name="When">Written only when this is known to hold; null when always.</param>
/// <param name="Basis">The provisions that it needs: it is written only while all of them are in force.</param>
/// <param name="Source">Where it is written.</param>
public sealed partial record LetterPart(string Text, bool IsPoint, Condition? When, IReadOnlyList<ProvisionReference> Basis, SourceLine Source)
{
    /// <summary>The placeholder that is filled with the provisions.</summary>
    public const string BasisPlaceholder = "basis";

    /// <summary>The placeholder that is filled with the last day of the letter's deadline.</summary>
    public const string DeadlinePlaceholder = "deadline";

    /// <summary>A placeholder, with its name as the group <c>id</c>.</summary>
    [GeneratedRegex(@"\{\{(?<id>[a-z0-9-]+)\}\}")]
    public static partial Regex Placeholder();

    /// <summary>The provisions that it needs, as in force on the day; null when one of them was not.</summary>
    public IReadOnlyList<ProvisionInForce>? Resolve(KnowledgeBase knowledge, DateOnly asOf)
    {
        var basis = Basis.Select(reference => knowledge.Laws[reference.LawId].Resolve(reference.Article, asOf)).OfType<ProvisionInForce>().ToArray();
        return basis.Length == Basis.Count ? basis : null;
    }
}
