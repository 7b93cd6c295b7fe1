using System.Data.Common;
using System.Text.Json;
using ChatTriage.Api.Feedback;
using ChatTriage.Api.Knowledge;
using ChatTriage.Api.Storage;
using ChatTriage.Knowledge;
using ChatTriage.Privacy;
using Dapper;
using Microsoft.Extensions.Options;

namespace ChatTriage.Api.Conversations;

/// <summary>What one turn leaves behind.</summary>
/// <param name="Answer">The answer's signals; its id is the turn's.</param>
/// <param name="At">When the question came.</param>
/// <param name="Facts">What the question and its request established.</param>
/// <param name="Topics">What it was about; empty when that is unknown.</param>
/// <param name="ArticleId">The article that answered; null when none did.</param>
/// <param name="Speaker">Who asked.</param>
/// <param name="Question">The question's own words.</param>
internal sealed record TurnMemory(
    AnswerSignals Answer, DateTimeOffset At, IReadOnlyList<Fact> Facts, IReadOnlyList<string> Topics, string? ArticleId, Speaker Speaker, string Question);

/// <summary>The stored conversations.</summary>
internal sealed class ConversationStore(Database database, IOptions<ConversationOptions> options, TimeProvider time)
{
    /// <summary>How many of the last answers are told.</summary>
    private const int MostAnswers = 20;

    /// <summary>A conversation that nothing is stored of yet.</summary>
    /// <param name="id">An id that nobody else can derive; null for a random one.</param>
    public Conversation Begin(string? id = null)
    {
        var now = time.GetUtcNow();
        return new Conversation(id ?? Conversation.NewId(), now, now + options.Value.Lifetime) { IsNew = true };
    }

    /// <summary>The conversation with that id; null when it is unknown or has expired.</summary>
    public async Task<Conversation?> FindAsync(string? id, CancellationToken cancellationToken)
    {
        if (id is null) return null;
        return await database.ReadAsync(async (connection, cancelled) =>
        {
            var at = new { key = Conversation.KeyOf(id), now = Milliseconds(time.GetUtcNow()), most = MostAnswers };
            await using var found = await connection.QueryMultipleAsync(new CommandDefinition("""
                SELECT created, expires, topics, article, speaker FROM conversation WHERE key = @key AND expires > @now;
                SELECT id, value, source, said FROM fact WHERE conversation = @key ORDER BY said, id;
                SELECT given.answer AS id, given.given, feedback.helpful, feedback.comment FROM conversation_answer AS given LEFT JOIN feedback ON feedback.answer = given.answer
                    WHERE given.conversation = @key ORDER BY given.given DESC, given.answer DESC LIMIT @most;
                SELECT text, expires FROM question WHERE conversation = @key AND expires > @now ORDER BY expires DESC LIMIT @most;
                """, at, cancellationToken: cancelled));
            if (await found.ReadSingleOrDefaultAsync<ConversationRow>() is not { } row) return null;
            return new Conversation(id, Time(row.Created), Time(row.Expires))
            {
                Topics = Words(row.Topics),
                ArticleId = row.Article,
                Speaker = Enum.Parse<Speaker>(row.Speaker, ignoreCase: true),
                Facts = [.. (await found.ReadAsync<FactRow>()).Select(fact => fact.Read())],
                Answers = [.. (await found.ReadAsync<AnswerRow>()).Select(answer => new GivenAnswer(answer.Id, Time(answer.Given), answer.Helpful is { } helpful ? helpful == 1 : null, answer.Comment))],
                Questions = [.. (await found.ReadAsync<QuestionRow>()).Select(question => new KeptQuestion(question.Text, Time(question.Expires)))],
            };
        }, cancellationToken);
    }

