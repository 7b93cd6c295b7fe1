using System.Net.Http.Json;
using System.Text.Json;
using ChatTriage.Api.Tests;
using ChatTriage.Cluster.Tests.Servers;
using ChatTriage.Tests.Fixtures;

namespace ChatTriage.Cluster.Tests;

/// <summary>Three replicas behind nginx, with PostgreSQL, Redis and a model, as <c>docker compose --profile scale up</c> runs them.</summary>
public sealed class Cluster : IAsyncLifetime
{
    public const string WeChatToken = "rN4vK8wYq2Tz";
    public const int CallsPerMinute = 4000;

    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };

    public PostgresServer Postgres { get; private set; } = null!;

    public RedisServer Redis { get; private set; } = null!;

    public NginxServer Nginx { get; private set; } = null!;

    public IReadOnlyList<Replica> Replicas { get; private set; } = [];

    public FakeEndpoint Model { get; private set; } = null!;

    /// <summary>The knowledge base that all replicas read.</summary>
    public string Knowledge { get; } = Path.Combine(Path.GetTempPath(), $"chattriage-{Guid.NewGuid():n}");

    public async Task InitializeAsync()
    {
        Repository.CopyKnowledge(Knowledge);
        Model = await FakeEndpoint.StartAsync();
        Postgres = await PostgresServer.BeginAsync();
        Redis = await RedisServer.BeginAsync();
        var settings = new Dictionary<string, string>
        {
            ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
            ["Knowledge__Directory"] = Knowledge,
            ["Storage__Provider"] = "postgres",
            ["Storage__ConnectionString"] = Postgres.ConnectionString,
            ["Redis__ConnectionString"] = Redis.ConnectionString,
            ["Conversations__StoreQuestionsHours"] = "1",
            ["Security__RateLimit__PerMinute"] = $"{CallsPerMinute}",
            ["WeChat__Token"] = WeChatToken,
            ["Model__Endpoint"] = Model.Address.ToString(),
            ["Model__Name"] = "test-model",
            ["Model__Retries"] = "0",
            ["Model__BreakSeconds"] = "0.5",
            ["Model__MostAtOnce"] = "100",
        };
        // All at once, on an empty database: each wants to make the schema.
        Replicas = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Replica.BeginAsync(settings)));
        Nginx = await NginxServer.BeginAsync(Replicas);
    }

    /// <summary>Sends a question, through nginx unless another address is given.</summary>
    public async Task<HttpResponseMessage> SendAsync(string question, string? conversationId = null, object? facts = null, Uri? at = null, string? retryKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(at ?? Nginx.Address, "api/v1/questions"))
        {
            Content = JsonContent.Create(new { question, conversationId, facts }),
        };
        if (retryKey is not null) request.Headers.Add("Idempotency-Key", retryKey);
        return await client.SendAsync(request);
    }

    /// <summary>Asks and expects an answer, as a good client does: told to come again, it waits and comes again. A busy machine says so now and then.</summary>
    public async Task<JsonElement> AskAsync(string question, string? conversationId = null, object? facts = null, Uri? at = null, string? retryKey = null)
    {
        for (var tries = 1; ; tries++)
        {
            using var response = await SendAsync(question, conversationId, facts, at, retryKey);
            if (response.IsSuccessStatusCode) return await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(response.Headers.RetryAfter is not null && tries < 20, await response.Content.ReadAsStringAsync());
            await Task.Delay(1000);
        }
    }

    /// <summary>What is remembered of a conversation, as a replica tells it; null when nothing is.</summary>
    public async Task<JsonElement?> RememberedAsync(string conversationId, Uri? at = null)
    {
        using var response = await client.GetAsync(new Uri(at ?? Nginx.Address, $"api/v1/conversations/{conversationId}"));
        return response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>() : null;
    }

    /// <summary>Any other call.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request);

    /// <summary>Fails when any log, file or prompt holds personal data.</summary>
    public async Task SearchAsync()
    {
        foreach (var server in new Server[] { Nginx, Redis, Postgres }.Concat(Replicas)) await server.SearchAsync();
        Model.Search();
    }

    /// <summary>Ends all of them, whatever the search of one may find.</summary>
    public async Task DisposeAsync()
    {
        var faults = new List<Exception>();
        foreach (var ending in ((IAsyncDisposable?[])[Nginx, .. Replicas, Redis, Postgres, Model]).OfType<IAsyncDisposable>())
        {
            try
            {
                await ending.DisposeAsync();
            }
            catch (Exception fault)
            {
                faults.Add(fault);
            }
        }

        client.Dispose();
        Directory.Delete(Knowledge, recursive: true);
        if (faults.Count > 0) throw new AggregateException(faults);
    }
}

/// <summary>One cluster for all tests that need three replicas.</summary>
[CollectionDefinition(nameof(ThreeReplicas), DisableParallelization = true)]
public sealed class ThreeReplicas : ICollectionFixture<Cluster>;
