using System.Text;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Api.Tests;

/// <summary>All that a service logged.</summary>
public sealed class RecordedLog : ILoggerProvider, ILogger
{
    private readonly StringBuilder lines = new();

    /// <summary>The lines so far.</summary>
    public override string ToString()
    {
        lock (lines) return lines.ToString();
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines) lines.AppendLine($"{formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
