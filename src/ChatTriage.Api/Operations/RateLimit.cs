using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatTriage.Api.SharedMemory;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Operations;

/// <summary>
/// At most so many calls of <c>/api</c> from one address in a minute, counted over all nodes. The callback of WeChat is exempt: all
/// readers of an account come from WeChat's few addresses.
/// </summary>
internal static class RateLimit
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static IServiceCollection AddRateLimit(this IServiceCollection services)
    {
        services.AddOptions<RateLimitOptions>().BindConfiguration("Security:RateLimit")
            .Validate(options => options.PerMinute is >= 1 and <= 1_000_000, "Security:RateLimit:PerMinute must be from 1 to 1,000,000.").ValidateOnStart();
        return services;
    }

    public static void UseRateLimit(this WebApplication app)
    {
        // Not before the first call: settings are checked when the service starts, and Redis is connected to after that.
        app.Use(async (context, next) =>
        {
            var options = context.RequestServices.GetRequiredService<IOptions<RateLimitOptions>>().Value;
            var memory = context.RequestServices.GetRequiredService<ISharedMemory>();
            var time = context.RequestServices.GetRequiredService<TimeProvider>();
            if (!options.Enabled || !context.Request.Path.StartsWithSegments("/api") || HttpMethods.IsOptions(context.Request.Method))
            {
                await next(context);
                return;
            }

            var now = time.GetUtcNow().ToUnixTimeSeconds();
            var (minute, second) = Math.DivRem(now, (long)Window.TotalSeconds);
            if (await memory.CountAsync(string.Create(CultureInfo.InvariantCulture, $"calls from {Network(context.Connection.RemoteIpAddress)} in {minute}"), Window) <= options.PerMinute)
            {
                await next(context);
                return;
            }

            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = ((long)Window.TotalSeconds - second).ToString(CultureInfo.InvariantCulture);
        });
    }

    /// <summary>An IPv4 address; of an IPv6 address the 64 bits that one household has.</summary>
    private static string Network(IPAddress? address) => address switch
    {
        null => "nowhere",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes().AsSpan(..8)),
        _ => address.ToString(),
    };
}

/// <summary>Configuration <c>Security:RateLimit:*</c>.</summary>
internal sealed record RateLimitOptions
{
    /// <summary>Whether calls are counted. Default: they are.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Calls in a minute from one address, 1 to 1,000,000. Default 300: whole networks of phones share one address.</summary>
    public int PerMinute { get; init; } = 300;
}
