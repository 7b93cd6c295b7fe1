using ChatTriage.Api.Conversations;
using ChatTriage.Api.Feedback;
using ChatTriage.Api.Storage;
using ChatTriage.Api.Tests.Privacy;
using ChatTriage.Knowledge;
using ChatTriage.Understanding;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ChatTriage.Cluster.Tests;

/// <summary>SQLite.</summary>
public sealed class SqliteStorageTests : StorageTests
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
            [new Fact("lender-type", new FactValue.Choice("a-value-to-look-for"), FactSource.Request)], [], null, Speaker.Contact, "一句要找的话");
        await conversations.RememberAsync(conversation, turn, default);
        await new FeedbackStore(database, Options.Create(new FeedbackOptions()), TimeProvider.System).KeepAsync("a1", false, "一个要找的意见", default);
        var file = SqliteEngine.FileOf(options.ConnectionString!);
        string[] kept = ["a-value-to-look-for", "一句要找的话", "一个要找的意见", conversation.Key];
        Assert.All(kept, text => Assert.True(Holds(file, text), text));
        // The id itself never gets there.
        Assert.False(Holds(file, conversation.Id));

        await conversations.ForgetAsync(conversation.Id, default);

        Assert.All(kept, text => Assert.False(Holds(file, text), text));
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        await PlantedData.MustNotBeInFilesAsync(folder);
        Directory.Delete(folder, recursive: true);
    }

    internal override Task<StorageOptions> NewStorageAsync() =>
        Task.FromResult(new StorageOptions { ConnectionString = $"Data Source={Path.Combine(folder, $"{Guid.NewGuid():N}.db")}" });

    private static bool Holds(string file, string text) => new[] { file, $"{file}-wal" }.Where(File.Exists)
        .Any(part => File.ReadAllBytes(part).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0);
}
