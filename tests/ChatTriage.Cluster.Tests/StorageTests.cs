using ChatTriage.Api.Conversations;
using ChatTriage.Api.Feedback;
using ChatTriage.Api.Storage;
using ChatTriage.Cluster.Tests.Servers;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Understanding;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Cluster.Tests;

/// <summary>The same storage on both engines.</summary>
public abstract class StorageTests : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 4, 0, 0, TimeSpan.Zero));
    private readonly List<Database> databases = [];
    private StorageOptions storage = null!;

    public async Task InitializeAsync() => storage = await NewStorageAsync();

    public async Task DisposeAsync()
    {
        foreach (var database in databases) await database.DisposeAsync();
    }

    [Fact]
    public async Task A_turn_is_remembered_with_source_and_time_and_the_answers_id()
    {
        var conversations = await OpenAsync();
        var conversation = conversations.Begin();

        await conversations.RememberAsync(conversation, Turn("a1", new Fact("overdue-days", new FactValue.Number(40), FactSource.Request), new Fact("complaint-served-on", new FactValue.Date(new DateOnly(2026, 11, 20)), FactSource.Question)), default);

        var known = (await conversations.FindAsync(conversation.Id, default))!;
        Assert.Equal(["complaint-served-on", "overdue-days"], known.Facts.Select(fact => fact.Id));
        Assert.Equal(new RememberedFact("overdue-days", new FactValue.Number(40), FactSource.Request, time.GetUtcNow()), known.Facts[1]);
        Assert.Equal(new FactValue.Date(new DateOnly(2026, 11, 20)), known.Facts[0].Value);
        Assert.Equal("a1", Assert.Single(known.Answers).Id);
        Assert.Equal(["contact-harassment"], known.Topics);
        Assert.Equal("answering-the-call", known.ArticleId);
    }

    [Fact]
    public async Task Later_facts_take_the_place_of_earlier_ones_whatever_the_order_in_which_they_arrive()
    {
        var conversations = await OpenAsync();
        var conversation = conversations.Begin();
        var early = Turn("a1", new Fact("overdue-days", new FactValue.Number(40), FactSource.Request), new Fact("amount-yuan", new FactValue.Number(1), FactSource.Request));
        time.Advance(TimeSpan.FromSeconds(1));
        var late = Turn("a2", new Fact("overdue-days", new FactValue.Number(60), FactSource.Request));

        await conversations.RememberAsync(conversation, late, default);
        await conversations.RememberAsync(conversation, early, default);

        var known = (await conversations.FindAsync(conversation.Id, default))!;
        Assert.Equal(new FactValue.Number(60), known.Facts.Single(fact => fact.Id == "overdue-days").Value);
        Assert.Equal(new FactValue.Number(1), known.Facts.Single(fact => fact.Id == "amount-yuan").Value);
    }

    [Fact]
    public async Task Many_turns_at_once_on_two_nodes_lose_nothing()
    {
        const int Turns = 24;
        var nodes = new[] { await OpenAsync(), await OpenAsync() };
        var conversation = nodes[0].Begin();

        await Task.WhenAll(Enumerable.Range(0, Turns).Select(i => Task.Run(() =>
            nodes[i % 2].RememberAsync(conversation, Turn($"a{i}", new Fact($"fact-number-{i}", new FactValue.Number(i), FactSource.Request)), default))));

        Assert.Equal(Turns, (await nodes[0].FindAsync(conversation.Id, default))!.Facts.Count);
    }

    [Fact]
    public async Task A_forgotten_conversation_is_gone_and_a_turn_that_ends_later_does_not_bring_it_back()
    {
        var conversations = await OpenAsync();
        var conversation = conversations.Begin();
        await conversations.RememberAsync(conversation, Turn("a1", new Fact("overdue-days", new FactValue.Number(40), FactSource.Request)), default);
        var known = (await conversations.FindAsync(conversation.Id, default))!;

        await conversations.ForgetAsync(conversation.Id, default);
        await conversations.RememberAsync(known, Turn("a2", new Fact("overdue-days", new FactValue.Number(50), FactSource.Request)), default);

        Assert.Null(await conversations.FindAsync(conversation.Id, default));
    }

    [Fact]
    public async Task A_conversation_expires_a_day_after_its_last_turn_and_is_swept_away()
    {
        var conversations = await OpenAsync();
        var conversation = conversations.Begin("derived-id");
        await conversations.RememberAsync(conversation, Turn("a1", new Fact("overdue-days", new FactValue.Number(40), FactSource.Request)), default);
        time.Advance(TimeSpan.FromHours(24));

        Assert.Null(await conversations.FindAsync("derived-id", default));

        // The same reader writes again before anybody has swept: a new conversation, which knows nothing of the old.
        await conversations.RememberAsync(conversations.Begin("derived-id"), Turn("a2"), default);
        Assert.Empty((await conversations.FindAsync("derived-id", default))!.Facts);
        time.Advance(TimeSpan.FromHours(24));
        await conversations.SweepAsync(default);
        Assert.Equal(0, await CountAsync("conversation"));
        Assert.Equal(0, await CountAsync("fact"));
        Assert.Equal(0, await CountAsync("conversation_answer"));
    }

    [Fact]
    public async Task Questions_are_kept_only_where_that_is_turned_on_and_then_masked_and_for_hours()
    {
        var conversations = await OpenAsync(new ConversationOptions { StoreQuestionsHours = 2 });
        var conversation = conversations.Begin();
        await conversations.RememberAsync(conversation, Turn("a1") with { Question = PlantedData.Sentence }, default);

        var kept = Assert.Single((await conversations.FindAsync(conversation.Id, default))!.Questions);
        Assert.Empty(PlantedData.In(kept.Text));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Empty((await conversations.FindAsync(conversation.Id, default))!.Questions);
        await conversations.SweepAsync(default);
        Assert.Equal(0, await CountAsync("question"));

        var silent = await OpenAsync();
        await silent.RememberAsync(silent.Begin(), Turn("a2") with { Question = PlantedData.Sentence }, default);
        Assert.Equal(0, await CountAsync("question"));
    }

    [Fact]
    public async Task Feedback_hangs_on_the_answer_is_masked_and_loses_its_comment_with_the_conversation()
    {
        var conversations = await OpenAsync();
        var feedback = new FeedbackStore(databases[0], Options.Create(new FeedbackOptions()), time);
        var conversation = conversations.Begin();
        await conversations.RememberAsync(conversation, Turn("a1"), default);

        Assert.False(await feedback.KeepAsync("unknown", true, null, default));
        Assert.True(await feedback.KeepAsync("a1", true, null, default));
        Assert.True(await feedback.KeepAsync("a1", false, PlantedData.Sentence, default));

        var comment = await databases[0].ReadAsync((connection, _) => connection.QuerySingleAsync<string>("SELECT comment FROM feedback WHERE answer = 'a1' AND helpful = 0"), default);
        Assert.Empty(PlantedData.In(comment));
        await conversations.ForgetAsync(conversation.Id, default);
        Assert.Null(await databases[0].ReadAsync((connection, _) => connection.QuerySingleAsync<string?>("SELECT comment FROM feedback"), default));
        time.Advance(TimeSpan.FromDays(91));
        await feedback.SweepAsync(default);
        Assert.Equal(0, await CountAsync("answer"));
        Assert.Equal(0, await CountAsync("feedback"));
    }

    [Fact]
    public async Task Four_nodes_may_start_at_once_on_an_empty_database()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => NewDatabase()).ToArray();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.StartAsync())));

        Assert.Equal(1, await CountAsync("schema_step"));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_in_one_line()
    {
        await OpenAsync();
        await databases[0].WriteAsync((transaction, _) => transaction.Connection!.ExecuteAsync("INSERT INTO schema_step (number) VALUES (999)", transaction: transaction), default);

        var fault = await Assert.ThrowsAsync<StorageException>(() => NewDatabase().StartAsync());
        Assert.Contains("newer version", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task The_gaps_are_counted_by_topic_and_by_the_lexicons_words()
    {
        time.SetUtcNow(DateTimeOffset.UtcNow);
        var conversations = await OpenAsync();
        var feedback = new FeedbackStore(databases[0], Options.Create(new FeedbackOptions()), time);
        await conversations.RememberAsync(conversations.Begin(), Turn("a1", confidence: "none", terms: ["房贷"]), default);
        await conversations.RememberAsync(conversations.Begin(), Turn("a2", confidence: "high", terms: ["通讯录"]), default);
        await feedback.KeepAsync("a2", false, $"没有说到分期 {PlantedData.Mobile}", default);

        var (exit, output) = await Chattriage.Run("gaps", "--database", ForTheTool(storage), "--comments");

        Assert.Equal(0, exit);
        Assert.Contains("2 answers", output, StringComparison.Ordinal);
        Assert.Matches(@"contact-harassment\W+2\W+1\W+0\W+1\W+0", output);
        Assert.Matches(@"房贷\W+1\W+1\W+0\W+0\W+0", output);
        Assert.Contains("没有说到分期", output, StringComparison.Ordinal);
        Assert.Empty(PlantedData.In(output));
    }

    internal abstract Task<StorageOptions> NewStorageAsync();

    private static string ForTheTool(StorageOptions storage) => storage.ConnectionString!;

    private async Task<ConversationStore> OpenAsync(ConversationOptions? options = null)
    {
        var database = NewDatabase();
        await database.StartAsync();
        return new ConversationStore(database, Options.Create(options ?? new ConversationOptions()), time);
    }

    private Database NewDatabase()
    {
        var database = new Database(Options.Create(storage), new HostingEnvironment { ContentRootPath = "/" }, NullLogger<Database>.Instance);
        databases.Add(database);
        return database;
    }

    private TurnMemory Turn(string answer, params Fact[] facts) => Turn(answer, "high", [], facts);

    private TurnMemory Turn(string answer, string confidence, string[] terms, params Fact[] facts) => new(
        new AnswerSignals(answer, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), "v1", Scope.InScope, confidence, ["contact-harassment"], terms),
        time.GetUtcNow(), facts, ["contact-harassment"], "answering-the-call", "催收打电话了");

    private Task<long> CountAsync(string table) => databases[0].ReadAsync((connection, _) => connection.QuerySingleAsync<long>($"SELECT COUNT(*) FROM {table}"), default);
}

