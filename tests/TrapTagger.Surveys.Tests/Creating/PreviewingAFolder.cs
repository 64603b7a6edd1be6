using System.Net;
using System.Text.Json;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Creating;

public sealed class PreviewingAFolder : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task sites_cameras_and_photographs_are_counted_before_anything_is_sent()
    {
        var seen = await Previews([new("S90/A", 60, 3_000_000), new("S90/B", 51, 2_000_000), new("S91/A", 1, 1000)]);

        Assert.Equal("2 sites, 3 cameras and 112 photographs (5 MB) will be uploaded.", Plain(seen, ".totals"));
        Assert.Equal(["S90", "S91"], seen.Html.QuerySelectorAll(".site-list tbody th").Select(s => s.TextContent));
        Assert.Equal(["A 60", "B 51", "A 1"], seen.Html.QuerySelectorAll(".site-list li").Select(c => c.TextContent));
    }

    [Fact]
    public async Task another_level_shows_other_sites()
    {
        FolderCount[] folders = [new("Kruger/S90/A", 60, 0), new("Kruger/S91/A", 1, 0)];

        var seen = await Previews(folders, ("siteLevel", "0"), ("cameraLevel", "1"));

        Assert.StartsWith("1 site, 2 cameras", Plain(seen, ".totals"));
    }

    [Fact]
    public async Task a_camera_folder_above_the_site_follows_the_site_down()
    {
        var seen = await Previews([new("Kruger/S90/A", 60, 0)], ("siteLevel", "2"), ("cameraLevel", "1"));

        Assert.Equal("2", seen.Html.QuerySelector("[name=cameraLevel][checked]")?.GetAttribute("value"));
    }

    [Fact]
    public async Task files_above_the_site_folder_are_counted_and_named()
    {
        var seen = await Previews([new("Kruger", 12, 0), new("Kruger/S90/A", 60, 0)]);

        Assert.Contains("12 files lie above the site folder and will not be uploaded: in Kruger.", seen.Text);
    }

    [Fact]
    public async Task videos_and_other_files_are_left_out_in_so_many_words()
    {
        var others = new Dictionary<string, int> { [".mp4"] = 2, [".AVI"] = 1, [".txt"] = 3, [".db"] = 1 };

        var seen = await Previews([new("S90/A", 60, 0, others)]);

        Assert.Contains("3 videos will be left out: TrapTagger does not read videos yet.", seen.Text);
        Assert.Contains("What is no photograph will be left out: 3 .txt, 1 .db.", seen.Text);
    }

    [Fact]
    public async Task a_folder_without_photographs_says_so()
    {
        var seen = await Previews([new("S90/A", 0, 0, new Dictionary<string, int> { [".mp4"] = 2 })]);

        Assert.Contains("There is no photograph in this folder.", seen.Text);
    }

    [Fact]
    public async Task two_thousand_cameras_are_shown()
    {
        var folders = Enumerable.Range(0, 2000).Select(i => new FolderCount($"Kruger/S{i / 2:D4}/C{i % 2}", 10, 0));

        var seen = await Previews([.. folders]);

        Assert.StartsWith("1,000 sites, 2,000 cameras and 20,000 photographs", Plain(seen, ".totals"));
        Assert.Equal(1000, seen.Html.QuerySelectorAll(".site-list tbody tr").Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[null]")]
    [InlineData("""[{"path":null,"files":1,"bytes":1}]""")]
    [InlineData("""[{"path":"a","files":-1,"bytes":1}]""")]
    public async Task what_no_script_of_ours_sends_is_an_empty_folder(string folders)
    {
        var seen = await Previews(folders);

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("There is no photograph in this folder.", seen.Text);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task<Seen> Previews(FolderCount[] folders, params (string, string)[] answers) =>
        Previews(JsonSerializer.Serialize(folders, JsonSerializerOptions.Web), answers);

    private async Task<Seen> Previews(string folders, params (string, string)[] answers)
    {
        var ann = await _site.SignedIn();
        var page = await ann.Opens("/surveys/new");
        var preview = page.Html.QuerySelector("#site-preview")!.GetAttribute("hx-post")!;
        var form = page.Form();
        form.SetAttribute("action", preview);
        return await ann.Submits(form, [("folders", folders), .. answers]);
    }

    private static string Plain(Seen seen, string selector) => Words.In(seen.Html.QuerySelector(selector)!);
}
