using Microsoft.Extensions.Logging.Abstractions;
using TrapTagger.Platform.Data;

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

        Assert.Equal(1, await one.Ask<long>("SELECT count(*) FROM migration WHERE module = 'Platform'"));
    }

    [Fact]
    public async Task a_script_that_fails_names_itself_and_leaves_the_schema_as_it_was()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var broken = new Migrations(
            platform.Get<System.Data.Common.DbDataSource>(), platform.Get<Dialect>(),
            [new("Broken", typeof(MigratingTheDatabase).Assembly)], NullLogger<Migrations>.Instance);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => broken.ApplyAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("Migration Broken/0002_break_everything failed:", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, await platform.Ask<long>("SELECT count(*) FROM sqlite_master WHERE name = 'half_done'"));
    }
}
