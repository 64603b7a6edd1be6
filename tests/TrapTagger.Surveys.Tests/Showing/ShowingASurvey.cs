using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Showing;

public sealed class ShowingASurvey : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task its_head_tells_kind_dates_and_counts()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        var site = await _site.Rows.HasSite(survey, "S90");
        var camera = await _site.Rows.HasCamera(site, "A");
        await _site.Rows.HasCamera(site, "B");
        await _site.Rows.HasFrame(survey, camera, "K/S90/a.jpg", "2023-12-30 18:42:10");
        await _site.Rows.HasFrame(survey, camera, "K/S90/b.jpg", "2024-06-12 01:00:00");
        await _site.Rows.HasFile(survey, "K/S90/c.jpg", "duplicate", "K/S90/a.jpg");
        await _site.Rows.HasFile(survey, "K/S90/d.jpg", "quarantined", "It is broken.");

        var facts = (await ann.Opens($"/surveys/{survey}")).Html.QuerySelector(".facts")!;

        Assert.Equal(
            [
                "Trails", "30 Dec 2023 – 12 Jun 2024", "1 site", "2 cameras", "2 frames", "4 kB", "1 duplicate",
                "1 set aside",
            ],
            facts.Children.Select(c => c.TextContent));
        Assert.Equal(
            $"/surveys/{survey}/files?show=quarantined", facts.QuerySelector("a:has(.badge)")?.GetAttribute("href"));
    }

    [Fact]
    public async Task its_pipeline_begins_with_upload_and_check()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        await _site.Rows.HasFile(survey, "K/S90/a.jpg", "frame");
        await _site.Rows.HasFile(survey, "K/S90/b.jpg", "arrived");
        await _site.Rows.HasFile(survey, "K/S90/c.jpg", "arrived");

        var stages = (await ann.Opens($"/surveys/{survey}")).Html.QuerySelectorAll(".stage").Take(2);

        Assert.Equal(
            [("Upload", "3 files", "3", "3"), ("Check", "1 of 3 files", "1", "3")],
            stages.Select(s => (
                s.QuerySelector(".stage-name")!.TextContent.Trim(), s.QuerySelector(".stage-count")!.TextContent,
                s.QuerySelector("progress")!.GetAttribute("value"), s.QuerySelector("progress")!.GetAttribute("max"))));
    }

    [Fact]
    public async Task its_pages_are_tabs()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();

        var tabs = (await ann.Opens($"/surveys/{survey}/files")).Html.QuerySelectorAll(".tabs a");

        var links = tabs.Select(t => (t.TextContent, t.GetAttribute("href"))).ToList();
        Assert.Contains(("Overview", $"/surveys/{survey}"), links);
        Assert.Contains(("Sites", $"/surveys/{survey}/sites"), links);
        Assert.Equal("Files", Assert.Single(tabs, t => t.HasAttribute("aria-current")).TextContent);
    }

    [Fact]
    public async Task it_follows_what_happens()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        using var stream = new StreamReader(
            await ann.Http.GetStreamAsync($"/surveys/{survey}/live", TestContext.Current.CancellationToken));
        await Reads(stream, "Not begun");

        await _site.Rows.HasFile(survey, "K/S90/a.jpg", "announced");

        await Reads(stream, "0 of 1 file</span>");
    }

    [Fact]
    public async Task it_shows_a_few_frames_and_looks_for_more_while_files_come_in()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        var camera = await _site.Rows.HasCamera(await _site.Rows.HasSite(survey, "S90"), "A");
        await _site.Rows.HasFrame(survey, camera, "K/S90/a.jpg");

        var growing = (await ann.Opens($"/surveys/{survey}/sample")).Html.QuerySelector("section")!;
        await _site.Rows.Run("UPDATE survey SET upload_open = 0");
        var whole = (await ann.Opens($"/surveys/{survey}/sample")).Html.QuerySelector("section")!;

        Assert.Equal("K/S90/a.jpg", growing.QuerySelector("img")?.GetAttribute("alt"));
        Assert.True(growing.HasAttribute("hx-get"));
        Assert.False(whole.HasAttribute("hx-get"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/live")]
    [InlineData("/sample")]
    [InlineData("/files")]
    [InlineData("/sites")]
    public async Task a_survey_of_another_organisation_is_not_there(string page)
    {
        await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        var bob = await _site.SignedIn("Bob", "Other Place");

        Assert.Equal(HttpStatusCode.NotFound, (await bob.Opens($"/surveys/{survey}{page}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bob.Opens($"/surveys/{survey + 999}{page}")).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task Reads(StreamReader stream, string expected)
    {
        while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(expected, StringComparison.Ordinal))
            {
                return;
            }
        }
        Assert.Fail($"The stream ended without '{expected}'.");
    }
}
