using ChatTriage.Api.Conversations;
using ChatTriage.Api.Feedback;
using ChatTriage.Api.Storage;
using ChatTriage.Api.Tests.Privacy;
using ChatTriage.Knowledge;
using ChatTriage.Tests.Fixtures;
using ChatTriage.Understanding;
using Dapper;
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

    public virtual async Task DisposeAsync()
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
        Assert.Equal(Speaker.Contact, known.Speaker);
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
        const int Turns = 50;
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
    public async Task Feedback_hangs_on_the_answer_is_masked_and_told_with_the_conversation()
    {
        var conversations = await OpenAsync();
        var feedback = Feedback();
        var conversation = conversations.Begin();
        await conversations.RememberAsync(conversation, Turn("a1"), default);

        Assert.False(await feedback.KeepAsync("unknown", true, null, default));
        Assert.True(await feedback.KeepAsync("a1", true, null, default));
        Assert.True(await feedback.KeepAsync("a1", false, PlantedData.Sentence, default));

        var comment = await CommentAsync();
        Assert.Contains("〔姓名〕", comment, StringComparison.Ordinal);
        Assert.Empty(PlantedData.In(comment!));
        var told = Assert.Single((await conversations.FindAsync(conversation.Id, default))!.Answers);
        Assert.Equal((false, comment), (told.Helpful, told.Comment));
    }

    [Fact]
    public async Task A_comment_goes_at_once_with_the_conversation_that_is_forgotten_and_comes_back_by_no_late_word()
    {
        var conversations = await OpenAsync();
        var conversation = conversations.Begin();
        await conversations.RememberAsync(conversation, Turn("a1"), default);
        await Feedback().KeepAsync("a1", false, "没有说到分期", default);

        await conversations.ForgetAsync(conversation.Id, default);

        Assert.Null(await CommentAsync());
        Assert.False(await Feedback().KeepAsync("a1", false, "没有说到分期", default));
        Assert.Null(await CommentAsync());
    }

    [Fact]
    public async Task A_comment_outlives_a_conversation_that_expires_and_can_still_be_forgotten()
    {
        var conversations = await OpenAsync();
        var conversation = conversations.Begin();
        await conversations.RememberAsync(conversation, Turn("a1"), default);
        await Feedback().KeepAsync("a1", false, "没有说到分期", default);
        time.Advance(TimeSpan.FromDays(3));
        await conversations.SweepAsync(default);
        Assert.Equal(0, await CountAsync("conversation"));
        Assert.NotNull(await CommentAsync());

        await conversations.ForgetAsync(conversation.Id, default);

        Assert.Null(await CommentAsync());
    }

    [Fact]
    public async Task Signals_and_feedback_are_swept_away_after_their_days()
    {
        var conversations = await OpenAsync();
        await conversations.RememberAsync(conversations.Begin(), Turn("a1"), default);
        await Feedback().KeepAsync("a1", false, "没有说到分期", default);
        time.Advance(TimeSpan.FromDays(91));

        await Feedback().SweepAsync(default);

        Assert.Equal(0, await CountAsync("answer"));
        Assert.Equal(0, await CountAsync("feedback"));
    }

    [Fact]
    public async Task Four_nodes_may_start_at_once_on_an_empty_database()
    {
        var nodes = Enumerable.Range(0, 4).Select(_ => NewDatabase()).ToArray();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.StartAsync())));

        Assert.Equal(2, await CountAsync("schema_step"));
    }

    [Fact]
    public async Task A_database_of_the_first_step_is_brought_up_to_date_with_what_it_holds()
    {
        var old = NewDatabase();
        await old.WriteAsync((transaction, _) => transaction.Connection!.ExecuteAsync(
            FirstStep() + """
            CREATE TABLE schema_step (number BIGINT NOT NULL PRIMARY KEY);
            INSERT INTO schema_step (number) VALUES (1);
            INSERT INTO conversation (key, created, expires, topics, article, turned) VALUES (@key, 1, @expires, 'complaints', NULL, 1);
            INSERT INTO answer (id, day, knowledge, scope, confidence, topics, terms) VALUES ('a1', '2026-11-23', 'v1', 'in-scope', 'high', 'complaints', '');
            INSERT INTO conversation_answer (conversation, answer, given) VALUES (@key, 'a1', 1);
            INSERT INTO feedback (answer, helpful, comment, given) VALUES ('a1', 0, '没有说到分期', 1);
            """, new { key = Conversation.KeyOf("an-id"), expires = time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds() }, transaction), default);

        var conversations = await OpenAsync();

        var known = (await conversations.FindAsync("an-id", default))!;
        Assert.Equal((Speaker.Borrower, "没有说到分期"), (known.Speaker, known.Answers[0].Comment));
        await conversations.ForgetAsync("an-id", default);
        Assert.Null(await CommentAsync());
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
        var feedback = Feedback();
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

    private static string FirstStep()
    {
        var assembly = typeof(Database).Assembly;
        using var reader = new StreamReader(assembly.GetManifestResourceStream(assembly.GetManifestResourceNames().Single(name => name.StartsWith("0001", StringComparison.Ordinal)))!);
        return reader.ReadToEnd();
    }

    private FeedbackStore Feedback() => new(databases[0], Options.Create(new FeedbackOptions()), time);

    private Task<string?> CommentAsync() => databases[0].ReadAsync((connection, _) => connection.QuerySingleAsync<string?>("SELECT comment FROM feedback"), default);

    private TurnMemory Turn(string answer, params Fact[] facts) => Turn(answer, "high", [], facts);

    private TurnMemory Turn(string answer, string confidence, string[] terms, params Fact[] facts) => new(
        new AnswerSignals(answer, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), "v1", Scope.InScope, confidence, ["contact-harassment"], terms),
        time.GetUtcNow(), facts, ["contact-harassment"], "answering-the-call", Speaker.Contact, "催收打电话了");

    private Task<long> CountAsync(string table) => databases[0].ReadAsync((connection, _) => connection.QuerySingleAsync<long>($"SELECT COUNT(*) FROM {table}"), default);
}
