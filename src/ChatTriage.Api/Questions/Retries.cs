using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatTriage.Api.SharedMemory;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace ChatTriage.Api.Questions;

/// <summary>
/// Gives a client that sends the same question again, because a connection broke, the same answer from the same work, on any node. The
/// client says that it is the same with the header <c>Idempotency-Key</c>, a random text of its own for each question.
/// </summary>
internal sealed partial class Retries(SharedWork work, ISharedMemory memory, IOptions<JsonOptions> json)
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>How long an answer waits for somebody to ask for it again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private static readonly Dictionary<string, string[]> BadKey = new() { [Header] = ["要用 16 到 64 位随机的字母、数字、下划线或短横，例如一个 UUID。"] };

    /// <summary>The answer to this question under this key; it is made once, even when the one who asked first has left.</summary>
    public async Task<AnswerResponse> OnceAsync(string key, QuestionRequest request, Func<Task<AnswerResponse>> answer) => Read(await work.OnceAsync(NameOf(key, request), Kept, async () =>
    {
        var made = await answer();
        return new Outcome(Write(made), made.ConversationId);
    }));

    /// <summary>Keeps an answer that is worded now in the place of the one that was made.</summary>
    public Task KeepAsync(string key, QuestionRequest request, AnswerResponse answer) => memory.KeepAsync(NameOf(key, request), Write(answer), Kept, answer.ConversationId);

    /// <summary>Refuses a key that others could hit on.</summary>
    public static ValueTask<object?> CheckKey(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Headers.TryGetValue(Header, out var key) && !KeyForm().IsMatch(key.ToString()) ? ValueTask.FromResult<object?>(TypedResults.ValidationProblem(BadKey)) : next(context);

    private string Write(AnswerResponse answer) => JsonSerializer.Serialize(answer, json.Value.SerializerOptions);

    private AnswerResponse Read(string answer) => JsonSerializer.Deserialize<AnswerResponse>(answer, json.Value.SerializerOptions)!;

    /// <summary>Another question under the same key is another question; of its words only a hash is kept.</summary>
    private static string NameOf(string key, QuestionRequest request) =>
        $"answer {key} {Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request)))}";

    [GeneratedRegex(@"^[A-Za-z0-9_-]{16,64}\z")]
    private static partial Regex KeyForm();
}
