using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Api.Tests;

/// <summary>The service on a real port, on 2026-11-23 in China, over the real knowledge base or one that a test edits.</summary>
public sealed class ChatTriageApplication : WebApplicationFactory<Program>
{
    /// <summary>The service's own database file, gone with it.</summary>
    private readonly string folder = Directory.CreateTempSubdirectory("chattriage-").FullName;

    private string? knowledgeDirectory;
    private Dictionary<string, string> settings = [];
    private ILoggerProvider? log;

    public ChatTriageApplication() => UseKestrel(0);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));

    /// <summary>Where it keeps conversations, unless its settings say otherwise.</summary>
    public string DatabaseFile => Path.Combine(folder, "chattriage.db");

    /// <summary>The service over another knowledge base.</summary>
    public static ChatTriageApplication Over(string knowledgeDirectory) => new() { knowledgeDirectory = knowledgeDirectory };

    /// <summary>The service with settings of its own.</summary>
    public static ChatTriageApplication With(Dictionary<string, string> settings, ILoggerProvider? log = null) => new() { settings = settings, log = log };

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
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (knowledgeDirectory is not null) builder.UseSetting("Knowledge:Directory", knowledgeDirectory);
        builder.UseSetting("Storage:ConnectionString", $"Data Source={DatabaseFile}");
        // Hundreds of questions from one address in a minute that never ends.
        builder.UseSetting("Security:RateLimit:Enabled", "false");
        foreach (var (key, value) in settings) builder.UseSetting(key, value);
        if (log is not null) builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        builder.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(Time));
    }
}

/// <summary>One service for all tests that do not change it.</summary>
[CollectionDefinition(nameof(SharedService))]
public sealed class SharedService : ICollectionFixture<ChatTriageApplication>;
