using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Data;

public sealed class SpeakingToTheDatabase : IAsyncLifetime
{
    private PlatformUnderTest _platform = null!;

    private sealed record Row
    {
        public long Id { get; init; }
        public string? Name { get; init; }
        public double? Share { get; init; }
        public bool IsGood { get; init; }
        public DateTimeOffset At { get; init; }
        public DateTime? Local { get; init; }
    }

    public async ValueTask InitializeAsync()
    {
        _platform = await PlatformUnderTest.StartAsync();
        await using var session = await _platform.Db.OpenAsync(default);
        await session.ExecuteAsync("""
            CREATE TABLE thing (id bigint PRIMARY KEY, name varchar(40), share double, is_good boolean,
                at datetime(6), local datetime(6))
            """);
    }

    [Fact]
    public async Task rows_written_together_come_back_as_they_were()
    {
        Row[] rows =
        [
            new() { Id = long.MaxValue, Name = "'; né 😀\"\\", Share = 0.1, IsGood = true,
                At = new(2026, 3, 29, 1, 30, 15, 123, 456, TimeSpan.Zero), Local = new(2026, 3, 29, 2, 30, 0) },
            new() { Id = 1 },
        ];
        await using var session = await _platform.Db.OpenAsync(TestContext.Current.CancellationToken);

        await session.InsertAsync("thing", rows);

        var back = await session.QueryAsync<Row>(
            "SELECT id, name, share, is_good, at, local FROM thing ORDER BY id DESC");
        Assert.Equal(rows, back);
        Assert.Equal(DateTimeKind.Unspecified, back[0].Local!.Value.Kind);
    }

    [Fact]
    public async Task a_row_whose_key_is_taken_is_left_alone_when_new_ones_are_inserted()
    {
        await using var session = await _platform.Db.OpenAsync(TestContext.Current.CancellationToken);
        await session.InsertAsync<Row>("thing", [new() { Id = 1, Name = "first" }]);

        var inserted = await session.InsertNewAsync<Row>("thing", [new() { Id = 1, Name = "again" }, new() { Id = 2 }]);

        Assert.Equal(1, inserted);
        Assert.Equal("first", await session.ScalarAsync<string>("SELECT name FROM thing WHERE id = 1"));
    }

    [Fact]
    public async Task more_rows_than_a_statement_takes_are_all_written()
    {
        await using var work = await _platform.Db.BeginAsync(TestContext.Current.CancellationToken);

        var inserted = await work.InsertAsync(
            "thing", [.. Enumerable.Range(1, 12_001).Select(i => new Row { Id = i })]);

        Assert.Equal(12_001, inserted);
        Assert.Equal(12_001, await work.ScalarAsync<long>("SELECT count(*) FROM thing"));
    }

    [Fact]
    public async Task a_list_of_times_is_refused_because_it_would_find_nothing()
    {
        await using var session = await _platform.Db.OpenAsync(TestContext.Current.CancellationToken);

        const string sql = "SELECT id FROM thing WHERE at IN @times";
        var times = new { times = new List<DateTimeOffset> { default } };

        await Assert.ThrowsAsync<NotSupportedException>(() => session.QueryAsync<long>(sql, times));
        await Assert.ThrowsAsync<NotSupportedException>(
            async () => await session.StreamAsync<long>(sql, times).ToListAsync(TestContext.Current.CancellationToken));
        await session.QueryAsync<long>("SELECT id FROM thing WHERE id IN @ids", new { ids = new long[] { 1, 2 } });
    }

    [Fact]
    public async Task names_that_differ_in_case_or_accents_are_two()
    {
        await using var session = await _platform.Db.OpenAsync(TestContext.Current.CancellationToken);
        await session.InsertAsync<Row>("thing", [new() { Id = 1, Name = "A.JPG" }, new() { Id = 2, Name = "a.jpg" }]);

        Assert.Equal(1, await session.ScalarAsync<long>("SELECT count(*) FROM thing WHERE name = 'a.jpg'"));
    }

    [Fact]
    public async Task the_database_s_clock_is_told_in_utc()
    {
        await using var session = await _platform.Db.OpenAsync(TestContext.Current.CancellationToken);

        var now = await session.ScalarAsync<DateTimeOffset>($"SELECT {session.Dialect.CurrentInstant}");

        var here = TimeProvider.System.GetUtcNow();
        Assert.InRange(now, here.AddMinutes(-5), here.AddMinutes(5));
    }

    [Theory]
    [InlineData("PRAGMA foreign_keys", 1)]
    [InlineData("PRAGMA synchronous", 2)] // FULL
    [InlineData("PRAGMA busy_timeout", 2000)]
    public async Task a_connection_used_again_is_still_set_up(string setting, long expected)
    {
        Assert.SkipWhen(TestDatabase.IsServer, "Settings of SQLite.");
        for (var time = 1; time <= 3; time++)
        {
            await using var session = await _platform.Db.OpenAsync(TestContext.Current.CancellationToken);
            Assert.Equal(expected, await session.ScalarAsync<long>(setting));
        }
    }

    [Fact]
    public async Task nothing_is_kept_of_a_transaction_that_was_not_committed()
    {
        await using (var work = await _platform.Db.BeginAsync(TestContext.Current.CancellationToken))
        {
            await work.InsertAsync<Row>("thing", [new() { Id = 7 }]);
        }

        Assert.Equal(0, await _platform.Ask<long>("SELECT count(*) FROM thing"));
    }

    [Fact]
    public async Task a_taken_key_is_told_from_other_failures()
    {
        await using var session = await _platform.Db.OpenAsync(TestContext.Current.CancellationToken);
        await session.InsertAsync<Row>("thing", [new() { Id = 1 }]);

        var taken = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => session.InsertAsync<Row>("thing", [new() { Id = 1 }]));
        var other = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => session.ExecuteAsync("SELECT nonsense FROM nowhere"));

        Assert.True(session.Dialect.IsDuplicate(taken));
        Assert.False(session.Dialect.IsDuplicate(other));
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();
}
