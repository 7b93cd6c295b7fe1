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

namespace ChatTriage.Api.Tests;

/// <summary>
/// An OpenAI-compatible endpoint on a real port, for chat and for embeddings, that does what a test tells it, good or bad, and keeps
/// what it was sent.
/// </summary>
public sealed class FakeEndpoint : IAsyncDisposable
{
    private readonly WebApplication server;

    private FakeEndpoint(WebApplication server) => this.server = server;

    /// <summary>What happens to a chat call: its number, from 1, and the response.</summary>
    public Func<int, HttpContext, Task> Chats { get; set; } = (_, context) => Say(context, "");

    /// <summary>What happens to a call for embeddings: its number, from 1, the texts, and the response.</summary>
    public Func<int, string[], HttpContext, Task> Embeds { get; set; } = (_, texts, context) => Vectors(context, texts.Select(_ => new[] { 1f, 0f }));

    /// <summary>The bodies of all chat calls.</summary>
    public List<JsonElement> Chatted { get; } = [];

    /// <summary>The texts of each call for embeddings.</summary>
    public List<string[]> Embedded { get; } = [];

    /// <summary>The calls whose caller left before the end.</summary>
    public int Abandoned { get; private set; }

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1");

    public static async Task<FakeEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var endpoint = new FakeEndpoint(server);
        server.MapPost("/v1/chat/completions", context => endpoint.TakeAsync(context, endpoint.Chatted, body => body, (number, _) => endpoint.Chats(number, context)));
        server.MapPost("/v1/embeddings", context => endpoint.TakeAsync(
            context, endpoint.Embedded, body => body.GetProperty("input").EnumerateArray().Select(text => text.GetString()!).ToArray(), (number, texts) => endpoint.Embeds(number, texts, context)));
        await server.StartAsync();
        return endpoint;
    }

    /// <summary>A well-behaved stream of the text, a few characters at a time.</summary>
    public static async Task Say(HttpContext context, string text, int pieceLength = 7, TimeSpan between = default)
    {
        await Begin(context);
        for (var at = 0; at < text.Length; at += pieceLength)
        {
            await Piece(context, text.Substring(at, Math.Min(pieceLength, text.Length - at)));
            if (between > TimeSpan.Zero) await Task.Delay(between, context.RequestAborted);
        }

        await End(context);
    }

    public static async Task Begin(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public static async Task Piece(HttpContext context, string text)
    {
        await context.Response.WriteAsync($"data: {JsonSerializer.Serialize(new { id = "c", @object = "chat.completion.chunk", created = 1, model = "m", choices = new[] { new { index = 0, delta = new { role = "assistant", content = text } } } })}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    public static async Task End(HttpContext context) => await context.Response.WriteAsync("data: [DONE]\n\n", context.RequestAborted);

    /// <summary>Good embeddings, last vector first: the order is told by the index.</summary>
    public static Task Vectors(HttpContext context, IEnumerable<float[]> vectors) => context.Response.WriteAsJsonAsync(new
    {
        @object = "list",
        data = vectors.Select((vector, i) => new { @object = "embedding", index = i, embedding = vector }).Reverse(),
    });

    public static Task Refuse(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { error = new { message = "no", type = "x" } });
    }

    /// <summary>Fails when anything that it was sent holds any of the personal data that tests plant.</summary>
    public void Search()
    {
        lock (Chatted) PlantedData.MustNotBeIn("a prompt", string.Concat(Chatted));
        lock (Embedded) PlantedData.MustNotBeIn("an embedding call", string.Concat(Embedded.SelectMany(texts => texts)));
    }

    /// <summary>Ends it, and searches what it was sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Search();
    }

    private async Task TakeAsync<T>(HttpContext context, List<T> kept, Func<JsonElement, T> read, Func<int, T, Task> behave)
    {
        var sent = read(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body));
        int number;
        lock (kept)
        {
            kept.Add(sent);
            number = kept.Count;
        }

        try
        {
            await behave(number, sent);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            Abandoned++;
        }
    }
}
