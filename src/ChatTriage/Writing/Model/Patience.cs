using System.Diagnostics;

namespace ChatTriage.Writing.Model;

/// <summary>Since when a borrower waits for an answer: whatever a model is asked for it shares one time (<see cref="ModelSettings.TotalSeconds"/>).</summary>
public readonly record struct Patience
{
    private readonly long started;

    private Patience(long started) => this.started = started;

    /// <summary>How long the borrower has been waiting.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>The waiting begins now.</summary>
    public static Patience Begin() => new(Stopwatch.GetTimestamp());
}
