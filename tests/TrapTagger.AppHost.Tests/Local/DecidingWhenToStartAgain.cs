using TrapTagger.AppHost.Local;

namespace TrapTagger.AppHost.Tests;

public sealed class DecidingWhenToStartAgain
{
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(5);

    private readonly Restarts _restarts = new();

    [Fact]
    public void the_waits_double_up_to_half_a_minute()
    {
        var waits = Enumerable.Range(0, 7).Select(_ => Seconds(AMoment));

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], waits);
    }

    [Fact]
    public void a_minute_of_health_is_forgiven()
    {
        double?[] waits = [Seconds(AMoment), Seconds(AMoment), Seconds(TimeSpan.FromMinutes(1)), Seconds(AMoment)];

        Assert.Equal([1, 2, 1, 2], waits);
    }

    [Fact]
    public void the_fifth_start_in_a_row_that_fails_is_the_last()
    {
        double?[] waits = [Seconds(null), Seconds(null), Seconds(null), Seconds(null), Seconds(null)];

        Assert.Equal([1, 2, 4, 8, null], waits);
    }

    [Fact]
    public void a_start_that_succeeds_ends_the_row_of_failures()
    {
        double?[] waits = [Seconds(null), Seconds(null), Seconds(null), Seconds(null), Seconds(AMoment), Seconds(null)];

        Assert.DoesNotContain(null, waits);
    }

    private double? Seconds(TimeSpan? healthyFor) => _restarts.After(healthyFor)?.TotalSeconds;
}
