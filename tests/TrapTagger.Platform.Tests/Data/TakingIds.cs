using System.Collections.Concurrent;
using TrapTagger.Platform.Data;

namespace TrapTagger.Platform.Tests.Data;

public sealed class TakingIds
{
    [Fact]
    public async Task no_number_is_given_twice_however_many_ask()
    {
        await using var one = await PlatformUnderTest.StartAsync();
        await using var other = await one.BesideAsync();
        var taken = new ConcurrentBag<long>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 3000), async (i, ct) =>
            taken.Add(await (i % 2 == 0 ? one : other).Get<Ids>().NextAsync("thing", ct)));

        Assert.Equal(3000, taken.Distinct().Count());
    }

    [Fact]
    public async Task a_row_of_numbers_is_whole_even_when_it_is_longer_than_a_block()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var ids = platform.Get<Ids>();

        var first = await ids.NextAsync("thing", 2500, TestContext.Current.CancellationToken);
        var next = await ids.NextAsync("thing", TestContext.Current.CancellationToken);

        Assert.True(next >= first + 2500);
    }

    [Fact]
    public async Task asking_inside_a_transaction_is_refused_at_once()
    {
        await using var platform = await PlatformUnderTest.StartAsync();
        var ct = TestContext.Current.CancellationToken;

        await using (await platform.Db.BeginAsync(ct))
        {
            await Assert.ThrowsAsync<InvalidOperationException>(
                () => platform.Get<Ids>().NextAsync("thing", ct).AsTask());
        }

        Assert.True(await platform.Get<Ids>().NextAsync("thing", ct) > 0);
    }
}
