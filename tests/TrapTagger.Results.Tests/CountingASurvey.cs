using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Results.Tests;

public sealed class CountingASurvey : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();
    private Visitor? _ann;

    [Fact]
    public async Task the_head_says_the_survey_in_six_numbers()
    {
        var seen = await Opens(await Scene());

        Assert.Equal(new Dictionary<string, string>
        {
            ["Frames"] = "16",
            ["Clusters"] = "8",
            ["Labelled clusters"] = "7 of 8",
            ["Sites"] = "2 | 3 cameras",
            ["Dates"] = "3 May – 5 Jun 2024 | 34 days",
            ["Empty frames"] = "3 | and 2 that look empty, not labelled yet",
        }, seen.Figures());
        Assert.Contains("1 cluster is not labelled yet", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_label_s_sightings_are_the_most_animals_on_one_frame_of_each_cluster_and_at_least_one()
    {
        var seen = await Opens(await Scene());

        Assert.Equal(
        [
            "Paca | 2 | 5 | 4", // 3 on the best of three frames, and 1 where the detector saw none
            "Jaguar | 2 | 4 | 3", // 2 + 1, not the 2 + 2 + 1 of all frames
            "Vehicles/Humans/Livestock | 1 | 1 | 1",
            "Knocked Down | 1 | 1 | –",
            "Nothing | 1 | 3 | –",
            "Not labelled yet | 1 | 2 | –",
        ], seen.Lines("#labels"));
        Assert.Equal(
            ["All clusters", "8", "16", ""],
            seen.Html.QuerySelectorAll("#labels tfoot tr > *").Select(c => c.TextContent));
    }

    [Fact]
    public async Task a_plot_shows_the_numbers_of_its_table()
    {
        var seen = await Opens(await Scene());

        Assert.Equal(["Paca: 4", "Jaguar: 3", "Vehicles/Humans/Livestock: 1"], seen.Bars("#labels"));
        Assert.Equal(["Creek: 5", "Ridge: 3"], seen.Bars("#sites"));
    }

    [Fact]
    public async Task a_cluster_with_two_labels_counts_for_both_and_once_in_the_sums()
    {
        var scene = await _site.Rows.HasResults("Kruger", [new("Ridge", "2024-05-03 18:00:00", [2], "Jaguar", "Paca")]);

        var seen = await Opens(scene);

        Assert.Equal(["Jaguar | 1 | 1 | 2", "Paca | 1 | 1 | 2"], seen.Lines("#labels"));
        Assert.Contains("A cluster with two labels counts for both", seen.Text, StringComparison.Ordinal);
        Assert.Equal(["Ridge: 2"], seen.Bars("#sites"));
        Assert.Equal("1", Hour(seen, 18, "Clusters"));
    }

    [Fact]
    public async Task a_site_says_all_its_frames_and_clusters_and_the_sightings_of_the_label()
    {
        var scene = await Scene();
        await _site.Rows.Places(scene, "Ridge", -24.5, 31.25);

        var all = await Opens(scene);
        var jaguar = await Opens(scene, label: "Jaguar");

        Assert.Equal(
        [
            "Creek | – | – | 4 May – 5 Jun 2024 | 1 | 7 | 4 | 0 | 5",
            "Ridge | −24.50000 | 31.25000 | 3–4 May 2024 | 2 | 9 | 4 | 1 | 3",
        ], all.Lines("#sites"));
        Assert.Equal(["0", "3"], jaguar.Lines("#sites").Select(l => l.Split(" | ")[^1]));
    }

    [Fact]
    public async Task clusters_are_in_the_hour_in_which_they_begin_and_those_without_a_time_are_named()
    {
        var scene = await Scene();

        var all = await Opens(scene);
        var paca = await Opens(scene, label: "Paca");

        Assert.Equal("2", Hour(all, 18, "Clusters"));
        Assert.Equal("3", Hour(all, 18, "Sightings"));
        Assert.Equal("1", Hour(all, 0, "Clusters"));
        Assert.Equal("0", Hour(all, 12, "Clusters")); // Nothing and Knocked Down
        Assert.Equal("0", Hour(paca, 18, "Clusters"));
        Assert.Contains(
            "1 cluster (2 frames) without a time is not in this plot", paca.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_camera_counts_its_own_frames_and_the_clusters_it_took_part_in()
    {
        var scene = await Scene();
        var ann = await _site.SignedIn();

        var all = await ann.Opens($"/surveys/{scene.Survey}/results/cameras");
        var jaguar = await ann.Opens($"/surveys/{scene.Survey}/results/cameras?label={scene.Labels["Jaguar"]}");

        Assert.Equal(
        [
            "Creek | A | 7 | 4 May – 5 Jun 2024 | 3 | 6", // Paca twice and people, not Knocked Down
            "Ridge | A | 8 | 3–4 May 2024 | 2 | 3",
            "Ridge | B | 1 | 3 May 2024 | 1 | 1",
        ], all.Lines("#cameras"));
        Assert.Equal(
            ["0 | 0", "2 | 3", "1 | 1"],
            jaguar.Lines("#cameras").Select(l => string.Join(" | ", l.Split(" | ")[^2..])));
    }

    [Fact]
    public async Task labels_and_sites_are_crossed()
    {
        var seen = await Opens(await Scene());

        Assert.Equal(
            ["Paca | 4 | · | 4", "Jaguar | · | 3 | 3", "Vehicles/Humans/Livestock | 1 | · | 1"],
            seen.Lines("#labels-by-site"));
    }

    /// <summary>Two sites, three cameras, every kind of label, and clusters that nobody labelled.</summary>
    private Task<ResultScene> Scene() => _site.Rows.HasResults("Kruger",
    [
        new("Ridge", "2024-05-03 18:42:10", [1, 2, 2], "Jaguar") { Cameras = ["A", "A", "B"] },
        new("Ridge", "2024-05-03 18:59:59", [1], "Jaguar"),
        new("Ridge", "2024-05-03 12:00:00", [0, 0, 0], "Nothing"),
        new("Ridge", "2024-05-04 12:30:00", [0, 0]),
        new("Creek", null, [0, 0], "Paca"),
        new("Creek", "2024-05-04 00:00:00", [1, 3, 0], "Paca"),
        new("Creek", "2024-06-05 06:00:00", [0], "Vehicles/Humans/Livestock"),
        new("Creek", "2024-06-05 12:00:00", [0], "Knocked Down"),
    ]);

    private async Task<Seen> Opens(ResultScene scene, string? label = null)
    {
        var asked = label is null ? 0 : scene.Labels[label];
        _ann ??= await _site.SignedIn();
        var seen = await _ann.Opens($"/surveys/{scene.Survey}/results?set={scene.Set}&label={asked}");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        return seen;
    }

    private static string Hour(Seen seen, int hour, string row) => seen.Lines("#hours")
        .Single(l => l.StartsWith(row, StringComparison.Ordinal)).Split(" | ")[hour + 1];

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
