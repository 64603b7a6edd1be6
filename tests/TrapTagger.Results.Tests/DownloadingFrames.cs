using TrapTagger.Testing;

namespace TrapTagger.Results.Tests;

public sealed class DownloadingFrames : IAsyncDisposable
{
    private const string Columns =
        "Site Name,Camera,Latitude,Longitude,Timestamp,Species,Sighting Count,File,Cluster,Annotator";

    private readonly SiteUnderTest _site = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task every_frame_is_a_line_by_site_time_and_file()
    {
        var scene = await _site.Rows.HasResults("Kruger",
        [
            new("Ridge", "2024-05-03 18:42:10", [2, 0], "Jaguar") { Cameras = ["B", "A"], Annotator = "Ben" },
            new("Creek", "2024-05-04 09:00:00", [0], "Nothing"),
            new("Creek", "2024-05-03 23:59:59", [1]),
            new("Creek", null, [3], "Paca", "Jaguar"),
        ]);
        await _site.Rows.Places(scene, "Ridge", -24.5, 31.25);

        var lines = await Downloads(scene);

        Assert.Equal(
        [
            Columns,
            $"Creek,A,,,,Jaguar; Paca,3,FILE,{scene.Clusters[3]},Ann",
            $"Creek,A,,,2024-05-03 23:59:59,,0,FILE,{scene.Clusters[2]},",
            $"Creek,A,,,2024-05-04 09:00:00,None,0,FILE,{scene.Clusters[1]},Ann",
            $"Ridge,B,-24.5,31.25,2024-05-03 18:42:10,Jaguar,2,FILE,{scene.Clusters[0]},Ben",
            // The jaguar's box is on the other frame.
            $"Ridge,A,-24.5,31.25,2024-05-03 18:42:12,Jaguar,0,FILE,{scene.Clusters[0]},Ben",
        ], lines);
    }

    [Fact]
    public async Task frames_of_one_moment_are_in_the_order_of_their_files()
    {
        var scene = await _site.Rows.HasResults("Kruger", [new("Ridge", "2024-05-03 18:00:00", [0, 0, 0])]);
        await _site.Rows.Run("UPDATE frame SET taken_at = '2024-05-03 18:00:00', path = 'c' || (100 - id % 100)");

        var files = (await Downloads(scene, keepFiles: true)).Skip(1).Select(l => l.Split(',')[7]).ToList();

        Assert.Equal(3, files.Count);
        Assert.Equal(files.Order(StringComparer.Ordinal), files);
    }

    [Fact]
    public async Task a_frame_that_is_in_no_cluster_yet_is_there_too()
    {
        var scene = await _site.Rows.HasResults("Kruger", [new("Ridge", "2024-05-03 18:00:00", [1], "Jaguar")]);
        await _site.Rows.Run("DELETE FROM cluster_frame");

        Assert.Equal([Columns, "Ridge,A,,,2024-05-03 18:00:00,,0,FILE,,"], await Downloads(scene));
    }

    [Fact]
    public async Task each_set_has_decisions_of_its_own()
    {
        var scene = await _site.Rows.HasResults("Kruger", [new("Ridge", "2024-05-03 18:00:00", [1], "Jaguar")]);
        var other = await _site.Rows.HasSet(
            scene, "Sex", new ClusterScene("Ridge", "2024-05-03 19:00:00", [1], "Female"));

        var first = await Downloads(scene with { Set = 0 }); // the survey's first one, where the address names none
        var second = await Downloads(other);

        Assert.Equal(["Jaguar", ""], first.Skip(1).Select(l => l.Split(',')[5]));
        Assert.Equal(["", "Female"], second.Skip(1).Select(l => l.Split(',')[5]));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("Peña, \"north\"", "\"Peña, \"\"north\"\"\"")]
    public async Task a_name_is_never_a_formula_and_breaks_no_line(string name, string cell)
    {
        var scene = await _site.Rows.HasResults(
            "Kruger", [new(name, "2024-05-03 18:00:00", [1], name) { Cameras = [name], Annotator = name }]);
        await _site.Rows.Run("UPDATE frame SET path = @name", new { name });
        await _site.Rows.Places(scene, name, -1.5, -2);

        var text = await Text(scene);

        Assert.Equal(
            $"{cell},{cell},-1.5,-2,2024-05-03 18:00:00,{cell},1,{cell},{scene.Clusters[0]},{cell}\r\n",
            text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    public async Task excel_is_told_that_it_is_utf_8_and_the_browser_what_the_file_is_called()
    {
        var scene = await _site.Rows.HasResults("Peña/Kruger: \"south\"", [new("Ridge", null, [0])]);
        var ann = await _site.SignedIn();

        using var answer = await ann.Http.GetAsync(Path(scene), Stop);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.NotEqual(0xEF, bytes[3]);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Peña-Kruger- -south frames.csv", answer.Content.Headers.ContentDisposition?.FileNameStar);
    }

    [Fact]
    public async Task a_survey_without_frames_has_a_header_only()
    {
        var scene = await _site.Rows.HasResults("Kruger", []);

        Assert.Equal([Columns], await Downloads(scene));
    }

    private static string Path(ResultScene scene) =>
        $"/surveys/{scene.Survey}/results/frames.csv{(scene.Set == 0 ? "" : $"?set={scene.Set}")}";

    private async Task<string> Text(ResultScene scene) =>
        (await (await _site.SignedIn($"Ann {SiteRows.NextId()}")).Http.GetStringAsync(Path(scene))).TrimStart('\uFEFF');

    /// <summary>The lines, with FILE for each path, which holds a number that no test chooses.</summary>
    private async Task<IReadOnlyList<string>> Downloads(ResultScene scene, bool keepFiles = false)
    {
        var lines = (await Text(scene)).Split("\r\n");
        Assert.Equal("", lines[^1]);
        return [.. lines[..^1].Select(l => keepFiles ? l : ScenePath().Replace(l, "FILE"))];
    }

    private static System.Text.RegularExpressions.Regex ScenePath() => new(@"\w+/\w/\d+\.JPG");

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
