namespace ChatTriage.Knowledge;

/// <summary>Who picked up, or should have.</summary>
public enum Callee
{
    /// <summary>The borrower.</summary>
    Self,

    /// <summary>A relative.</summary>
    Family,

    /// <summary>A friend, or anybody else from the phone book.</summary>
    Friend,

    /// <summary>Employer, superior, colleague, school.</summary>
    Workplace,

    /// <summary>Somebody whom the borrower named to the lender.</summary>
    EmergencyContact,
}

/// <summary>What was said in a call, as far as rules ask for it.</summary>
public enum CallTag
{
    /// <summary>A threat.</summary>
    Threat,

    /// <summary>An insult.</summary>
    Insult,

    /// <summary>The caller claims to be police, court or government.</summary>
    Impersonation,

    /// <summary>A forged court or police paper.</summary>
    ForgedPapers,

    /// <summary>The debt was told to somebody else.</summary>
    DebtDisclosed,

    /// <summary>Somebody else was asked to pay.</summary>
    AskedToPay,

    /// <summary>The caller only asked to pass on a message, or for a number.</summary>
    PassOn,

    /// <summary>The called person asked not to be called again.</summary>
    AskedToStop,
}

/// <summary>Whether a call is against a rule. The lesser value is the lesser claim.</summary>
public enum CallRuleStatus
{
    /// <summary>Somebody else decides (a court, the police), or something is not known.</summary>
    MayBreak,

    /// <summary>The call is not as the rule wants it.</summary>
    Breaks,
}

/// <summary>What lifts a rule.</summary>
public enum CallException
{
    /// <summary>The call lies in hours that borrower and lender agreed on.</summary>
    AgreedHours,

    /// <summary>The called person agreed to the call.</summary>
    Consent,

    /// <summary>The borrower cannot be reached.</summary>
    LostContact,
}

/// <summary>Which calls a test of <see cref="CallTest.Happened"/> means.</summary>
public enum CallCircumstance
{
    /// <summary>All.</summary>
    Any,

    /// <summary>Those after the called person asked not to be called again.</summary>
    AfterStop,

    /// <summary>Those to which the called person did not agree.</summary>
    Refused,

    /// <summary>Those outside the hours that borrower and lender agreed on.</summary>
    OutsideAgreedHours,
}

/// <summary>What a rule looks for in a call. A closed set of kinds.</summary>
public abstract record CallTest
{
    private CallTest() { }

    /// <summary>The call came between two times of day, local to China, or was still going on then; the second may lie on the next day.</summary>
    public sealed record Hours(TimeOnly From, TimeOnly To) : CallTest;

    /// <summary>One lender got through more often than that on the day.</summary>
    public sealed record ConnectedCalls(int MoreThan) : CallTest;

    /// <summary>One lender dialled one number in vain more often than that on the day.</summary>
    public sealed record UnansweredAttempts(int MoreThan) : CallTest;

    /// <summary>One of these was said.</summary>
    public sealed record Said(IReadOnlyList<CallTag> Tags) : CallTest;

    /// <summary>The call took place, under the circumstance.</summary>
    public sealed record Happened(CallCircumstance Circumstance) : CallTest;

    /// <summary>The tests of other rules hit the call, and so many calls of the same day.</summary>
    public sealed record Beyond(IReadOnlyList<string> RuleIds, int CallsADay) : CallTest;
}

/// <summary>A rule that a call is held against. Its dates are those of its provisions.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Title">What it is about, in a few words; rules of different bindings may share it.</param>
/// <param name="Test">What it looks for.</param>
/// <param name="Callees">Whom the call must have gone to; empty for anybody.</param>
/// <param name="Exceptions">What lifts it.</param>
/// <param name="Lenders">The values of the fact <c>lender-type</c> that it is made for.</param>
/// <param name="MaybeLenders">Those that it may be made for, hanging on what the value does not tell; both empty: it is made for everybody.</param>
/// <param name="Status">What a hit amounts to at most.</param>
/// <param name="Text">What it means for this call.</param>
/// <param name="Basis">Its provisions; all of them bind alike.</param>
/// <param name="Source">Where it is written.</param>
public sealed record CallRule(
    string Id, string Title, CallTest Test, IReadOnlyList<Callee> Callees, IReadOnlyList<CallException> Exceptions,
    IReadOnlyList<string> Lenders, IReadOnlyList<string> MaybeLenders, CallRuleStatus Status, string Text,
    IReadOnlyList<ProvisionReference> Basis, SourceLine Source);

/// <summary>Words for a callee.</summary>
/// <param name="Callee">Who.</param>
/// <param name="Label">The word for tables.</param>
/// <param name="Words">How a note says that this person was called; null for the borrower, whom nobody mentions.</param>
public sealed record CalleeWords(Callee Callee, string Label, TextPattern? Words);

/// <summary>Words for what was said.</summary>
/// <param name="Tag">What.</param>
/// <param name="Label">The word for tables.</param>
/// <param name="FactId">The fact that the lexicon understands when it is told; null when there is none.</param>
/// <param name="Words">The caller's own words.</param>
public sealed record CallTagWords(CallTag Tag, string Label, string? FactId, TextPattern? Words);

/// <summary>The rules of the call-log check, with its words.</summary>
public sealed record CallRules(IReadOnlyList<CalleeWords> Callees, IReadOnlyList<CallTagWords> Tags, IReadOnlyList<CallRule> Rules);
