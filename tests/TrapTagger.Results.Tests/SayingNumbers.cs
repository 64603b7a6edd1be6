using FsCheck.Fluent;
using FsCheck;
using Microsoft.Extensions.Caching.Memory;
using TrapTagger.Platform.Downloads;

namespace TrapTagger.Results.Tests;

public sealed class SayingNumbers
{
    [Theory]
    [InlineData("Kruger 2024", "Kruger 2024 frames.csv")]
    [InlineData("Peña 🐆", "Peña 🐆 frames.csv")]
    [InlineData("../../etc/passwd", "etc-passwd frames.csv")]
    [InlineData("a\\b:c*d?e\"f<g>h|i", "a-b-c-d-e-f-g-h-i frames.csv")]
    [InlineData("  .hidden. ", "hidden frames.csv")]
    [InlineData("-rf", "rf frames.csv")]
    [InlineData("line\r\nbreak\0", "line--break frames.csv")]
    [InlineData("\u202Egnp.exe", "gnp.exe frames.csv")]
    [InlineData("///", "unnamed frames.csv")]
    [InlineData("", "unnamed frames.csv")]
    public void a_file_is_called_as_its_survey_in_letters_that_every_system_takes(string survey, string name) =>
        Assert.Equal(name, DownloadName.Of(survey, "frames.csv"));

    [Fact]
    public void a_file_s_name_is_never_too_long() =>
        Assert.True(DownloadName.Of(new string('x', 5000), "frames.csv").Length < 150);

    [Fact]
    public void a_lone_half_of_a_letter_is_no_letter() =>
        Assert.Equal("a-b frames.csv", DownloadName.Of("a\uD83Db", "frames.csv"));

    [Fact]
    public void an_axis_has_few_round_lines_and_reaches_its_highest_value() => Prop
        .ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), highest =>
        {
            var lines = HourAxis.Lines(highest);
            var digits = lines[0].ToString(System.Globalization.CultureInfo.InvariantCulture);
            return lines.Count is >= 1 and <= 5 && lines[^1] >= highest && lines[^1] - lines[0] < highest
                && "125".Contains(digits[0], StringComparison.Ordinal) && digits[1..].All(d => d == '0');
        })
        .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(50, 4)]
    [InlineData(100, 5)]
    public void a_cell_is_tinted_by_the_root_of_its_share(long sightings, int tint)
    {
        var head = new ResultsHeadModel(1, "", 0, [], new(), null);
        var counted = new Dictionary<(long, long), long> { [(1, 1)] = 100, [(1, 2)] = sightings };
        var cross = new CrossModel(head, [], [], counted);

        Assert.Equal(tint, cross.Tint(sightings));
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(199, null)]
    [InlineData(500, 10_000)]
    [InlineData(60_000, 60_000)]
    public void a_count_is_kept_for_longer_the_longer_it_took(int took, int? keep) =>
        Assert.Equal(keep, KeptCounts.KeepFor(TimeSpan.FromMilliseconds(took))?.TotalMilliseconds);

    [Fact]
    public async Task what_took_long_is_counted_once_and_what_did_not_each_time()
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());
        using var slowly = new KeptCounts(cache, new Between(isShared: false), new Stopwatch(seconds: 5));
        using var quickly = new KeptCounts(cache, new Between(isShared: false), new Stopwatch(seconds: 0));
        var (slow, quick) = (0, 0);

        for (var i = 0; i < 3; i++)
        {
            await slowly.GetAsync("slow", () => Task.FromResult(++slow));
            await quickly.GetAsync("quick", () => Task.FromResult(++quick));
        }

        Assert.Equal((1, 3), (slow, quick));
    }

    [Fact]
    public async Task who_asks_while_it_is_being_counted_waits_for_the_same_count()
    {
        using var cache = new MemoryCache(new MemoryCacheOptions());
        using var kept = new KeptCounts(cache, new Between(isShared: false), new Stopwatch(seconds: 0));
        var (counts, go) = (0, new TaskCompletionSource());

        var askers = Enumerable.Range(0, 5).Select(_ => kept.GetAsync("one", async () =>
        {
            await go.Task;
            return ++counts;
        })).ToList();
        go.SetResult();

        Assert.All(await Task.WhenAll(askers), seen => Assert.Equal(1, seen));
    }

    [Theory]
    [InlineData("Ridge", 5, "Ridge")]
    [InlineData("Ridge north", 7, "Ridge…")]
    [InlineData("🐆🐆🐆", 4, "🐆…")]
    public void a_long_name_is_cut_between_letters(string name, int letters, string shown) =>
        Assert.Equal(shown, Say.Shorten(name, letters));

    /// <summary>A clock by which everything takes so many seconds.</summary>
    private sealed class Stopwatch(int seconds) : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => seconds * _looks++;
    }
}
