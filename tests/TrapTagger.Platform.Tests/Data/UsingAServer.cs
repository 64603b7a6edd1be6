using MySqlConnector;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Data;

/// <summary>What drivers of MySQL were found to do wrong, each shown to be right in this product.</summary>
public sealed class UsingAServer : IAsyncLifetime
{
    private static int _made;

    private string _connectionString = "";
    private Db _db = null!;
    private Database _database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(MariaDbServer.IsInstalled, MariaDbServer.Absent);
        _connectionString = MariaDbServer.Shared.CreateDatabase($"traps_{Interlocked.Increment(ref _made)}");
        Opens(_connectionString);
        return default;
    }

    [Fact]
    public async Task a_statement_that_takes_too_long_ends_with_an_error_here_and_on_the_server()
    {
        Opens(_connectionString + ";Default Command Timeout=1");
        await using var session = await _db.OpenAsync(Ct);

        var late = await Assert.ThrowsAsync<MySqlException>(
            () => session.ScalarAsync<long>("SELECT count(*) FROM seq_1_to_100000000 a JOIN seq_1_to_1000 b"));

        Assert.True(_database.Dialect.IsAway(late));
        await Eventually.Is(Running, running => running == 0);
    }

    [Fact]
    public async Task a_caller_who_gives_up_is_let_go_and_the_server_stops_too()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        await using (var session = await _db.OpenAsync(giveUp.Token))
        {
            var query = session.ScalarAsync<long>("SELECT count(*) FROM seq_1_to_100000000 a JOIN seq_1_to_1000 b");
            await Eventually.Is(Running, running => running == 1);

            await giveUp.CancelAsync();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => query);
        }
        await Eventually.Is(Running, running => running == 0);
    }

    [Fact]
    public async Task more_callers_than_connections_wait_without_holding_threads()
    {
        Opens(_connectionString.Replace("Maximum Pool Size=40", "Maximum Pool Size=3", StringComparison.Ordinal));
        await using (var session = await _db.OpenAsync(Ct))
        {
            await session.ExecuteAsync("CREATE TABLE tally (id bigint PRIMARY KEY, n bigint)");
            await session.ExecuteAsync("INSERT INTO tally (id, n) VALUES (1, 0)");
        }

        await Task.WhenAll(Enumerable.Range(0, 300).Select(async _ =>
        {
            await using var work = await _db.BeginAsync(Ct);
            await work.ExecuteAsync("UPDATE tally SET n = n + 1 WHERE id = 1");
            await work.CommitAsync();
        }));

        await using var reading = await _db.OpenAsync(Ct);
        Assert.Equal(300, await reading.ScalarAsync<long>("SELECT n FROM tally"));
    }

    [Fact]
    public async Task connections_that_the_server_ended_are_not_handed_out_again()
    {
        for (var time = 0; time < 5; time++)
        {
            await using (var session = await _db.OpenAsync(Ct))
            {
                Assert.Equal(1, await session.ScalarAsync<long>("SELECT 1"));
            }
            MariaDbServer.Shared.Execute($"KILL USER '{new MySqlConnectionStringBuilder(_connectionString).UserID}'");
        }
    }

    [Fact]
    public async Task a_connection_that_breaks_in_a_transaction_is_told_as_passing_and_nothing_is_kept()
    {
        await using (var session = await _db.OpenAsync(Ct))
        {
            await session.ExecuteAsync("CREATE TABLE tally (id bigint PRIMARY KEY)");
        }
        await using (var work = await _db.BeginAsync(Ct))
        {
            await work.ExecuteAsync("INSERT INTO tally (id) VALUES (1)");
            MariaDbServer.Shared.Execute($"KILL USER '{new MySqlConnectionStringBuilder(_connectionString).UserID}'");

            var broken = await Assert.ThrowsAsync<MySqlException>(
                () => work.ExecuteAsync("INSERT INTO tally (id) VALUES (2)"));

            Assert.True(_database.Dialect.IsAway(broken), broken.ErrorCode.ToString());
        }
        await using var reading = await _db.OpenAsync(Ct);
        Assert.Equal(0, await reading.ScalarAsync<long>("SELECT count(*) FROM tally"));
    }

    [Fact]
    public async Task of_two_transactions_in_each_other_s_way_one_is_told_that_it_may_begin_again()
    {
        await using (var session = await _db.OpenAsync(Ct))
        {
            await session.ExecuteAsync("CREATE TABLE pair (id bigint PRIMARY KEY, n bigint)");
            await session.ExecuteAsync("INSERT INTO pair (id, n) VALUES (1, 0), (2, 0)");
        }
        using var bothHoldOne = new Barrier(2);

        var outcomes = await Task.WhenAll(Cross(1, 2), Cross(2, 1));

        Assert.Single(outcomes, conflict => conflict);

        Task<bool> Cross(long first, long second) => Task.Run(async () =>
        {
            await using var work = await _db.BeginAsync(Ct);
            await work.ExecuteAsync("UPDATE pair SET n = n + 1 WHERE id = @first", new { first });
            bothHoldOne.SignalAndWait(Ct);
            try
            {
                await work.ExecuteAsync("UPDATE pair SET n = n + 1 WHERE id = @second", new { second });
                await work.CommitAsync();
                return false;
            }
            catch (MySqlException e)
            {
                return _database.Dialect.IsConflict(e);
            }
        });
    }

    [Fact]
    public async Task a_value_that_does_not_fit_is_refused_whatever_the_server_was_set_up_with()
    {
        MariaDbServer.Shared.Execute("SET GLOBAL sql_mode = ''");
        await using var session = await _db.OpenAsync(Ct);
        await session.ExecuteAsync("CREATE TABLE narrow (id bigint PRIMARY KEY, name varchar(3))");

        await Assert.ThrowsAsync<MySqlException>(
            () => session.ExecuteAsync("INSERT INTO narrow (id, name) VALUES (1, 'Jaguar')"));
    }

    /// <summary>Statements of this test's user that the server works on.</summary>
    private async Task<long> Running()
    {
        await using var looking = new MySqlConnection(MariaDbServer.Shared.Admin);
        await looking.OpenAsync(Ct);
        await using var command = new MySqlCommand(
            "SELECT count(*) FROM information_schema.processlist WHERE user = @user AND command = 'Query'", looking);
        command.Parameters.AddWithValue("user", new MySqlConnectionStringBuilder(_connectionString).UserID);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), null);
    }

    private void Opens(string connectionString)
    {
        _database = Database.Of(connectionString);
        _db = new(_database.Source, _database.Dialect);
    }

    public ValueTask DisposeAsync() => _database is null ? default : _database.Source.DisposeAsync();
}
