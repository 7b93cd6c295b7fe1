using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatTriage.Api.Storage;

/// <summary>Configuration <c>Storage:*</c>: where conversations, feedback and signals are kept.</summary>
internal sealed record StorageOptions
{
    /// <summary><c>sqlite</c> (one file, one node) or <c>postgres</c> (any number of nodes). Default sqlite.</summary>
    public string Provider { get; init; } = "sqlite";

    /// <summary>
    /// For SQLite <c>Data Source=FILE</c>, relative to the content root; default <c>data/chattriage.db</c>. For PostgreSQL
    /// <c>Host=…;Username=…;Password=…;Database=…</c>, which has no default.
    /// </summary>
    public string? ConnectionString { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value; }

    /// <summary>How large the SQLite file may grow, in megabytes, 1 to 1,000,000. Default 2048. PostgreSQL has quotas of its own.</summary>
    public int MostMegabytes { get; init; } = 2048;

    /// <summary>The engine that the settings name.</summary>
    public Engine Open(IHostEnvironment environment) =>
        Provider == "postgres" ? new PostgresEngine(ConnectionString!) : new SqliteEngine(ConnectionString, MostMegabytes, environment.ContentRootPath);

    /// <summary>Stops the start when the settings cannot be used.</summary>
    internal sealed class Validator : IValidateOptions<StorageOptions>
    {
        public ValidateOptionsResult Validate(string? name, StorageOptions options) =>
            Fault(options) is { } fault ? ValidateOptionsResult.Fail(fault) : ValidateOptionsResult.Success;

        private static string? Fault(StorageOptions options) => options switch
        {
            { Provider: not ("sqlite" or "postgres") } => "Storage:Provider must be sqlite or postgres.",
            { MostMegabytes: < 1 or > 1_000_000 } => "Storage:MostMegabytes must be from 1 to 1,000,000.",
            { Provider: "postgres", ConnectionString: null } => "Storage:ConnectionString is missing: PostgreSQL needs Host=…;Username=…;Password=…;Database=….",
            { Provider: "postgres", ConnectionString: { } text } when !Reads(() => new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 }) =>
                "Storage:ConnectionString cannot be read: PostgreSQL needs Host=…;Username=…;Password=…;Database=….",
            { Provider: "sqlite", ConnectionString: { } text } when !Reads(() => SqliteEngine.FileOf(text) is { Length: > 0 }) =>
                "Storage:ConnectionString cannot be read: SQLite needs Data Source=FILE.",
            _ => null,
        };

        private static bool Reads(Func<bool> read)
        {
            try
            {
                return read();
            }
            catch (Exception fault) when (fault is ArgumentException or FormatException)
            {
                return false;
            }
        }
    }
}
