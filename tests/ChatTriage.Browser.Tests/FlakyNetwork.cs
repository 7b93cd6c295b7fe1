using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Browser.Tests;

/// <summary>Stands between the browser and the service, on an origin of its own, and does to the connection what a bad network does.</summary>
public sealed class FlakyNetwork : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly HttpClient service;

    private FlakyNetwork(WebApplication server, HttpClient service)
    {
        this.server = server;
        this.service = service;
    }

    /// <summary>Breaks the answer's stream off right after this text has gone through; null leaves it whole.</summary>
    public string? CutStreamAfter { get; set; }

    /// <summary>No question that is asked in one piece gets through.</summary>
    public bool DropsWholeAnswers { get; set; }

    /// <summary>How long a question waits before it gets through.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>The size of the pieces in which the stream arrives, in bytes; 0 leaves them as they come.</summary>
    public int PieceLength { get; set; }

    /// <summary>The paths of the questions that came by.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The keys under which they were asked.</summary>
    public List<string> Keys { get; } = [];

    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FlakyNetwork> StartAsync(Uri service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var network = new FlakyNetwork(server, new HttpClient { BaseAddress = service });
        server.Run(network.PassAsync);
        await server.StartAsync();
        return network;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        service.Dispose();
    }

    private async Task PassAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var isQuestion = path.StartsWith("/api/v1/questions", StringComparison.Ordinal);
        var isStream = path.EndsWith("/stream", StringComparison.Ordinal);
        if (isQuestion)
        {
            Asked.Add(path);
            Keys.Add(context.Request.Headers["Idempotency-Key"].ToString());
            await Task.Delay(Delay, context.RequestAborted);
            if (!isStream && DropsWholeAnswers)
            {
                context.Abort();
                return;
            }
        }

        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), path);
        if (context.Request.ContentLength > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        }

        if (context.Request.Headers.TryGetValue("Idempotency-Key", out var key)) request.Headers.Add("Idempotency-Key", key.ToString());
        using var response = await service.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await using var body = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        if (isStream) await TrickleAsync(body, context);
        else await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task TrickleAsync(Stream body, HttpContext context)
    {
        var buffer = new byte[PieceLength > 0 ? PieceLength : 4096];
        var seen = new StringBuilder();
        int length;
        while ((length = await body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, length), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (CutStreamAfter is null) continue;
            seen.Append(Encoding.UTF8.GetString(buffer, 0, length));
            if (!seen.ToString().Contains(CutStreamAfter, StringComparison.Ordinal)) continue;
            // What has been written reaches the browser before the connection breaks.
            await Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted);
            context.Abort();
            return;
        }
    }
}
