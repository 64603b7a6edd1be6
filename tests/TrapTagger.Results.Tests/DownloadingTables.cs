using System.Xml.Linq;
using TrapTagger.Testing;

namespace TrapTagger.Results.Tests;

public sealed class DownloadingTables : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_table_s_file_has_its_numbers()
    {
        var (ann, scene) = await Scene();

        Assert.Equal(
            [
                "Label,Clusters,Frames,Sightings",
                "Jaguar,1,2,2",
                "Paca,1,1,1",
                "Nothing,1,1,0",
                "Not labelled yet,1,1,0",
            ],
            await Downloads(ann, scene, "labels.csv"));
        Assert.Equal(
        [
            "Site,Latitude,Longitude,Cameras,First Frame,Last Frame,Frames,Clusters,Clusters Not Labelled,"
                + "Label,Sightings",
            "\"'=Creek\",,,1,,,2,2,1,all labels,1",
            "Ridge,-24.5,31.25,2,2024-05-03 18:00:00,2024-05-03 19:00:00,3,2,0,all labels,2",
        ], await Downloads(ann, scene, "sites.csv"));
        Assert.Equal(
        [
            "Site,Camera,First Frame,Last Frame,All Frames,Label,Clusters,Frames",
            "\"'=Creek\",A,,,2,Jaguar,0,0",
            "Ridge,A,2024-05-03 18:00:00,2024-05-03 19:00:00,2,Jaguar,1,1",
            "Ridge,B,2024-05-03 18:00:02,2024-05-03 18:00:02,1,Jaguar,1,1",
        ], await Downloads(ann, scene, $"cameras.csv?label={scene.Labels["Jaguar"]}"));
        Assert.Equal(
            ["Label,Site,Sightings", "Jaguar,\"'=Creek\",0", "Jaguar,Ridge,2", "Paca,\"'=Creek\",1", "Paca,Ridge,0"],
            await Downloads(ann, scene, "labels-by-site.csv"));
    }

    [Fact]
    public async Task the_hours_file_has_all_hours_and_what_has_no_time()
    {
        var (ann, scene) = await Scene();

        var lines = await Downloads(ann, scene, "hours.csv");

        Assert.Equal(1 + 24 + 1, lines.Count);
        Assert.Equal("Label,Hour,Clusters,Sightings", lines[0]);
        Assert.Equal("all labels,0,0,0", lines[1]);
        Assert.Equal("all labels,18,1,2", lines[19]);
        Assert.Equal("all labels,No time,1,", lines[^1]);
    }

    [Theory]
    [InlineData("labels")]
    [InlineData("hours")]
    [InlineData("sites")]
    [InlineData("cameras")]
    public async Task a_plot_is_a_drawing_of_its_own_that_needs_no_style_sheet(string plot)
    {
        var (ann, scene) = await Scene();

        using var answer = await ann.Http.GetAsync($"/surveys/{scene.Survey}/results/{plot}.svg", Stop);
        var drawing = XDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).Root!;

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"Kruger {plot}.svg", answer.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("{http://www.w3.org/2000/svg}svg", drawing.Name.ToString());
        Assert.All(
            drawing.Descendants().Where(e => e.Name.LocalName is "rect" or "text"),
            e => Assert.NotNull(e.Attribute("fill")));
        Assert.Contains(
            drawing.Descendants(),
            e => ((string?)e.Attribute("class"))?.StartsWith("plot-bar", StringComparison.Ordinal) == true);
    }

    private async Task<(Visitor Ann, ResultScene Scene)> Scene()
    {
        var scene = await _site.Rows.HasResults("Kruger",
        [
            new("Ridge", "2024-05-03 18:00:00", [1, 2], "Jaguar") { Cameras = ["A", "B"] },
            new("Ridge", "2024-05-03 19:00:00", [0], "Nothing"),
            new("=Creek", null, [0], "Paca"),
            new("=Creek", null, [0]),
        ]);
        await _site.Rows.Places(scene, "Ridge", -24.5, 31.25);
        return (await _site.SignedIn(), scene);
    }

    private static async Task<IReadOnlyList<string>> Downloads(Visitor visitor, ResultScene scene, string file) =>
        (await visitor.Http.GetStringAsync($"/surveys/{scene.Survey}/results/{file}"))
            .TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
