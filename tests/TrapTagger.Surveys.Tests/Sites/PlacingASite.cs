using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Sites;

public sealed class PlacingASite : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_position_is_kept_and_shown()
    {
        var (ann, survey, _) = await HasSite();

        var saved = await Places(ann, survey, "-12.34", "-69.12");

        Assert.Equal($"/surveys/{survey}/sites", saved.Location?.ToString());
        Assert.Equal(("−12.34", "−69.12"), await Shown(ann, survey));
    }

    [Theory]
    [InlineData("−12,5", "+31.59", "−12.5", "31.59")]
    [InlineData(" 90 ", "-180", "90", "−180")]
    [InlineData("", " ", "", "")]
    [InlineData("0", "0", "0", "0")]
    public async Task numbers_are_read_as_people_write_them(
        string latitude, string longitude, string north, string east)
    {
        var (ann, survey, _) = await HasSite();
        await Places(ann, survey, "1", "1");

        await Places(ann, survey, latitude, longitude);

        Assert.Equal((north, east), await Shown(ann, survey));
    }

    [Theory]
    [InlineData("1", "", SitePositionModel.OnlyOne)]
    [InlineData("", "1", SitePositionModel.OnlyOne)]
    [InlineData("90.01", "0", SitePositionModel.NoLatitude)]
    [InlineData("-90.01", "0", SitePositionModel.NoLatitude)]
    [InlineData("12°30'", "0", SitePositionModel.NoLatitude)]
    [InlineData("NaN", "0", SitePositionModel.NoLatitude)]
    [InlineData("1e1", "0", SitePositionModel.NoLatitude)]
    [InlineData("0", "180.01", SitePositionModel.NoLongitude)]
    [InlineData("0", "Infinity", SitePositionModel.NoLongitude)]
    public async Task what_is_no_position_comes_back_with_its_reason(string latitude, string longitude, string reason)
    {
        var (ann, survey, _) = await HasSite();

        var seen = await Places(ann, survey, latitude, longitude);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal(reason, seen.Alert);
        Assert.Equal(latitude, seen.Html.QuerySelector("[name=latitude]")?.GetAttribute("value"));
        Assert.Equal(("", ""), await Shown(ann, survey));
    }

    [Fact]
    public async Task what_the_camera_wrote_is_shown_and_taken_only_when_asked()
    {
        var (ann, survey, site) = await HasSite();
        await _site.Rows.HasCamera(site, "A", -12.34, -69.12);
        await _site.Rows.HasCamera(site, "B", -12.34, -69.12);

        var page = await ann.Opens($"/surveys/{survey}/sites");
        Assert.Equal(("", ""), await Shown(ann, survey));
        var suggestion = Assert.Single(page.Html.QuerySelectorAll(".position form:has([type=hidden][name=latitude])"));
        Assert.Contains("The camera wrote −12.34, −69.12", suggestion.TextContent);
        await ann.Submits((AngleSharp.Html.Dom.IHtmlFormElement)suggestion);

        Assert.Equal(("−12.34", "−69.12"), await Shown(ann, survey));
        Assert.DoesNotContain("The camera wrote", (await ann.Opens($"/surveys/{survey}/sites")).Text);
    }

    [Fact]
    public async Task a_script_gets_the_form_back_saved()
    {
        var (ann, survey, _) = await HasSite();
        ann.Http.DefaultRequestHeaders.Add("HX-Request", "true");

        var saved = await Places(ann, survey, "1", "2");

        Assert.Equal(HttpStatusCode.OK, saved.Status);
        Assert.Equal("Saved", saved.Html.QuerySelector("[role=status]")?.TextContent);
    }

    [Fact]
    public async Task a_site_of_another_organisation_or_survey_is_not_there()
    {
        var (ann, survey, site) = await HasSite();
        var other = await _site.Rows.HasSurvey("Other");
        var bob = await _site.SignedIn("Bob", "Other Place");

        Assert.Equal(HttpStatusCode.NotFound, await Posts(bob, $"/surveys/{survey}/sites/{site}/position"));
        Assert.Equal(HttpStatusCode.NotFound, await Posts(ann, $"/surveys/{other}/sites/{site}/position"));
        Assert.Equal(("", ""), await Shown(ann, survey));
    }

    [Fact]
    public async Task cameras_are_told_with_device_frames_and_times()
    {
        var (ann, survey, site) = await HasSite();
        var camera = await _site.Rows.HasCamera(site, "A");
        await _site.Rows.HasFrame(survey, camera, "K/S90/a.jpg", "2024-05-03 18:42:10");
        await _site.Rows.HasFrame(survey, camera, "K/S90/b.jpg");

        var row = (await ann.Opens($"/surveys/{survey}/sites")).Html.QuerySelector(".site tbody tr")!;

        Assert.Equal(
            ["A", "RECONYX HYPERFIRE 2", "H2X-1", "2", "3 May 2024 18:42", "3 May 2024 18:42"],
            row.Children.Select(c => c.TextContent));
    }

    [Fact]
    public async Task a_hundred_sites_fill_a_page()
    {
        var (ann, survey, _) = await HasSite();
        for (var i = 0; i < 120; i++)
        {
            await _site.Rows.HasSite(survey, $"T{i:D3} & more");
        }

        var first = await ann.Opens($"/surveys/{survey}/sites");
        var second = await ann.Opens(first.Html.QuerySelector("[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(100, first.Html.QuerySelectorAll(".site").Length);
        Assert.Equal("T099 & more", second.Html.QuerySelector(".site h2")?.TextContent);
        Assert.Equal(21, second.Html.QuerySelectorAll(".site").Length);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<(Visitor Ann, long Survey, long Site)> HasSite()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey();
        return (ann, survey, await _site.Rows.HasSite(survey, "S90"));
    }

    private static async Task<Seen> Places(Visitor visitor, long survey, string latitude, string longitude) =>
        await visitor.Submits(
            (await visitor.Opens($"/surveys/{survey}/sites")).Form(".position form"),
            ("latitude", latitude), ("longitude", longitude));

    private static async Task<HttpStatusCode> Posts(Visitor visitor, string path)
    {
        var form = (await visitor.Opens("/surveys/new")).Form();
        form.SetAttribute("action", path);
        return (await visitor.Submits(form, ("latitude", "1"), ("longitude", "1"))).Status;
    }

    private static async Task<(string?, string?)> Shown(Visitor visitor, long survey)
    {
        var form = (await visitor.Opens($"/surveys/{survey}/sites")).Form(".position form");
        return (Value("latitude"), Value("longitude"));

        string? Value(string name) => form.QuerySelector($"[name={name}]")?.GetAttribute("value");
    }
}
