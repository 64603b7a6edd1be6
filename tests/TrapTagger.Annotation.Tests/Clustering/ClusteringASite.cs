namespace TrapTagger.Annotation.Tests.Clustering;

public sealed class ClusteringASite
{
    private static readonly DateTime Noon = new(2026, 5, 3, 12, 0, 0);

    [Fact]
    public void frames_up_to_a_minute_apart_belong_together_whichever_their_camera() => Assert.Equal(
        [[1, 2, 3], [4]],
        Cluster(
            At(0, camera: 1, id: 1), At(60, camera: 2, id: 2), At(120, camera: 1, id: 3), At(181, camera: 1, id: 4)));

    [Fact]
    public void a_frame_without_a_time_stands_alone() => Assert.Equal(
        [[1], [2], [3]],
        Cluster(new Sighting(1, null, "a", 1, true), new Sighting(2, null, "b", 1, true), At(0, id: 3)));

    [Fact]
    public void frames_of_one_second_are_ordered_by_their_path() => Assert.Equal(
        [[2, 1]], Cluster(At(0, id: 1) with { Path = "IMG_2.JPG" }, At(0, id: 2) with { Path = "IMG_1.JPG" }));

    [Fact]
    public void a_sequence_of_exactly_fifteen_minutes_stays_whole() =>
        Assert.Single(Cluster([.. Enumerable.Range(0, 16).Select(i => At(i * 60, id: i))]));

    [Fact]
    public void a_longer_one_is_divided_where_the_site_turns_from_empty_to_occupied_and_back()
    {
        // Twenty minutes, a frame each 30 s: something is there from minute 5 to minute 8.
        var frames = Enumerable.Range(0, 41).Select(i => At(i * 30, id: i, present: i is >= 10 and <= 16));

        Assert.Equal([10, 7, 24], Cluster([.. frames]).Select(c => c.Length));
    }

    [Fact]
    public void an_animal_that_walks_from_one_camera_to_another_is_not_divided()
    {
        // Camera 2 sees it while camera 1 has just lost it: the site as a whole stays occupied.
        var one = Enumerable.Range(0, 41).Select(i => At(i * 30, camera: 1, id: i, present: i is >= 10 and <= 16));
        var two = Enumerable.Range(0, 41)
            .Select(i => At(i * 30 + 1, camera: 2, id: 100 + i, present: i is >= 16 and <= 20));

        var clusters = Cluster([.. one, .. two]);

        Assert.Contains(clusters, c => c.Contains(10) && c.Contains(116));
    }

    [Fact]
    public void a_herd_that_stays_is_cut_every_fifteen_minutes() => Assert.Equal(
        [31, 31, 19],
        Cluster([.. Enumerable.Range(0, 81).Select(i => At(i * 30, id: i, present: true))]).Select(c => c.Length));

    private static Sighting At(double seconds, long camera = 1, long id = 0, bool present = false) =>
        new(id, Noon.AddSeconds(seconds), $"IMG_{seconds:00000}.JPG", camera, present);

    private static long[][] Cluster(params Sighting[] site) =>
        [.. Clusters.Of(site).Select(c => c.Select(f => f.Frame).ToArray())];
}
