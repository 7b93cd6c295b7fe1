namespace ChatTriage.Knowledge;

/// <summary>How a fact is spoken of.</summary>
public enum MentionStatus
{
    /// <summary>It is said to be so.</summary>
    Asserted,

    /// <summary>It is said not to be so.</summary>
    Denied,

    /// <summary>It is asked whether it is so.</summary>
    Asked,

    /// <summary>It is feared.</summary>
    Feared,

    /// <summary>It is supposed, or spoken of in general.</summary>
    Supposed,

    /// <summary>Somebody else says or announces it.</summary>
    Reported,
}

/// <summary>The kinds of quantity that facts take their values from.</summary>
public enum QuantityKind
{
    /// <summary>Money, in yuan.</summary>
    Amount,

    /// <summary>A span of time, in days.</summary>
    Duration,

    /// <summary>Interest, in percent a year.</summary>
    Rate,

    /// <summary>An hour of the day, 0 to 23.</summary>
    Hour,

    /// <summary>A number of calls or the like.</summary>
    Count,

    /// <summary>A day of the calendar, not after the day of asking.</summary>
    Day,
}
