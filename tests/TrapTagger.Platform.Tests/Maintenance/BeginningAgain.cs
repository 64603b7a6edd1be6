using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Maintenance;

namespace TrapTagger.Platform.Tests.Maintenance;

public sealed class BeginningAgain
{
    private static readonly SqliteException Conflict = new("database is locked", 5, 517);
    private static readonly SqliteException Busy = new("database is locked", 5);
    private static readonly SqliteException Mistake = new("no such table: lynx", 1);

    [Fact]
    public async Task a_handler_that_was_in_another_s_way_is_begun_again_until_it_is_through()
    {
        var tries = 0;

        var answer = await Answer(() => ++tries < 4 ? throw Conflict : "done");

        Assert.Equal(("done", 4), (answer, tries));
    }

    [Fact]
    public async Task one_that_never_gets_through_fails_in_the_end()
    {
        var tries = 0;

        await Assert.ThrowsAsync<SqliteException>(() => Answer(() => tries++ < 100 ? throw Conflict : "done"));

        Assert.InRange(tries, 2, 10);
    }

    [Fact]
    public async Task one_that_is_wrong_or_has_waited_long_already_is_not_begun_again()
    {
        var tries = 0;

        await Assert.ThrowsAsync<SqliteException>(() => Answer(() => tries++ < 100 ? throw Mistake : "done"));
        await Assert.ThrowsAsync<SqliteException>(() => Answer(() => tries++ < 100 ? throw Busy : "done"));

        Assert.Equal(2, tries);
    }

    private static async Task<object?> Answer(Func<string> handler)
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddSingleton<Dialect>(new SqliteDialect()).BuildServiceProvider(),
        };
        return await new ConflictFilter().InvokeAsync(
            new DefaultEndpointFilterInvocationContext(http), _ => ValueTask.FromResult<object?>(handler()));
    }
}
