using ChatTriage.Retrieval.Dense;
using Microsoft.AspNetCore.Http;

namespace ChatTriage.Api.Tests.Embeddings;

/// <summary>Vectors from an endpoint: batches, patience, and answers that cannot be used.</summary>
public sealed class RemoteEmbeddingsTests : IAsyncLifetime
{
    private FakeEndpoint endpoint = null!;

    public async Task InitializeAsync() => endpoint = await FakeEndpoint.StartAsync();

    public async Task DisposeAsync() => await endpoint.DisposeAsync();

    [Fact]
    public async Task Texts_go_out_in_batches_and_each_gets_its_own_vector()
    {
        endpoint.Embeds = (_, texts, context) => FakeEndpoint.Vectors(context, texts.Select(text => new[] { text.Length, 1f }));
        using var source = Source(batch: 2);

        var vectors = await source.GenerateAsync(["一", "二二", "三三三"]);

        Assert.Equal([1, 2, 3], vectors.Select(vector => vector.Vector.Span[0]));
        Assert.Equal([2, 1], endpoint.Embedded.Select(call => call.Length));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task What_may_pass_is_tried_again(int status)
    {
        endpoint.Embeds = (number, texts, context) => number == 1 ? FakeEndpoint.Refuse(context, status) : FakeEndpoint.Vectors(context, texts.Select(_ => new[] { 1f }));
        using var source = Source(retries: 1);
        Assert.Single(await source.GenerateAsync(["一"]));
        Assert.Equal(2, endpoint.Embedded.Count);
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again()
    {
        endpoint.Embeds = (_, _, context) => FakeEndpoint.Refuse(context, 401);
        using var source = Source(retries: 2);
        Assert.Equal(401, (await Assert.ThrowsAsync<EmbeddingException>(() => source.GenerateAsync(["一"]))).Status);
        Assert.Single(endpoint.Embedded);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":0,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":7,"embedding":[1,2]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1,2]},{"index":1,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[]},{"index":1,"embedding":[]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":[1e300]},{"index":1,"embedding":[1]}]}""")]
    [InlineData("""{"data":[{"index":0,"embedding":"AAAA"},{"index":1,"embedding":"AAAA"}]}""")]
    public async Task An_answer_that_cannot_be_used_is_a_fault_and_never_a_wrong_vector(string body)
    {
        endpoint.Embeds = (_, _, context) => context.Response.WriteAsync(body);
        using var source = Source();
        await Assert.ThrowsAsync<EmbeddingException>(() => source.GenerateAsync(["一", "二"]));
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_in_time_is_a_fault()
    {
        endpoint.Embeds = (_, _, context) => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var source = Source(seconds: 0.2);
        await Assert.ThrowsAsync<EmbeddingException>(() => source.GenerateAsync(["一"]));
    }

    [Fact]
    public async Task An_endpoint_that_keeps_failing_is_left_alone()
    {
        endpoint.Embeds = (_, _, context) => FakeEndpoint.Refuse(context, 500);
        using var source = Source();
        for (var i = 0; i < 8; i++) await Assert.ThrowsAsync<EmbeddingException>(() => source.GenerateAsync(["一"]));
        Assert.Equal(4, endpoint.Embedded.Count);
    }

    private RemoteEmbeddings Source(int batch = 32, int retries = 0, double seconds = 20) =>
        new(new EmbeddingSettings { Endpoint = endpoint.Address, Name = "m", BatchSize = batch, Retries = retries, TrySeconds = seconds });
}
