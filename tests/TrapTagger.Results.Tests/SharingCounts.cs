using Microsoft.Extensions.Caching.Memory;

namespace TrapTagger.Results.Tests;

/// <summary>Two web processes: what one counted the other shows.</summary>
public sealed class SharingCounts
{
    [Fact]
    public async Task a_count_that_took_long_in_one_process_is_not_made_again_in_the_other()
    {
        var between = new Between(isShared: true);
        using var one = new KeptCounts(new MemoryCache(new MemoryCacheOptions()), between, new SlowClock());
        using var other = new KeptCounts(new MemoryCache(new MemoryCacheOptions()), between, new SlowClock());
        var counted = new Tally(
            new DateTimeOffset(2026, 5, 3, 10, 0, 0, TimeSpan.Zero),
            [new SiteModel { Id = 1, Name = "North", Latitude = -12.8, FirstAt = new(2026, 5, 1, 6, 0, 0) }],
            [new LabelCell { LabelId = 7, Name = "Jaguar", Kind = "species", SiteId = 1, Hour = 6, Sightings = 2 }]);

        await one.GetAsync("tally/1/1", () => Task.FromResult(counted));
        var seen = await other.GetAsync<Tally>("tally/1/1", () => throw new InvalidOperationException("Again?"));

        Assert.Equal(counted.CountedAt, seen.CountedAt);
        Assert.Equal(counted.Sites, seen.Sites);
        Assert.Equal(counted.Cells, seen.Cells);
        Assert.Equal(counted.Labels, seen.Labels);
    }

    /// <summary>By it, everything takes five seconds.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _looks;

        public override long GetTimestamp() => ++_looks * 5 * TimestampFrequency;
    }
}
