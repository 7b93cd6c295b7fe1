using System.Net;
using System.Text.Json;
using ChatTriage.Api.Tests.Privacy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Api.Tests.Embeddings;

/// <summary>An OpenAI-compatible embeddings endpoint on a real port that does what a test tells it, and keeps what it was sent.</summary>
public sealed class FakeEmbeddings : IAsyncDisposable
{
    private readonly WebApplication server;

    private FakeEmbeddings(WebApplication server) => this.server = server;

    /// <summary>What happens to a call: its number, from 1, the texts, and the response.</summary>
    public Func<int, string[], HttpContext, Task> Behaviour { get; set; } = (_, texts, context) => Vectors(context, texts.Select(_ => new[] { 1f, 0f }));

    /// <summary>The texts of each call.</summary>
    public List<string[]> Calls { get; } = [];

    public Uri Endpoint => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1");

    public static async Task<FakeEmbeddings> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var endpoint = new FakeEmbeddings(server);
        server.MapPost("/v1/embeddings", async context =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            string[] texts = [.. body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!)];
            int number;
            lock (endpoint.Calls)
            {
                endpoint.Calls.Add(texts);
                number = endpoint.Calls.Count;
            }

            try
            {
                await endpoint.Behaviour(number, texts, context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
            }
        });
        await server.StartAsync();
        return endpoint;
    }

    /// <summary>A good answer, last vector first: the order is told by the index.</summary>
    public static Task Vectors(HttpContext context, IEnumerable<float[]> vectors) => context.Response.WriteAsJsonAsync(new
    {
        @object = "list",
        data = vectors.Select((vector, i) => new { @object = "embedding", index = i, embedding = vector }).Reverse(),
    });

    public static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { message = "no" } });
    }

    /// <summary>Ends it; what it was sent held nothing personal.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        PlantedData.MustNotBeIn("an embedding call", string.Concat(Calls.SelectMany(texts => texts)));
    }
}
