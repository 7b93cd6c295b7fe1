using ChatTriage.Api.Storage;
using ChatTriage.Cluster.Tests.Servers;

namespace ChatTriage.Cluster.Tests;

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
