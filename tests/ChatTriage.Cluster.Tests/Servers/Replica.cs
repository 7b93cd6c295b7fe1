using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatTriage.Cluster.Tests.Servers;

/// <summary>One process of the service, with a SQLite file of its own unless its settings say otherwise.</summary>
public sealed class Replica(Dictionary<string, string> settings) : Server
{
    private readonly HttpClient client = new();

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    public static async Task<Replica> BeginAsync(Dictionary<string, string> settings)
    {
        var replica = new Replica(settings);
        await replica.StartAsync();
        return replica;
    }

    /// <summary>What it says of itself; always 200.</summary>
    public async Task<JsonElement> ReadyAsync() => await client.GetFromJsonAsync<JsonElement>(new Uri(Address, "health/ready"));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        client.Dispose();
    }

    protected override ProcessStartInfo Command()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "--urls", $"http://127.0.0.1:{Port}"]) { WorkingDirectory = AppContext.BaseDirectory };
        start.Environment["Storage__ConnectionString"] = $"Data Source={Path.Combine(Folder, "chattriage.db")}";
        start.Environment["Logging__LogLevel__ChatTriage"] = "Trace";
        foreach (var (key, value) in settings) start.Environment[key] = value;
        return start;
    }

    protected override async Task<bool> AnswersAsync()
    {
        try
        {
            using var response = await client.GetAsync(new Uri(Address, "health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
