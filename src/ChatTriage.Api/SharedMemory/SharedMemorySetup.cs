using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace ChatTriage.Api.SharedMemory;

/// <summary>What nodes share for minutes, through Redis where there is one.</summary>
internal static class SharedMemorySetup
{
    public static IServiceCollection AddSharedMemory(this IServiceCollection services)
    {
        services.AddOptions<RedisOptions>().BindConfiguration("Redis")
            .Validate(options => options.ConnectionString is null || Reads(options.ConnectionString), "Redis:ConnectionString cannot be read: it needs HOST:PORT, and options such as password=… behind a comma.")
            .ValidateOnStart();
        services.AddSingleton<ISharedMemory>(provider => provider.GetRequiredService<IOptions<RedisOptions>>().Value.ConnectionString is { } address
            ? RedisMemory.Connect(address, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RedisMemory>>())
            : new LocalMemory(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<SharedWork>();
        services.AddHostedService<KnowledgeAnnouncer>();
        return services;
    }

    private static bool Reads(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>Configuration <c>Redis:*</c>.</summary>
internal sealed record RedisOptions
{
    /// <summary>Such as <c>redis:6379</c> or <c>redis:6379,password=…</c>. Default: none; one node needs none.</summary>
    public string? ConnectionString { get; init => field = string.IsNullOrWhiteSpace(value) ? null : value; }
}
