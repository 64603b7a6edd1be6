using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class ShowingClusters : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_cluster_comes_with_its_frames_in_order_and_what_the_detector_saw()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 1, Empty: 1, Frames: 3));
        var (_, leased) = await LabellingPage.OpenedBy(await _site.SignedIn(), scene.Set);

        var cluster = leased.Clusters[0];

        Assert.Equal(
            ["2024-05-01T00:00:00", "2024-05-01T00:00:01", "2024-05-01T00:00:02"],
            cluster.Frames.Select(f => f.TakenAt!.Value.ToString("s")));
        Assert.Equal(cluster.Frames[1].Id, cluster.BestFrame);
        var frame = cluster.Frames[0];
        Assert.Equal(("A", 3264, 2448), (frame.Camera, frame.Width, frame.Height));
        Assert.Equal([(0.05, false), (0.9, true)], frame.Boxes.Select(b => (b.Score, b.Counts)));
        Assert.Equal(new(0.4, 0.3, 0.2, 0.3, 1, 0.9, true, "Detector"), frame.Boxes[1]);
        Assert.Equal([null, "nothing"], leased.Clusters.Select(c => c.Suggested));
    }

    [Fact]
    public async Task its_pictures_are_shown_by_signed_addresses_only()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 1));
        var ann = await _site.SignedIn();
        var (_, leased) = await LabellingPage.OpenedBy(ann, scene.Set);
        var frame = leased.Clusters[0].Frames[0];
        var renditions = $"wild-test-comp/{scene.Survey}/North/A/000000.JPG";
        await _site.Keeps($"{renditions}.screen.jpg", "large"u8.ToArray());
        await _site.Keeps($"{renditions}.thumb.jpg", "small"u8.ToArray());

        Assert.Equal("large", (await ann.Opens(frame.Screen)).Raw);
        Assert.Equal("small", (await ann.Opens(frame.Thumbnail)).Raw);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Opens(frame.Screen[..^1])).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