    /// <summary>
    /// Keeps what a turn established, in one transaction. A conversation that was forgotten while the turn ran stays forgotten.
    /// </summary>
    public Task RememberAsync(Conversation conversation, TurnMemory turn, CancellationToken cancellationToken) => database.WriteAsync(async (transaction, cancelled) =>
    {
        await Execute(AnswerSignals.Insert, turn.Answer.Row);
        var row = new
        {
            key = conversation.Key,
            now = Milliseconds(time.GetUtcNow()),
            created = Milliseconds(conversation.CreatedAt),
            expires = Milliseconds(time.GetUtcNow() + options.Value.Lifetime),
            turned = Milliseconds(turn.At),
            topics = string.Join(' ', turn.Topics),
            article = turn.ArticleId,
            speaker = KebabCase.Name(turn.Speaker),
            answer = turn.Answer.Id,
            text = options.Value.StoreQuestionsHours > 0 ? PersonalData.Mask(turn.Question) : "",
            textExpires = Milliseconds(time.GetUtcNow() + TimeSpan.FromHours(options.Value.StoreQuestionsHours)),
        };
        if (conversation.IsNew)
        {
            await Execute("DELETE FROM conversation WHERE key = @key AND expires <= @now", row);
            await Execute("INSERT INTO conversation (key, created, expires, topics, article, turned) VALUES (@key, @created, @expires, '', NULL, 0) ON CONFLICT (key) DO NOTHING", row);
        }

        // The row is locked from here on: turns of one conversation join its facts one after the other.
        var isThere = await Execute("""
            UPDATE conversation SET expires = @expires,
                topics = CASE WHEN turned <= @turned AND @topics <> '' THEN @topics ELSE topics END,
                article = CASE WHEN turned <= @turned AND @topics <> '' THEN @article ELSE article END,
                speaker = CASE WHEN turned <= @turned AND @topics <> '' THEN @speaker ELSE speaker END,
                turned = CASE WHEN turned <= @turned THEN @turned ELSE turned END
            WHERE key = @key
            """, row);
        if (isThere == 0) return false;
        await Execute("INSERT INTO conversation_answer (conversation, answer, given) VALUES (@key, @answer, @turned) ON CONFLICT DO NOTHING", row);
        if (options.Value.StoreQuestionsHours > 0)
            await Execute("INSERT INTO question (conversation, answer, text, expires) VALUES (@key, @answer, @text, @textExpires) ON CONFLICT DO NOTHING", row);
        await JoinFacts(transaction, conversation.Key, turn, cancelled);
        return true;

        Task<int> Execute(string sql, object parameters) => Run(transaction, sql, parameters, cancelled);
    }, cancellationToken);

    /// <summary>Forgets the conversation for good, and the comments that were given to its answers, even after it has expired.</summary>
    public async Task ForgetAsync(string id, CancellationToken cancellationToken)
    {
        var gone = await database.WriteAsync(async (transaction, cancelled) =>
        {
            var conversation = new { key = Conversation.KeyOf(id) };
            return await Run(transaction, "UPDATE feedback SET comment = NULL, conversation = NULL WHERE conversation = @key", conversation, cancelled)
                + await Run(transaction, "DELETE FROM conversation WHERE key = @key", conversation, cancelled);
        }, cancellationToken);
        if (gone == 0) return;
        try
        {
            await database.EraseAsync(cancellationToken);
        }
        catch (StorageException)
        {
            // It is deleted; the next sweep overwrites what is left of it.
        }
    }

    /// <summary>Deletes what has expired.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        await database.WriteAsync(async (transaction, cancelled) =>
        {
            var at = new { now = Milliseconds(time.GetUtcNow()) };
            return await Run(transaction, "DELETE FROM question WHERE expires <= @now", at, cancelled)
                + await Run(transaction, "DELETE FROM conversation WHERE expires <= @now", at, cancelled);
        }, cancellationToken);
        await database.EraseAsync(cancellationToken);
    }

    private static async Task JoinFacts(DbTransaction transaction, string key, TurnMemory turn, CancellationToken cancellationToken)
    {
        if (turn.Facts.Count == 0) return;
        var known = await transaction.Connection!.QueryAsync<FactRow>(new CommandDefinition(
            "SELECT id, value, source, said FROM fact WHERE conversation = @key", new { key }, transaction, cancellationToken: cancellationToken));
        var (kept, gone) = Memory.Join([.. known.Select(fact => fact.Read())], turn.Facts, turn.At);
        foreach (var fact in kept)
        {
            await Run(transaction, """
                INSERT INTO fact (conversation, id, value, source, said) VALUES (@key, @id, @value, @source, @said)
                ON CONFLICT (conversation, id) DO UPDATE SET value = excluded.value, source = excluded.source, said = excluded.said
                """, new { key, id = fact.Id, value = FactJson.Serialise(fact.Value), source = KebabCase.Name(fact.Source), said = Milliseconds(fact.SaidAt) }, cancellationToken);
        }

        foreach (var id in gone) await Run(transaction, "DELETE FROM fact WHERE conversation = @key AND id = @id", new { key, id }, cancellationToken);
    }

    private static Task<int> Run(DbTransaction transaction, string sql, object parameters, CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(sql, parameters, transaction, cancellationToken: cancellationToken));

    private static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private sealed record ConversationRow(long Created, long Expires, string Topics, string? Article, string Speaker);

    private sealed record FactRow(string Id, string Value, string Source, long Said)
    {
        public RememberedFact Read() => new(
            Id, FactJson.Parse(JsonSerializer.Deserialize<JsonElement>(Value)), Source == "request" ? FactSource.Request : FactSource.Question, Time(Said));
    }

    private sealed record AnswerRow(string Id, long Given, long? Helpful, string? Comment);

    private sealed record QuestionRow(string Text, long Expires);
}
