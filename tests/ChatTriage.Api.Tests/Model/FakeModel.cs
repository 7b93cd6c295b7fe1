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

namespace ChatTriage.Api.Tests.Model;

/// <summary>An OpenAI-compatible endpoint on a real port that does what a test tells it, good or bad, and keeps what it was sent.</summary>
public sealed class FakeModel : IAsyncDisposable
{
    private readonly WebApplication server;

    private FakeModel(WebApplication server) => this.server = server;

    /// <summary>What happens to a call: its number, from 1, and the response.</summary>
    public Func<int, HttpContext, Task> Behaviour { get; set; } = (_, context) => Say(context, "");

    /// <summary>The bodies of all calls.</summary>
    public List<JsonElement> Calls { get; } = [];

    /// <summary>The calls whose caller left before the end.</summary>
    public int Abandoned { get; private set; }

    public string Endpoint => server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/v1";

    public static async Task<FakeModel> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var model = new FakeModel(server);
        server.MapPost("/v1/chat/completions", async context =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            int number;
            lock (model.Calls)
            {
                model.Calls.Add(body);
                number = model.Calls.Count;
            }

            try
            {
                await model.Behaviour(number, context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                model.Abandoned++;
            }
        });
        await server.StartAsync();
        return model;
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

    public static Task Refuse(HttpContext context, int status, string? retryAfter = null)
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return context.Response.WriteAsJsonAsync(new { error = new { message = "no", type = "x" } });
    }

    /// <summary>Fails when a prompt holds any of the personal data that tests plant.</summary>
    public void Search()
    {
        lock (Calls) PlantedData.MustNotBeIn("a prompt", string.Concat(Calls));
    }

    /// <summary>Ends it, and searches all prompts.</summary>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Search();
    }
}
