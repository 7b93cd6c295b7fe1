using System.Text.Json;

namespace ChatTriage.Api.Tests.Embeddings;

/// <summary>Answers with vectors of an endpoint, over real HTTP; whatever the endpoint does, there is an answer.</summary>
public sealed class DenseAnswersTests : IAsyncLifetime
{
    private const string Question = "我该怎么办，催收的电话";

    private readonly string cache = Path.Combine(Path.GetTempPath(), $"embeddings-{Guid.NewGuid():n}");
    private FakeEndpoint endpoint = null!;

    public async Task InitializeAsync() => endpoint = await FakeEndpoint.StartAsync();

    public async Task DisposeAsync()
    {
        await endpoint.DisposeAsync();
        if (Directory.Exists(cache)) Directory.Delete(cache, recursive: true);
    }

    [Fact]
    public async Task A_passage_that_the_vectors_put_near_the_question_is_cited_first()
    {
        var plain = CitedFirst(await Plain());
        var chosen = plain == "night-calls" ? "recording-calls" : "night-calls";
        var title = chosen == "night-calls" ? "催收半夜、清早打电话，可以吗" : "和催收通话，自己录音算不算证据";
        endpoint.Embeds = (_, texts, context) => FakeEndpoint.Vectors(context, texts.Select(text => text.StartsWith(title, StringComparison.Ordinal) || text == Question ? new[] { 1f, 0f } : [0f, 1f]));

        using var service = Service(weight: 5);
        Assert.Equal(chosen, CitedFirst(await Until(service, answer => CitedFirst(answer) == chosen)));
    }

    [Fact]
    public async Task When_the_endpoint_fails_the_answer_is_the_one_by_words()
    {
        endpoint.Embeds = (_, _, context) => FakeEndpoint.Refuse(context, 500);
        using var service = Service();
        Assert.Equal(Essence(await Plain()), Essence(await service.Ask(Question)));
    }

    [Fact]
    public async Task When_the_endpoint_dies_after_the_passages_are_there_the_answer_is_the_one_by_words()
    {
        endpoint.Embeds = (_, texts, context) => texts is [Question] ? Task.Delay(Timeout.Infinite, context.RequestAborted) : FakeEndpoint.Vectors(context, texts.Select(_ => new[] { 1f, 0f }));
        using var service = Service();
        var answer = await Until(service, _ => Sent().Contains(Question));
        Assert.Equal(Essence(await Plain()), Essence(answer));
    }

    [Fact]
    public async Task Personal_data_is_masked_and_a_cry_for_help_or_a_question_that_is_not_ours_never_goes_out()
    {
        using var service = Service();
        await Until(service, _ => Sent().Contains(Question));
        await service.Ask("催收一直打我 13812345678 这个号码怎么办");
        await service.Ask("网贷欠太多了我不想活了");
        await service.Ask("今天天气怎么样");

        var sent = Sent();
        Assert.Contains(sent, text => text.Contains("〔手机号〕", StringComparison.Ordinal));
        Assert.DoesNotContain(sent, text => text.Contains("13812345678", StringComparison.Ordinal) || text.Contains("不想活了", StringComparison.Ordinal) && text.StartsWith("网贷欠太多", StringComparison.Ordinal) || text.Contains("今天天气", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_a_restart_the_passages_come_from_the_cache_and_no_question_is_in_it()
    {
        using (var service = Service()) await Until(service, _ => Sent().Contains(Question));
        var before = endpoint.Embedded.Count;
        using (var service = Service()) await Until(service, _ => Sent().Count(text => text == Question) > 1);

        Assert.All(endpoint.Embedded.Skip(before), call => Assert.Equal([Question], call));
    }

    private static async Task<JsonElement> Plain()
    {
        using var service = new ChatTriageApplication();
        return await service.Ask(Question);
    }

    private static string CitedFirst(JsonElement answer) => answer.GetProperty("citations")[0].GetProperty("articleId").GetString()!;

    private static string Essence(JsonElement answer) => answer.GetProperty("answer").ToString() + answer.GetProperty("citations") + answer.GetProperty("checklist");

    /// <summary>The passages' vectors are computed beside the running service.</summary>
    private static async Task<JsonElement> Until(ChatTriageApplication service, Func<JsonElement, bool> isThere)
    {
        for (var tries = 0; ; tries++)
        {
            var answer = await service.Ask(Question);
            if (isThere(answer) || tries == 200) return answer;
            await Task.Delay(100);
        }
    }

    private string[] Sent()
    {
        lock (endpoint.Embedded) return [.. endpoint.Embedded.SelectMany(call => call)];
    }

    private ChatTriageApplication Service(double weight = 0.5) => ChatTriageApplication.With(new()
    {
        ["Embeddings:Endpoint"] = endpoint.Address.ToString(),
        ["Embeddings:Name"] = "m",
        ["Embeddings:Retries"] = "0",
        ["Embeddings:QuerySeconds"] = "5",
        ["Embeddings:Cache"] = cache,
        ["Embeddings:Weight"] = weight.ToString(System.Globalization.CultureInfo.InvariantCulture),
    });
}
