using System.Net;
using System.Text.Json;

namespace ChatTriage.Api.Tests.Operations;

/// <summary>One address cannot keep the service from the others.</summary>
public sealed class RateLimitTests
{
    [Fact]
    public async Task Beyond_the_limit_calls_are_told_when_to_come_again()
    {
        using var service = ChatTriageApplication.With(new() { ["Security:RateLimit:Enabled"] = "true", ["Security:RateLimit:PerMinute"] = "3" });
        var client = service.CreateClient();
        for (var i = 0; i < 3; i++)
        {
            using var allowed = await client.GetAsync("/api/v1/topics");
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using var refused = await client.GetAsync("/api/v1/topics");
        using var probe = await client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        Assert.Contains("too-many-requests", JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);

        service.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await client.GetAsync("/api/v1/topics");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }
}
