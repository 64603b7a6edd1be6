using Microsoft.Extensions.Logging.Abstractions;
using TrapTagger.Platform.Data;
using TrapTagger.Testing;

namespace TrapTagger.Platform.Tests.Data;

public sealed class MigratingTheDatabase
{
    [Fact]
    public async Task two_processes_starting_together_apply_each_script_once()
    {
        await using var one = await PlatformUnderTest.StartAsync();
        await using var other = await one.BesideAsync();
        var ct = TestContext.Current.CancellationToken;

        await Task.WhenAll(one.Get<Migrations>().ApplyAsync(ct), other.Get<Migrations>().ApplyAsync(ct));

        var scripts = new MigrationSource("Platform", typeof(PlatformModule).Assembly).Scripts.Count();
        Assert.Equal(scripts, await one.Ask<long>("SELECT count(*) FROM migration WHERE module = 'Platform'"));
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

    private static Migrations Broken(PlatformUnderTest platform) => new(
        platform.Get<System.Data.Common.DbDataSource>(), platform.Get<Dialect>(),
        [new("Broken", typeof(MigratingTheDatabase).Assembly)], TimeProvider.System, NullLogger<Migrations>.Instance);
}
