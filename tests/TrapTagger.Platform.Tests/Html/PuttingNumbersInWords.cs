using TrapTagger.Platform.Html;

namespace TrapTagger.Platform.Tests.Html;

public sealed class PuttingNumbersInWords
{
    [Theory]
    [InlineData(1, "1 file")]
    [InlineData(0, "0 files")]
    [InlineData(12_340, "12,340 files")]
    public void a_count_has_its_noun(long count, string expected) =>
        Assert.Equal(expected, Words.Count(count, "file", "files"));

    [Theory]
    [InlineData(0, "0 kB")]
    [InlineData(1, "1 kB")]
    [InlineData(999_999, "1000 kB")]
    [InlineData(70_512_345, "70.5 MB")]
    [InlineData(60_000_000_000, "60.0 GB")]
    public void bytes_have_a_unit(long bytes, string expected) => Assert.Equal(expected, Words.Bytes(bytes));

    [Theory]
    [InlineData("2024-05-03", "2024-05-03", "3 May 2024")]
    [InlineData("2024-05-03", "2024-05-28", "3–28 May 2024")]
    [InlineData("2024-05-03", "2024-06-12", "3 May – 12 Jun 2024")]
    [InlineData("2023-12-30", "2024-06-12", "30 Dec 2023 – 12 Jun 2024")]
    public void dates_say_once_what_they_share(DateTime first, DateTime last, string expected) =>
        Assert.Equal(expected, Words.Days(first, last));
}
