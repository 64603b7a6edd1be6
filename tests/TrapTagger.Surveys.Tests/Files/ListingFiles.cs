using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Files;

public sealed class ListingFiles : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task each_filter_shows_its_files_with_what_is_known_of_them()
    {
        var ann = await _site.SignedIn();
        var survey = await HasOneOfEach();

        Assert.Equal(
            [
                "K/S90/a.jpg Frame", "K/S90/b.jpg Duplicate", "K/S90/c.jpg Set aside", "K/S90/d.jpg Missing",
                "K/S90/e.jpg Being checked",
            ],
            await Shown(ann, survey, "all"));
        Assert.Equal(["K/S90/a.jpg Frame"], await Shown(ann, survey, "frames"));
        Assert.Equal(["K/S90/b.jpg Duplicate"], await Shown(ann, survey, "duplicates"));
        Assert.Equal(["K/S90/c.jpg Set aside"], await Shown(ann, survey, "quarantined"));
        Assert.Equal(["K/S90/d.jpg Missing"], await Shown(ann, survey, "missing"));
        Assert.Equal(5, (await Shown(ann, survey, "nonsense")).Count());
    }

    [Fact]
    public async Task reasons_and_times_are_told()
    {
        var ann = await _site.SignedIn();
        var survey = await HasOneOfEach();

        var page = await ann.Opens($"/surveys/{survey}/files");

        Assert.Contains("The same photograph as K/S90/a.jpg", page.Text);
        Assert.Contains("It ends too early.", page.Text);
        Assert.Contains("3 May 2024 18:42", page.Text);
        Assert.Single(page.Html.QuerySelectorAll(".file-list img"));
        Assert.Equal(
            ["All 5", "Frames 1", "Duplicates 1", "Set aside 1", "Missing 1"],
            page.Html.QuerySelectorAll(".filters a").Select(Words.In));
    }

    [Fact]
    public async Task a_hundred_fill_a_page_and_none_is_shown_twice()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        for (var i = 0; i < 230; i++)
        {
            await _site.Rows.HasFile(survey, $"K/S90/{i:D3}.jpg", i % 2 == 0 ? "arrived" : "announced");
        }

        Assert.Equal([100, 100, 30], (await Pages(ann, $"/surveys/{survey}/files?show=all")).Select(p => p.Length));
        var missing = await Pages(ann, $"/surveys/{survey}/files?show=missing");
        Assert.Equal([100, 15], missing.Select(p => p.Length));
        Assert.Equal(115, missing.SelectMany(p => p).Distinct().Count());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<long> HasOneOfEach()
    {
        var survey = await _site.Rows.HasSurvey();
        var camera = await _site.Rows.HasCamera(await _site.Rows.HasSite(survey, "S90"), "A");
        await _site.Rows.HasFrame(survey, camera, "K/S90/a.jpg", "2024-05-03 18:42:10");
        await _site.Rows.HasFile(survey, "K/S90/b.jpg", "duplicate", "K/S90/a.jpg");
        await _site.Rows.HasFile(survey, "K/S90/c.jpg", "quarantined", "It ends too early.");
        await _site.Rows.HasFile(survey, "K/S90/d.jpg", "announced");
        await _site.Rows.HasFile(survey, "K/S90/e.jpg", "arrived");
        return survey;
    }

    private static async Task<IEnumerable<string>> Shown(Visitor visitor, long survey, string filter) =>
        (await visitor.Opens($"/surveys/{survey}/files?show={filter}")).Html.QuerySelectorAll(".file-list li")
            .Select(f => $"{f.QuerySelector(".file-path")!.TextContent} {f.QuerySelector(".file-state")!.TextContent}");

    private static async Task<IReadOnlyList<string[]>> Pages(Visitor visitor, string? path)
    {
        var pages = new List<string[]>();
        while (path is not null)
        {
            var page = await visitor.Opens(path);
            pages.Add([.. page.Html.QuerySelectorAll(".file-path").Select(f => f.TextContent)]);
            path = page.Html.QuerySelector("[rel=next]")?.GetAttribute("href");
        }
        return pages;
    }
}
