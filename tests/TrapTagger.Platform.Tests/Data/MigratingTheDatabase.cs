using Microsoft.Extensions.Logging.Abstractions;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Data;

public sealed class MigratingTheDatabase
{
    [Fact]
    public async Task two_processes_starting_together_apply_each_script_once()
    {
        var scripts = new MigrationSource("Platform", typeof(PlatformModule).Assembly).Scripts.Count();
        for (var round = 1; round <= 5; round++)
        {
            await using var one = PlatformUnderTest.Unstarted();
            await using var other = PlatformUnderTest.Unstarted(beside: one);
            using var start = new Barrier(2);

            await Task.WhenAll(Applies(one, start), Applies(other, start));

            Assert.Equal(scripts, await one.Ask<long>("SELECT count(*) FROM migration WHERE module = 'Platform'"));
        }
    }

    [Fact]
    public async Task a_script_that_fails_names_itself_and_leaves_the_schema_as_it_was()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var broken = Broken(platform);

        var failure = await Assert.ThrowsAsync<MigrationException>(
            () => broken.ApplyAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("Migration Broken/0002_break_everything failed:", failure.Message, StringComparison.Ordinal);
        Assert.False(broken.Applied.IsCompleted);
        Assert.Equal(1, await platform.Ask<long>("SELECT count(*) FROM half"));
        Assert.Equal(
            1, await platform.Ask<long>("SELECT count(*) FROM migration WHERE module = 'Broken'"));
    }

    [Fact]
    public async Task what_is_in_the_way_of_a_script_can_be_removed_and_it_goes_on()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var ct = TestContext.Current.CancellationToken;
        var broken = Broken(platform);
        await Assert.ThrowsAsync<MigrationException>(() => broken.ApplyAsync(ct));
        await using (var session = await platform.Db.OpenAsync(ct))
        {
            await session.ExecuteAsync("CREATE TABLE there_is_none (id bigint)");
        }

        await Broken(platform).UntilAppliedAsync(ct);

        Assert.Equal(2, await platform.Ask<long>("SELECT count(*) FROM migration WHERE module = 'Broken'"));
        Assert.Equal(2, await platform.Ask<long>("SELECT count(*) FROM half"));
        Assert.Equal(1, await platform.Ask<long>("SELECT count(*) FROM half_done"));
    }

    [Fact]
    public async Task a_script_that_meets_a_stranger_s_table_fails_however_often_it_is_tried()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var ct = TestContext.Current.CancellationToken;
        await using (var session = await platform.Db.OpenAsync(ct))
        {
            await session.ExecuteAsync("CREATE TABLE half (name varchar(40))");
        }

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var failure = await Assert.ThrowsAsync<MigrationException>(() => Broken(platform).ApplyAsync(ct));
            Assert.StartsWith("Migration Broken/0001_create_half failed:", failure.Message, StringComparison.Ordinal);
        }

        await using (var session = await platform.Db.OpenAsync(ct))
        {
            await session.ExecuteAsync("DROP TABLE half");
        }
        var next = await Assert.ThrowsAsync<MigrationException>(() => Broken(platform).ApplyAsync(ct));
        Assert.StartsWith("Migration Broken/0002_break_everything failed:", next.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_change_that_was_made_but_not_noted_because_the_process_died_is_not_made_again()
    {
        Assert.SkipUnless(TestDatabase.IsServer, "SQLite changes its schema in a transaction.");
        await using var platform = await PlatformUnderTest.StartAsync();
        var ct = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<MigrationException>(() => Broken(platform).ApplyAsync(ct));
        await using (var session = await platform.Db.OpenAsync(ct))
        {
            await session.ExecuteAsync("UPDATE migration_step SET done = 0 WHERE module = 'Broken'");
            await session.ExecuteAsync("DELETE FROM half_done");
            await session.ExecuteAsync("CREATE TABLE there_is_none (id bigint)");
        }

        await Broken(platform).ApplyAsync(ct);

        Assert.Equal(1, await platform.Ask<long>("SELECT count(*) FROM half_done"));
        Assert.Equal(0, await platform.Ask<long>("SELECT count(*) FROM migration_step"));
    }

    private static Task Applies(PlatformUnderTest platform, Barrier start) => Task.Run(() =>
    {
        start.SignalAndWait(TestContext.Current.CancellationToken);
        return platform.Get<Migrations>().ApplyAsync(TestContext.Current.CancellationToken);
    });

    private static Migrations Broken(PlatformUnderTest platform) => new(
        platform.Get<System.Data.Common.DbDataSource>(), platform.Get<Dialect>(),
        [new("Broken", typeof(MigratingTheDatabase).Assembly)], TimeProvider.System, NullLogger<Migrations>.Instance);
}
