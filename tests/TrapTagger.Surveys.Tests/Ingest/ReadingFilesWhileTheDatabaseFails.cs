using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Ingest;

public sealed class ReadingFilesWhileTheDatabaseFails : IAsyncDisposable
{
    private const int CannotOpen = 14;

    private readonly SiteUnderTest _site = new();

    /// <summary>A database that is away some times that it is asked for.</summary>
    private sealed class Away(DbDataSource source) : DbDataSource
    {
        public int Times { get; set; }

        public override string ConnectionString => source.ConnectionString;

        protected override DbConnection CreateDbConnection() => source.CreateConnection();

        protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
        {
            if (Times == 0)
            {
                return source.OpenConnectionAsync(cancellationToken);
            }
            Times--;
            throw new SqliteException("unable to open database file", CannotOpen);
        }
    }

    [Fact]
    public async Task no_photograph_is_counted_as_tried_for_it()
    {
        Assert.SkipWhen(TestDatabase.IsServer, "This is how the embedded database says it.");
        await _site.SignedIn();
        var survey = await _site.HasArrived(photographs: 2);
        await using var platform = new ServiceCollection().AddLogging().AddPlatform(
            new ConfigurationBuilder().AddInMemoryCollection(_site.Settings!).Build()).BuildServiceProvider();
        var database = new Away(platform.GetRequiredService<DbDataSource>());
        var queue = new IngestQueue(new(database, platform.GetRequiredService<Dialect>()), TimeProvider.System);
        var files = await queue.FindAsync(new(survey, await _site.Rows.Rows<long>("SELECT id FROM file")), Ct);

        await queue.BeginAsync(files, Ct);
        Assert.Equal([1, 1], await Tries());
        await queue.BeginAsync(files, Ct); // Written, and nobody heard so: it is begun again.
        Assert.Equal([1, 1], await Tries());
        database.Times = 2;
        await queue.HandBackAsync(files, Ct);

        Assert.Equal([0, 0], await Tries());
        database.Times = 1;
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAsync<SqliteException>(() => queue.HandBackAsync(files, stopped.Token));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<IReadOnlyList<long>> Tries() => _site.Rows.Rows<long>("SELECT tries FROM file ORDER BY id");
}
