using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatTriage.Api.Tests.Privacy;

namespace ChatTriage.Cluster.Tests;

/// <summary>
/// Borrowers who ask under load and write down what was acknowledged, and what was wrong: an answer without verdict or checklist, one that
/// does not know what it was told, a failure that is no problem response with Retry-After.
/// </summary>
public sealed class Ledger(Cluster cluster)
{
    private const string Question = "网贷逾期接电话了还会爆通讯录吗";

    private readonly ConcurrentDictionary<(string Conversation, string Fact), string> acknowledged = [];
    private readonly ConcurrentBag<string> wrong = [];
    private int answers;
    private int refusals;
    private int broken;

    /// <summary>Facts that were acknowledged.</summary>
    public int Acknowledged => acknowledged.Count;

    /// <summary>Answers with 200.</summary>
    public int Answers => answers;

    /// <summary>Problem responses with Retry-After.</summary>
    public int Refusals => refusals;

    /// <summary>Connections that broke before a whole response came.</summary>
    public int Broken => broken;

    /// <summary>What must not be.</summary>
    public IReadOnlyCollection<string> Wrong => wrong;

    /// <summary>Asks until told to stop: a new conversation of five facts each time.</summary>
    public async Task AskUntil(CancellationToken stop, int seed)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            string? conversation = null;
            var told = new Dictionary<string, string>();
            foreach (var (fact, value) in new (string, object)[]
            {
                ("overdue-days", random.Next(1, 900)), ("amount-yuan", random.Next(100, 90000)), ("contacts-called", random.Next(2) == 0),
                ("threatened", random.Next(2) == 0), ("overdue-days", random.Next(901, 2000)),
            })
            {
                if (stop.IsCancellationRequested) return;
                if (await TellAsync(conversation, fact, value, told) is { } id) conversation = id;
                else await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    /// <summary>Compares what is remembered with what was acknowledged; the facts that are missing or other.</summary>
    public async Task<IReadOnlyList<string>> LostAsync()
    {
        var lost = new List<string>();
        foreach (var conversation in acknowledged.GroupBy(entry => entry.Key.Conversation))
        {
            var remembered = await cluster.RememberedAsync(conversation.Key);
            var facts = remembered?.GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("id").GetString()!, fact => fact.GetProperty("value").ToString()) ?? [];
            lost.AddRange(conversation.Where(entry => facts.GetValueOrDefault(entry.Key.Fact) != entry.Value).Select(entry => $"{entry.Key} = {entry.Value}, is {facts.GetValueOrDefault(entry.Key.Fact) ?? "gone"}"));
        }

        return lost;
    }

    private async Task<string?> TellAsync(string? conversation, string fact, object value, Dictionary<string, string> told)
    {
        try
        {
            // A turn that failed may have been kept all the same: what it told is not known until it is told again.
            if (told.Remove(fact) && conversation is not null) acknowledged.TryRemove((conversation, fact), out _);
            using var response = await cluster.SendAsync($"{PlantedData.Sentence}{Question}", conversation, new Dictionary<string, object> { [fact] = value });
            if (response.StatusCode != HttpStatusCode.OK)
            {
                CheckRefusal(response, await response.Content.ReadAsStringAsync());
                return null;
            }

            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            var id = answer.GetProperty("conversationId").GetString()!;
            var text = JsonSerializer.SerializeToElement(value).ToString();
            told[fact] = text;
            acknowledged[(id, fact)] = text;
            Interlocked.Increment(ref answers);
            Check(answer, told);
            return id;
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException)
        {
            Interlocked.Increment(ref broken);
            return null;
        }
    }

    private void Check(JsonElement answer, Dictionary<string, string> told)
    {
        if (answer.GetProperty("answer").GetProperty("verdict").GetString() is not { Length: > 0 }) wrong.Add("no verdict");
        if (answer.GetProperty("checklist").GetArrayLength() == 0) wrong.Add("no checklist");
        if (answer.GetProperty("citations").GetArrayLength() == 0) wrong.Add("no citations");
        var facts = answer.GetProperty("facts").EnumerateArray().ToDictionary(fact => fact.GetProperty("id").GetString()!, fact => fact.GetProperty("value").ToString());
        foreach (var (fact, value) in told.Where(entry => facts.GetValueOrDefault(entry.Key) != entry.Value)) wrong.Add($"{fact} was told as {value}, counted as {facts.GetValueOrDefault(fact)}");
    }

    private void CheckRefusal(HttpResponseMessage response, string body)
    {
        Interlocked.Increment(ref refusals);
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json") wrong.Add($"{(int)response.StatusCode} is no problem: {body}");
        if (response.Headers.RetryAfter is null) wrong.Add($"{(int)response.StatusCode} without Retry-After");
    }
}