/// <summary>SQLite.</summary>
public sealed class SqliteStorageTests : StorageTests, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chattriage-sqlite-").FullName;

    [Fact]
    public async Task Nothing_of_a_forgotten_conversation_is_left_in_the_files()
    {
        var options = await NewStorageAsync();
        await using var database = new Database(Options.Create(options), new HostingEnvironment { ContentRootPath = "/" }, NullLogger<Database>.Instance);
        await database.StartAsync();
        var conversations = new ConversationStore(database, Options.Create(new ConversationOptions { StoreQuestionsHours = 1 }), TimeProvider.System);
        var conversation = conversations.Begin();
        var turn = new TurnMemory(
            new AnswerSignals("a1", new DateOnly(2026, 11, 23), "v1", Scope.InScope, "high", [], []), DateTimeOffset.UtcNow,
            [new Fact("lender-type", new FactValue.Choice("a-value-to-look-for"), FactSource.Request)], [], null, "一句要找的话");
        await conversations.RememberAsync(conversation, turn, default);
        var file = SqliteEngine.FileOf(options.ConnectionString!);
        Assert.True(Holds(file, "a-value-to-look-for") && Holds(file, "一句要找的话") && Holds(file, conversation.Key));
        // The id itself never gets there.
        Assert.False(Holds(file, conversation.Id));

        await conversations.ForgetAsync(conversation.Id, default);

        Assert.False(Holds(file, "a-value-to-look-for") || Holds(file, "一句要找的话") || Holds(file, conversation.Key));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    internal override Task<StorageOptions> NewStorageAsync() =>
        Task.FromResult(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, $"{Guid.NewGuid():N}.db")}" });

    private static bool Holds(string file, string text) => new[] { file, $"{file}-wal" }.Where(File.Exists)
        .Any(part => File.ReadAllBytes(part).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);
}

/// <summary>PostgreSQL.</summary>
public sealed class PostgresStorageTests(OwnPostgres postgres) : StorageTests, IClassFixture<OwnPostgres>
{
    internal override async Task<StorageOptions> NewStorageAsync() =>
        new() { Provider = "postgres", ConnectionString = await postgres.Server.NewDatabaseAsync() };
}

/// <summary>A PostgreSQL for the tests of a class.</summary>
public sealed class OwnPostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.BeginAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
