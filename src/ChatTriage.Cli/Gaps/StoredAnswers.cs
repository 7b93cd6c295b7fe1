using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ChatTriage.Cli.Gaps;

/// <summary>The signals of an answer as the service stored them, with what its reader said.</summary>
/// <param name="Scope">in-scope, out-of-scope or unclear.</param>
/// <param name="Confidence">none (no article answered), low, medium, high, or out.</param>
/// <param name="Topics">Ids of topics, separated by spaces.</param>
/// <param name="Terms">Words of the lexicon, separated by spaces.</param>
/// <param name="Helpful">1, 0, or null when nobody said.</param>
/// <param name="Comment">The masked comment.</param>
internal sealed record StoredAnswer(string Scope, string Confidence, string Topics, string Terms, long? Helpful, string? Comment);

/// <summary>Reads the service's database: the SQLite file, or PostgreSQL.</summary>
internal static class StoredAnswers
{
    private const string Query = """
        SELECT answer.scope, answer.confidence, answer.topics, answer.terms, feedback.helpful, feedback.comment
        FROM answer LEFT JOIN feedback ON feedback.answer = answer.id WHERE answer.day >= @from ORDER BY answer.day, answer.id
        """;

    /// <summary>The answers since a day.</summary>
    /// <param name="database">A file, or a connection string as in <c>Storage:ConnectionString</c>.</param>
    /// <param name="from">The first day, in China.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<StoredAnswer>> ReadAsync(string database, DateOnly from, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = Open(database);
            await connection.OpenAsync(cancellationToken);
            var day = new { from = from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
            return [.. await connection.QueryAsync<StoredAnswer>(new CommandDefinition(Query, day, cancellationToken: cancellationToken))];
        }
        catch (Exception fault) when (fault is DbException or ArgumentException)
        {
            throw new IOException($"--database cannot be read: {fault.Message}", fault);
        }
    }

    private static DbConnection Open(string database)
    {
        if (database.Contains("Host=", StringComparison.OrdinalIgnoreCase)) return new NpgsqlConnection(database);
        var file = database.Contains('=', StringComparison.Ordinal) ? new SqliteConnectionStringBuilder(database).DataSource : database;
        return new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
    }
}
