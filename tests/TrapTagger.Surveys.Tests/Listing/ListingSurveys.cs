using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Listing;

public sealed class ListingSurveys : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task without_a_survey_the_page_offers_one_step()
    {
        var page = await (await _site.SignedIn()).Opens("/surveys");

        var button = Assert.Single(page.Html.QuerySelectorAll("main a.button"));
        Assert.Equal(("New survey", "/surveys/new"), (button.TextContent, button.GetAttribute("href")));
    }

    [Fact]
    public async Task a_survey_is_told_by_its_name_kind_figures_and_step()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");
        var camera = await _site.Rows.HasCamera(await _site.Rows.HasSite(survey, "S90"), "A");
        await _site.Rows.HasFrame(survey, camera, "K/S90/a.jpg", "2024-05-03 18:42:10");
        await _site.Rows.HasFrame(survey, camera, "K/S90/b.jpg", "2024-06-12 01:00:00");
        await _site.Rows.HasFile(survey, "K/S90/c.jpg", "quarantined", "It is broken.");
        await _site.Rows.HasFile(survey, "K/S90/d.jpg", "announced");

        var row = (await ann.Opens("/surveys")).Html.QuerySelector(".survey-row")!;

        Assert.Equal($"/surveys/{survey}", row.GetAttribute("href"));
        Assert.Equal("Kruger", row.QuerySelector("strong")?.TextContent);
        Assert.Equal(
            ["Trails · 3 May – 12 Jun 2024", "1 site", "2 frames", "1 set aside", "Upload: 75 %"],
            row.QuerySelectorAll("span:not(:has(*))").Select(s => s.TextContent));
        Assert.Matches(
            "^(/objects|http://127[.]0[.]0[.]1:[0-9]+/test-[0-9a-f]{32})/wild-test-comp/",
            row.QuerySelector("img")?.GetAttribute("src"));
    }

    [Fact]
    public async Task the_newest_come_first_twenty_five_a_page()
    {
        var ann = await _site.SignedIn();
        for (var i = 1; i <= 60; i++)
        {
            await _site.Rows.HasSurvey($"Survey {i}");
        }

        var pages = new List<string[]>();
        for (var path = "/surveys"; path is not null;)
        {
            var page = await ann.Opens(path);
            pages.Add([.. page.Html.QuerySelectorAll(".survey-row strong").Select(s => s.TextContent)]);
            path = page.Html.QuerySelector("[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal([25, 25, 10], pages.Select(p => p.Length));
        Assert.Equal(Enumerable.Range(1, 60).Reverse().Select(i => $"Survey {i}"), pages.SelectMany(p => p));
    }

    [Fact]
    public async Task the_surveys_of_another_organisation_are_not_shown()
    {
        await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Ours");
        var bob = await _site.SignedIn("Bob", "Other Place");

        Assert.DoesNotContain("Ours", (await bob.Opens("/surveys")).Text);
        Assert.DoesNotContain("Ours", (await bob.Opens($"/surveys?before={survey + 1}")).Text);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
