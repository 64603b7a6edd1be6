using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Tests.Data;

public sealed class FailingToWrite
{
    private sealed class Source(Func<DbConnection> next) : DbDataSource
    {
        public override string ConnectionString => "Data Source=:memory:";

        protected override DbConnection CreateDbConnection() => next();
    }

    private class Connection() : SqliteConnection("Data Source=:memory:")
    {
        public bool IsClosed => State == ConnectionState.Closed;
    }

    private sealed class BusyConnection : Connection
    {
        protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
            throw new SqliteException("database is locked", 5);
    }

    private sealed class StuckConnection : Connection
    {
        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            throw new SqliteException("disk I/O error", 10);
        }
    }

    [Fact]
    public async Task a_connection_that_cannot_begin_a_transaction_is_closed_and_the_next_one_has_its_turn()
    {
        var busy = new BusyConnection();
        var connections = new Queue<DbConnection>([busy, new Connection()]);
        var db = new Db(new Source(connections.Dequeue), new SqliteDialect());

        await Assert.ThrowsAsync<SqliteException>(() => BeginSoonAsync(db));

        Assert.True(busy.IsClosed);
        await using var next = await BeginSoonAsync(db);
    }

    [Fact]
    public async Task a_session_that_cannot_be_closed_gives_its_turn_to_write_back()
    {
        var connections = new Queue<DbConnection>([new StuckConnection(), new Connection()]);
        var db = new Db(new Source(connections.Dequeue), new SqliteDialect());
        var session = await db.BeginAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<SqliteException>(() => session.DisposeAsync().AsTask());

        await using var next = await BeginSoonAsync(db);
    }

    /// <summary>A turn that is never given back fails the test instead of holding it up.</summary>
    private static async Task<DbSession> BeginSoonAsync(Db db)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return await db.BeginAsync(patience.Token);
    }
}
