using System.Diagnostics;
using Npgsql;

namespace ChatTriage.Cluster.Tests.Servers;

/// <summary>PostgreSQL from Debian's packages, with a data folder of its own.</summary>
public sealed class PostgresServer : Server
{
    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Username=chattriage;Database=postgres;Timeout=3";

    /// <summary>A server with an empty database.</summary>
    public static async Task<PostgresServer> BeginAsync()
    {
        var server = new PostgresServer();
        await Run("chown", "-R", "postgres", server.Folder, onlyAsRoot: true);
        File.SetUnixFileMode(server.Folder, File.GetUnixFileMode(server.Folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        using var made = Process.Start(AsPostgres("initdb", "-D", server.Files, "-U", "chattriage", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"))!;
        var output = made.StandardOutput.ReadToEndAsync();
        var faults = await made.StandardError.ReadToEndAsync();
        await made.WaitForExitAsync();
        if (made.ExitCode != 0) throw new InvalidOperationException($"initdb: {faults}{await output}");
        await server.StartAsync();
        return server;
    }

    /// <summary>A database that nothing is in yet.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"d{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(ConnectionString);
        await using var command = source.CreateCommand($"CREATE DATABASE {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ToString();
    }

    /// <summary>Stops it as a power cut would.</summary>
    public async Task StopAsync()
    {
        using var stop = Process.Start(AsPostgres("pg_ctl", "-D", Files, "-m", "immediate", "-w", "stop"))!;
        await stop.WaitForExitAsync();
        await KillAsync();
    }

    /// <summary>Searches it as it lies on the disk once it has stopped.</summary>
    public override async ValueTask DisposeAsync()
    {
        await StopAsync();
        await base.DisposeAsync();
    }

    /// <summary>Its data, beside which its socket lies.</summary>
    protected override string Files => Path.Combine(Folder, "data");

    protected override ProcessStartInfo Command() => AsPostgres(
        "postgres", "-D", Files, "-p", $"{Port}", "-k", Folder, "-c", "listen_addresses=127.0.0.1", "-c", "log_statement=all");

    protected override async Task<bool> AnswersAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        try
        {
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    /// <summary>PostgreSQL refuses to be root.</summary>
    private static ProcessStartInfo AsPostgres(string program, params string[] arguments)
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin")).ToArray() : [];
        var file = Find(program, "postgresql", versions);
        var start = Environment.UserName == "root" ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", file, .. arguments]) : new ProcessStartInfo(file, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        return start;
    }

    private static async Task Run(string program, string first, string second, string third, bool onlyAsRoot)
    {
        if (onlyAsRoot && Environment.UserName != "root") return;
        using var process = Process.Start(program, [first, second, third]);
        await process.WaitForExitAsync();
    }
}
