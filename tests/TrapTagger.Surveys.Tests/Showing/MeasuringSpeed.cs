namespace TrapTagger.Surveys.Tests.Showing;

public sealed class MeasuringSpeed
{
    private readonly RateWindow _window = new();

    [Fact]
    public void nothing_is_said_before_it_was_looked_at_for_a_while()
    {
        Assert.Equal(0, At(0, 0));
        Assert.Equal(0, At(4, 400));
        Assert.Equal(100, At(5, 500));
    }

    [Fact]
    public void only_the_last_half_minute_counts()
    {
        for (var second = 0; second <= 60; second++)
        {
            At(second, second * 10);
        }
        for (var second = 61; second <= 90; second++)
        {
            At(second, 600);
        }

        Assert.Equal(0, At(91, 600));
    }

    [Fact]
    public void what_stopped_has_no_speed_although_it_had_one_lately()
    {
        for (var second = 0; second <= 10; second++)
        {
            At(second, second * 10);
        }

        Assert.InRange(At(25, 100), 1, 10);
        Assert.Equal(0, At(26, 100));
    }

    [Fact]
    public void less_than_before_is_no_speed()
    {
        At(0, 100);

        Assert.Equal(0, At(10, 50));
    }

    private double At(int second, long done) => _window.Observe(done, TimeSpan.FromSeconds(second));
}
