using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatTriage.Browser.Tests;

/// <summary>Somebody else's site, on an origin of its own, that embeds the element under a strict policy.</summary>
public sealed class HostPage : IAsyncDisposable
{
    private readonly WebApplication server;

    private HostPage(WebApplication server) => this.server = server;

    /// <summary>As a browser writes it in the Origin header.</summary>
    public string Origin => server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>The service whose element the page embeds.</summary>
    public Uri? Service { get; set; }

    public static async Task<HostPage> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var host = new HostPage(server);
        server.MapGet("/", (RequestDelegate)host.SendPageAsync);
        server.MapGet("/{file}", (string file) => Results.File(PathOf(file), file.EndsWith(".css", StringComparison.Ordinal) ? "text/css" : "text/javascript"));
        await server.StartAsync();
        return host;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task SendPageAsync(HttpContext context)
    {
        var service = Service!.ToString().TrimEnd('/');
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'self'; script-src 'self' {service}; style-src 'self' {service}; connect-src {service}";
        await context.Response.WriteAsync((await File.ReadAllTextAsync(PathOf("embedding.html"))).Replace("https://HOST", service, StringComparison.Ordinal));
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "HostPages", file);
}
