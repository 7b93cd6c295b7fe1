namespace ChatTriage.Cli.Ingest;

/// <summary>Why a page was not taken in.</summary>
internal enum DropReason
{
    /// <summary>There is no such file or folder.</summary>
    Missing,

    /// <summary>It could not be read.</summary>
    Unreadable,

    /// <summary>A symbolic link; what it points to may lie anywhere.</summary>
    SymbolicLink,

    /// <summary>Its name starts with a dot.</summary>
    Hidden,

    /// <summary>It has no text.</summary>
    Empty,

    /// <summary>It is larger than pages are.</summary>
    TooLarge,

    /// <summary>It is no text.</summary>
    Binary,

    /// <summary>Neither UTF-8 nor GB18030 nor what it declares fits its bytes.</summary>
    BrokenEncoding,

    /// <summary>Its markup is nested deeper than any page.</summary>
    TooDeep,

    /// <summary>It is hardly in Chinese.</summary>
    NotChinese,

    /// <summary>Little is left without the site's chrome.</summary>
    TooShort,

    /// <summary>It is about nothing that the knowledge base has a topic for.</summary>
    OffTopic,

    /// <summary>Its text was there before.</summary>
    Duplicate,

    /// <summary>Nearly all of its text was there before.</summary>
    NearDuplicate,
}
