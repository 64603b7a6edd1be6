namespace TrapTagger.Surveys.Tests.Showing;

public sealed class SayingNumbers
{
    [Theory]
    [InlineData(0, "0 kB")]
    [InlineData(1, "1 kB")]
    [InlineData(999_999, "1000 kB")]
    [InlineData(70_512_345, "70.5 MB")]
    [InlineData(60_000_000_000, "60.0 GB")]
    public void bytes_have_a_unit(long bytes, string expected) => Assert.Equal(expected, Words.Bytes(bytes));

    [Theory]
    [InlineData(20, "less than a minute left")]
    [InlineData(61, "about 2 minutes left")]
    [InlineData(7200, "about 2 hours left")]
    [InlineData(260_000, "about 3 days left")]
    public void a_guess_is_rounded_as_coarsely_as_it_is_meant(int seconds, string expected) =>
        Assert.Equal(expected, Say.TimeLeft(TimeSpan.FromSeconds(seconds)));
}
