namespace TrapTagger.Surveys.Tests.Showing;

public sealed class SayingNumbers
{
    [Theory]
    [InlineData(20, "less than a minute left")]
    [InlineData(61, "about 2 minutes left")]
    [InlineData(7200, "about 2 hours left")]
    [InlineData(260_000, "about 3 days left")]
    public void a_guess_is_rounded_as_coarsely_as_it_is_meant(int seconds, string expected) =>
        Assert.Equal(expected, Say.TimeLeft(TimeSpan.FromSeconds(seconds)));
}
