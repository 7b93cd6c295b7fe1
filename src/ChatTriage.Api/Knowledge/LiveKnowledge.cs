using ChatTriage.Api.Embeddings;
using ChatTriage.Api.Model;
using ChatTriage.Knowledge;
using ChatTriage.Retrieval;
using ChatTriage.Retrieval.Dense;
using ChatTriage.Writing.Model;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ChatTriage.Api.Knowledge;

/// <summary>
/// The engine over the knowledge base that serves now. When files change it loads them again and swaps the engine in one step; a
/// request keeps the engine it started with. An edit with faults is refused, and the last good one goes on serving.
/// </summary>
internal sealed partial class LiveKnowledge(
    IOptions<KnowledgeOptions> options, ModelHolder model, EmbeddingsHolder embeddings, IHostEnvironment environment, TimeProvider time, ILogger<LiveKnowledge> logger) : IDisposable
{
    /// <summary>An editor writes several files; loading waits until none has changed for this long.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromMilliseconds(400);

    private readonly Lock reloading = new();
    private volatile Snapshot? current;
    private PhysicalFileProvider? files;
    private IDisposable? subscription;
    private ITimer? quiet;
    private int changes;

    /// <summary>The engine that serves now.</summary>
    public Triage Triage => State.Triage;

    /// <summary>The engine that serves, since when, and the faults of the last edit if it was refused.</summary>
    public Snapshot State => current ?? throw new InvalidOperationException("Start has not been called.");

    /// <summary>Told the version when another knowledge base begins to serve.</summary>
    public event Action<string>? Changed;

    /// <summary>Loads the knowledge base again, in a moment, though no file event has come.</summary>
    public void ReloadSoon() => quiet?.Change(QuietTime, Timeout.InfiniteTimeSpan);

    /// <summary>Loads the knowledge base and starts to watch it.</summary>
    /// <exception cref="KnowledgeException">When it has faults.</exception>
    public void Start()
    {
        var directory = options.Value.Resolve(environment);
        current = Load(directory);
        quiet = time.CreateTimer(_ => Reload(directory), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        files = new PhysicalFileProvider(directory);
        subscription = ChangeToken.OnChange(() => files.Watch("**/*"), () =>
        {
            Interlocked.Increment(ref changes);
            ReloadSoon();
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        current?.Dense?.Dispose();
        subscription?.Dispose();
        quiet?.Dispose();
        files?.Dispose();
    }

    private Snapshot Load(string directory)
    {
        var triage = new Triage(KnowledgeBase.Load(directory));
        LogLoaded(triage.Knowledge.Version, directory);
        return new Snapshot(triage,
            model.Model is { } phrasing ? new ModelWriter(phrasing, triage.Knowledge) : null,
            model.Model is { } condensing ? new QuestionCondenser(condensing, triage.Knowledge) : null, embeddings.Over(triage.Knowledge.Articles.Values.SelectMany(Passage.Of)), time.GetUtcNow(), []);
    }

    private void Reload(string directory)
    {
        lock (reloading)
        {
            try
            {
                var (replaced, seen) = (State, Volatile.Read(ref changes));
                var loaded = Load(directory);
                if (seen != Volatile.Read(ref changes))
                {
                    // Files changed while they were read: this may be half of an edit. The whole comes in a moment.
                    loaded.Dense?.Dispose();
                    return;
                }

                current = loaded;
                replaced.Dense?.Dispose();
                if (State.Triage.Knowledge.Version is var version && version != replaced.Triage.Knowledge.Version) Changed?.Invoke(version);
            }
            catch (KnowledgeException fault)
            {
                current = State with { Refused = fault.Errors };
                LogRefused(fault.Message);
            }
            catch (IOException fault)
            {
                // A file is being replaced just now; its next change event tries again.
                LogUnreadable(fault.Message);
            }
            catch (Exception fault)
            {
                // Whatever an edit does, it must not take the running service down.
                current = State with { Refused = [new KnowledgeError("(knowledge base)", 1, $"it cannot be loaded ({fault.GetType().Name})", "Undo the last edit and run lint")] };
                LogUnexpected(fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "Knowledge {Version} serves, from {Directory}")]
    private partial void LogLoaded(string version, string directory);

    [LoggerMessage(LogLevel.Error, "An edit of the knowledge base is refused, the last good one serves: {Faults}")]
    private partial void LogRefused(string faults);

    [LoggerMessage(LogLevel.Warning, "The knowledge base cannot be read just now: {Fault}")]
    private partial void LogUnreadable(string fault);

    [LoggerMessage(LogLevel.Error, "The knowledge base cannot be loaded, the last good one serves")]
    private partial void LogUnexpected(Exception fault);

    /// <summary>One state of the service's knowledge; writer and condenser are there when a model is configured, vectors when a source of them is.</summary>
    internal sealed record Snapshot(Triage Triage, ModelWriter? Writer, QuestionCondenser? Condenser, DenseRetrieval? Dense, DateTimeOffset LoadedAt, IReadOnlyList<KnowledgeError> Refused);
}

/// <summary>Configuration <c>Knowledge:*</c>.</summary>
internal sealed record KnowledgeOptions
{
    /// <summary>
    /// The folder that holds topics.yaml, absolute or relative to the content root. Default: the nearest folder <c>knowledge</c> at or
    /// above the content root.
    /// </summary>
    public string? Directory { get; init; }

    /// <summary>The absolute path.</summary>
    public string Resolve(IHostEnvironment environment) => Folders.Find(environment, Directory, "knowledge", "topics.yaml");
}
