namespace ChatTriage.Writing.Model;

/// <summary>Where a model is and how much patience it gets. Any endpoint that speaks OpenAI's chat completions will do.</summary>
public sealed record ModelSettings
{
    /// <summary>The base address, as https://api.example.com/v1; null when no model is used.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The model's name at that endpoint.</summary>
    public string? Name { get; init; }

    /// <summary>The key; servers of one's own often need none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long a whole answer may take, in seconds: all calls, retries and checks of it. In time for that, the answer goes out without the model. Default 20.</summary>
    public double TotalSeconds { get; init; } = 20;

    /// <summary>How long one try may take until the first word, in seconds. Default 6.</summary>
    public double TrySeconds { get; init; } = 6;

    /// <summary>How often a try is repeated when that may help (408, 429, 5xx, a broken connection, no first word in time). Default 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>How many answers may be phrased at once; what is beyond goes out without the model at once. Default 8.</summary>
    public int MostAtOnce { get; init; } = 8;

    /// <summary>For how many seconds a model that keeps failing is left alone. Default 30.</summary>
    public double BreakSeconds { get; init; } = 30;

    /// <summary>Code of whoever offers the service, for the metadata of generated content (GB 45438-2025); empty while not given.</summary>
    public string ContentProducer { get; init; } = "";

    /// <summary>Whether a model is used at all.</summary>
    public bool IsOn => Endpoint is not null;
}
