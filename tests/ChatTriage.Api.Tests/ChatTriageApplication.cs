using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatTriage.Api.Tests.Privacy;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Api.Tests;

/// <summary>
/// The service on a real port, on 2026-11-23 in China, over the real knowledge base or one that a test edits. When it ends, all that it logged
/// and stored is searched for the personal data that tests plant.
/// </summary>
public sealed class ChatTriageApplication : WebApplicationFactory<Program>
{
    /// <summary>The service's own database file, gone with it.</summary>
    private readonly string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;

    private string? knowledgeDirectory;
    private Dictionary<string, string> settings = [];

    public ChatTriageApplication() => UseKestrel(0);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    /// <summary>What it logged: all of its own, of the framework what is on by default.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>Where it keeps conversations, unless its settings say otherwise.</summary>
    public string DatabaseFile => Path.Combine(folder, "chattriage.db");

    /// <summary>The service over another knowledge base.</summary>
    public static ChatTriageApplication Over(string knowledgeDirectory) => new() { knowledgeDirectory = knowledgeDirectory };

    /// <summary>The service with settings of its own.</summary>
    public static ChatTriageApplication With(Dictionary<string, string> settings) => new() { settings = settings };

    /// <summary>Asks and expects an answer.</summary>
    public async Task<JsonElement> Ask(string question, object? facts = null, string? asOf = null, string? conversationId = null)
    {
        using var response = await CreateClient().PostAsJsonAsync("/api/v1/questions", new { question, facts, asOf, conversationId });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Posts a raw body to the questions route.</summary>
    public Task<HttpResponseMessage> Post(byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return CreateClient().PostAsync("/api/v1/questions", content);
    }

    /// <summary>Posts raw text.</summary>
    public Task<HttpResponseMessage> Post(string body, string contentType = "application/json") => Post(Encoding.UTF8.GetBytes(body), contentType);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        if (!Directory.Exists(folder)) return;
        try
        {
            PlantedData.MustNotBeIn("the log", Log.ToString());
            await PlantedData.MustNotBeInFilesAsync(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
            Log.Dispose();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (knowledgeDirectory is not null) builder.UseSetting("Knowledge:Directory", knowledgeDirectory);
        builder.UseSetting("Storage:ConnectionString", $"Data Source={DatabaseFile}");
        // Hundreds of questions from one address in a minute that never ends.
        builder.UseSetting("Security:RateLimit:Enabled", "false");
        builder.UseSetting("Logging:LogLevel:ChatTriage", "Trace");
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        builder.ConfigureLogging(logging => logging.AddProvider(Log));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }
}

/// <summary>One service for all tests that do not change it.</summary>
[CollectionDefinition(nameof(SharedService))]
public sealed class SharedService : ICollectionFixture<ChatTriageApplication>;
