namespace ChatTriage.Knowledge;

/// <summary>A place to complain or to get help. The only source of phone numbers and addresses.</summary>
/// <param name="Id">Kebab-case name that never changes.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Operator">Who runs it.</param>
/// <param name="Phone">Number, where verified.</param>
/// <param name="Url">Address, where verified.</param>
/// <param name="Hours">Opening hours, where verified.</param>
/// <param name="When">What it is for, in one line.</param>
/// <param name="NotFor">What it does not handle.</param>
/// <param name="Prepare">What to have at hand.</param>
/// <param name="TimeLimit">How long it may take, where a rule says so.</param>
/// <param name="Checked">The day somebody last looked.</param>
/// <param name="Source">Where it is written.</param>
public sealed record Channel(
    string Id, string Name, string Operator, string? Phone, string? Url, string? Hours, string When,
    IReadOnlyList<string> NotFor, IReadOnlyList<string> Prepare, string? TimeLimit, DateOnly Checked, SourceLine Source);

/// <summary>The order in which to use channels under a condition.</summary>
public sealed record Route(string Id, Condition? When, IReadOnlyList<string> Topics, IReadOnlyList<string> Channels, SourceLine Source);
