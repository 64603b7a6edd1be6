using FsCheck;
using FsCheck.Fluent;

namespace TrapTagger.Annotation.Tests.Clustering;

/// <summary>What holds for the clusters of every site, however its cameras behaved.</summary>
public sealed class ClustersOfAnySite
{
    private static readonly DateTime Start = new(2026, 5, 3, 12, 0, 0);

    /// <summary>Up to four cameras; pauses from none to a few minutes, so that long sequences come up often.</summary>
    private static readonly Arbitrary<Sighting[]> Sites = (
        from steps in Gen.Zip(Gen.Frequency((9, Gen.Choose(0, 50)), (1, Gen.Choose(0, 400))), Gen.Choose(1, 4)).ListOf()
        from present in Gen.Elements(true, false).ListOf(steps.Count)
        from timeless in Gen.Frequency((19, Gen.Constant(false)), (1, Gen.Constant(true))).ListOf(steps.Count)
        select Build(steps, present, timeless)).ToArbitrary();

    [Fact]
    public void every_frame_is_in_exactly_one() => Check(site =>
        Clusters.Of(site).SelectMany(c => c).Select(f => f.Frame).Order()
            .SequenceEqual(site.Select(f => f.Frame).Order()));

    [Fact]
    public void none_is_empty_or_longer_than_fifteen_minutes() => Check(site => Clusters.Of(site).All(c =>
        c.Count > 0 && (c[0].At is null || Clusters.Length(c) <= Clusters.Longest)));

    [Fact]
    public void frames_are_in_order_of_time() => Check(site => Clusters.Of(site).All(c =>
        c.Zip(c.Skip(1)).All(pair => pair.First.At <= pair.Second.At)));

    [Fact]
    public void the_order_in_which_frames_come_does_not_matter() => Check(site =>
        Text(Clusters.Of(site)) == Text(Clusters.Of(site.Reverse())));

    [Fact]
    public void a_pause_of_more_than_a_minute_always_divides() => Check(site =>
    {
        var timed = site.Where(f => f.At is not null).OrderBy(f => f.At).ToList();
        var clusterOf = Clusters.Of(site)
            .SelectMany((c, index) => c, (c, f) => (f.Frame, c)).ToDictionary(x => x.Frame, x => x.c);
        return timed.Zip(timed.Skip(1))
            .Where(pair => pair.Second.At - pair.First.At > Clusters.Gap)
            .All(pair => !ReferenceEquals(clusterOf[pair.First.Frame], clusterOf[pair.Second.Frame]));
    });

    private static void Check(Func<Sighting[], bool> holds) =>
        Prop.ForAll(Sites, site => holds(site)).QuickCheckThrowOnFailure();

    private static string Text(IEnumerable<IReadOnlyList<Sighting>> clusters) => string.Join(
        '|', clusters.Select(c => string.Join(',', c.Select(f => f.Frame))).Order(StringComparer.Ordinal));

    private static Sighting[] Build(
        IEnumerable<(int Pause, int Camera)> steps, List<bool> present, List<bool> timeless)
    {
        var at = Start;
        return [.. steps.Select((step, i) =>
        {
            at = at.AddSeconds(step.Pause);
            return new Sighting(i, timeless[i] ? null : at, $"{i:0000}.JPG", step.Camera, present[i]);
        })];
    }
}
