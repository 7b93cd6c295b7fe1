using System.IO.Compression;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Page;

/// <summary>The chat page at <c>/</c>, the element that other sites embed (<c>/widget.js</c>), and which sites may.</summary>
internal static class ChatPage
{
    public static IServiceCollection AddChatPage(this IServiceCollection services)
    {
        services.AddOptions<EmbeddingOptions>().BindConfiguration("Security")
            .Validate(options => options.AllowedOrigins.All(IsOrigin), "Security:AllowedOrigins must list origins such as https://www.example.com: scheme, host and port, nothing after them.")
            .ValidateOnStart();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<EmbeddingOptions>>((cors, embedding) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. embedding.Value.AllowedOrigins])
            .WithMethods("GET", "POST", "DELETE")
            .WithHeaders("Content-Type", "Idempotency-Key")
            .WithExposedHeaders("Retry-After")
            .SetPreflightMaxAge(TimeSpan.FromHours(1))));
        services.AddResponseCompression(options =>
        {
            // Safe over TLS: no cookie and no secret stands beside what a stranger could make a browser send.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml", "text/event-stream"];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return services;
    }

    public static void UseChatPage(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseCors();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            // Asked for anew each time, by entity tag: the modules of two versions must never meet.
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
    }

    /// <summary>Written as a browser writes it in the Origin header.</summary>
    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.GetLeftPart(UriPartial.Authority) == text;
}

/// <summary>Configuration <c>Security:*</c>, as far as embedding goes.</summary>
internal sealed record EmbeddingOptions
{
    /// <summary>Origins whose pages may embed the chat, as <c>https://host</c> or <c>https://host:port</c>. Default: none but the service's own.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];
}
