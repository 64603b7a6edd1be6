using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Results.Tests;

public sealed class FindingResults : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task surveys_with_clusters_are_listed_the_newest_first()
    {
        await _site.Rows.HasResults("Older", [new("Ridge", null, [1], "Jaguar"), new("Ridge", null, [1])]);
        await _site.Rows.HasResults("Newer", [new("Ridge", null, [1])]);
        await _site.Rows.HasResults("Without clusters", []);
        await _site.Rows.HasResults("Somebody else's", [new("Ridge", null, [1])], "Others");

        var seen = await (await _site.SignedIn()).Opens("/results");

        Assert.Equal(["Newer", "Older"], seen.Html.QuerySelectorAll(".result-list strong").Select(s => s.TextContent));
        Assert.Contains("1 of 2 clusters labelled", seen.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_long_list_goes_on_where_the_page_ended()
    {
        for (var i = 0; i < 27; i++)
        {
            await _site.Rows.HasResults($"Survey {i}", [new("Ridge", null, [1])]);
        }
        var ann = await _site.SignedIn();

        var first = await ann.Opens("/results");
        var second = await ann.Opens(first.Html.QuerySelector("a[rel=next]")!.GetAttribute("href")!);

        Assert.Equal(25, first.Html.QuerySelectorAll(".result-list li").Length);
        Assert.Equal(
            ["Survey 1", "Survey 0"],
            second.Html.QuerySelectorAll(".result-list strong").Select(s => s.TextContent));
        Assert.Null(second.Html.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task nobody_s_list_is_empty_without_a_word()
    {
        var seen = await (await _site.SignedIn()).Opens("/results");

        Assert.Contains("No results yet", seen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_survey_without_clusters_says_what_is_missing()
    {
        var scene = await _site.Rows.HasResults("Kruger", []);

        var seen = await (await _site.SignedIn()).Opens($"/surveys/{scene.Survey}/results");

        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Contains("No results yet", seen.Text, StringComparison.Ordinal);
        Assert.NotNull(seen.Html.QuerySelector($"main a[href='/surveys/{scene.Survey}']"));
    }

    [Fact]
    public async Task a_set_without_a_label_leads_to_labelling()
    {
        var scene = await _site.Rows.HasResults("Kruger", [new("Ridge", null, [1])]);

        var seen = await (await _site.SignedIn()).Opens($"/surveys/{scene.Survey}/results");

        Assert.Contains("Nothing is labelled yet", seen.Text, StringComparison.Ordinal);
        Assert.Equal("1", seen.Figures()["Clusters"]);
        Assert.NotNull(seen.Html.QuerySelector($"main a[href='/annotate/{scene.Set}']"));
    }

    [Fact]
    public async Task of_several_sets_the_first_is_shown_and_the_others_are_offered()
    {
        var scene = await _site.Rows.HasResults("Kruger", [new("Ridge", null, [1], "Jaguar")]);
        var other = await _site.Rows.HasSet(scene, "Sex", new ClusterScene("Ridge", null, [1], "Female"));
        var ann = await _site.SignedIn();

        var first = await ann.Opens($"/surveys/{scene.Survey}/results");
        var second = await ann.Opens(first.Html.QuerySelectorAll(".choices a")
            .Single(a => a.TextContent == "Sex").GetAttribute("href")!);

        Assert.Equal(["Jaguar | 1 | 1 | 1"], first.Lines("#labels"));
        Assert.Equal(["Female | 1 | 1 | 1"], second.Lines("#labels"));
        var labelling = second.Html.QuerySelector("a.primary")!.GetAttribute("href");
        Assert.Contains($"set={other.Set}", labelling, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_map_offers_its_sites_and_names_those_it_can_t_show()
    {
        var scene = await _site.Rows.HasResults(
            "Kruger", [new("Ridge", null, [1], "Jaguar"), new("Creek", null, [1], "Jaguar")]);
        var ann = await _site.SignedIn();

        var nowhere = await ann.Opens($"/surveys/{scene.Survey}/results");
        await _site.Rows.Places(scene, "Ridge", -24.5, 31.25);
        var half = await ann.Opens($"/surveys/{scene.Survey}/results");

        Assert.Null(nowhere.Html.QuerySelector("site-map"));
        Assert.Contains("not on the map yet", nowhere.Text, StringComparison.Ordinal);
        Assert.NotNull(half.Html.QuerySelector("site-map[rows=site-rows]"));
        var placed = half.Html.QuerySelector("#site-rows tr[data-latitude='-24.5'][data-longitude='31.25']");
        Assert.Equal("Ridge", placed!.GetAttribute("data-name"));
        Assert.Contains(
            "1 site has no coordinates and is not on the map: Creek.", half.Words(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
