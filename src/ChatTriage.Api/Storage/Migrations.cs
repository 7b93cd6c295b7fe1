using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace ChatTriage.Api.Storage;

/// <summary>The schema, step by step: the files of <c>Migrations/</c> by number. One statement suits both engines.</summary>
internal static class Migrations
{
    /// <summary>Runs the steps that are still missing, inside one transaction that holds the lock.</summary>
    public static Func<DbTransaction, CancellationToken, Task<int>> RunAsync(string? migrationLock) => async (transaction, cancellationToken) =>
    {
        if (migrationLock is not null) await Execute(migrationLock);
        await Execute("CREATE TABLE IF NOT EXISTS schema_step (number BIGINT NOT NULL PRIMARY KEY)");
        var done = await transaction.Connection!.QuerySingleAsync<long>(new CommandDefinition(
            "SELECT COALESCE(MAX(number), 0) FROM schema_step", transaction: transaction, cancellationToken: cancellationToken));
        var steps = Steps().ToArray();
        if (done > steps.Length)
            throw new StorageException($"the database is of a newer version of this program (step {done}, this one knows {steps.Length}). Start the newer version.", TimeSpan.FromMinutes(1));
        foreach (var (number, sql) in steps.Where(step => step.Number > done))
        {
            await Execute(sql);
            await Execute($"INSERT INTO schema_step (number) VALUES ({number.ToString(CultureInfo.InvariantCulture)})");
        }

        return steps.Length - (int)done;

        Task Execute(string sql) => transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellationToken));
    };

    private static IEnumerable<(int Number, string Sql)> Steps()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (int.Parse(name[..4], CultureInfo.InvariantCulture), reader.ReadToEnd());
        }
    }
}
