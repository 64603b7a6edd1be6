using FsCheck;
using FsCheck.Fluent;

namespace TrapTagger.Classification.Tests;

public sealed class SplittingBursts
{
    private static readonly DateTime Noon = new(2024, 7, 1, 12, 0, 0, DateTimeKind.Unspecified);

    /// <summary>A few cameras, short pauses and long ones, some frames without a time.</summary>
    private static readonly Gen<Frame[]> Series =
        from pauses in Gen.Elements(0, 1, 1, 1, 9, 10, 11, 600).ArrayOf()
        from cameras in Gen.Choose(1, 3)
        from timeless in Gen.Choose(2, 20)
        select pauses
            .Select((_, i) => new Frame(
                i * cameras / pauses.Length,
                i % timeless == 1 ? null : Noon.AddSeconds(pauses.Take(i + 1).Sum())))
            .ToArray();

    [Fact]
    public void every_frame_stays_in_its_place() => Check.QuickThrowOnFailure(Prop.ForAll(
        Series.ToArbitrary(), frames => Split(frames).SelectMany(burst => burst).SequenceEqual(frames)));

    [Fact]
    public void a_burst_is_short_and_of_one_camera_without_long_pauses() => Check.QuickThrowOnFailure(Prop.ForAll(
        Series.ToArbitrary(), frames => Split(frames).All(burst =>
            burst.Count is > 0 and <= Bursts.Longest
            && burst.Zip(burst.Skip(1)).All(pair => Belong(pair.First, pair.Second)))));

    [Fact]
    public void two_bursts_are_one_only_where_it_would_be_too_long() => Check.QuickThrowOnFailure(Prop.ForAll(
        Series.ToArbitrary(), frames => Split(frames).Zip(Split(frames).Skip(1)).All(pair =>
            pair.First.Count == Bursts.Longest || !Belong(pair.First[^1], pair.Second[0]))));

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    public void ten_seconds_are_still_one_burst(int seconds, int bursts) =>
        Assert.Equal(bursts, Split([new(1, Noon), new(1, Noon.AddSeconds(seconds))]).Count);

    [Fact]
    public void cutting_a_part_that_begins_with_a_burst_gives_the_same_bursts()
    {
        var frames = Enumerable.Range(0, 35).Select(i => new Frame(1, Noon.AddSeconds(i))).ToArray();

        Assert.Equal(
            Split(frames).Skip(1).Select(burst => burst.Count), Split(frames[10..]).Select(burst => burst.Count));
    }

    private static List<IReadOnlyList<Frame>> Split(IEnumerable<Frame> frames) =>
        [.. Bursts.Split(frames, frame => frame.Camera, frame => frame.At)];

    private static bool Belong(Frame first, Frame second) =>
        first.Camera == second.Camera && second.At - first.At <= TimeSpan.FromSeconds(10);

    private sealed record Frame(long Camera, DateTime? At);
}
