using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Annotation.Tests;

public sealed class ListingSets : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task who_comes_to_label_sees_where_there_is_something_to_label()
    {
        var open = await _site.HasClusters(new SiteScene("North", 1200));
        var done = await _site.HasClusters(new SiteScene("A", 1));
        var ann = await _site.SignedIn();
        var (page, leased) = await LabellingPage.OpenedBy(ann, done.Set);
        await page.Labels(leased.Ids[0], done.Labels["Paca"]);

        var list = await ann.Opens("/annotate");

        Assert.Contains("Species · 0 of 1,200 clusters labelled", list.Text, StringComparison.Ordinal);
        Assert.Equal(
            [$"/annotate/{open.Set}"],
            list.Html.QuerySelectorAll("main a.primary").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task nothing_to_label_says_what_comes_first() =>
        Assert.Equal("/surveys", (await (await _site.SignedIn()).Opens("/annotate"))
            .Html.QuerySelector("main a.primary")?.GetAttribute("href"));

    [Fact]
    public async Task a_survey_s_sets_tell_how_many_clusters_carry_each_label()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 4));
        var ann = await _site.SignedIn();
        var (page, leased) = await LabellingPage.OpenedBy(ann, scene.Set);
        await page.Labels(leased.Ids[0], scene.Labels["Paca"]);
        await page.Labels(leased.Ids[1], scene.Labels["Paca"], scene.Labels["Jaguar"]);

        var seen = await ann.Opens($"/surveys/{scene.Survey}/annotate");

        Assert.Contains("2 of 4 clusters labelled", seen.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["2 Paca 2", "1 Jaguar 1"],
            seen.Html.QuerySelectorAll("tbody tr").Select(r => string.Join(' ', r.TextContent.Split(
                (char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("Annotation", seen.Html.QuerySelector(".tabs a[aria-current]")?.TextContent);
    }

    [Fact]
    public async Task the_survey_s_pipeline_ends_with_labelling_and_leads_there()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 4));
        var ann = await _site.SignedIn();

        var seen = await ann.Opens($"/surveys/{scene.Survey}");

        Assert.NotNull(seen.Html.QuerySelector($"main a[href='/annotate/{scene.Set}']"));
    }

    [Fact]
    public async Task whoever_labels_can_sign_out_from_there()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 1));
        var ann = await _site.SignedIn();

        await ann.Submits((await ann.Opens($"/annotate/{scene.Set}")).Form(".tools form"));

        Assert.Equal(HttpStatusCode.Redirect, (await ann.Opens($"/annotate/{scene.Set}")).Status);
    }

    [Theory]
    [InlineData(null, "dark")]
    [InlineData("annotate-theme=light", "light")]
    [InlineData("annotate-theme=\"><script>", "dark")]
    public async Task the_page_arrives_in_the_colours_chosen_before(string? cookie, string theme)
    {
        var scene = await _site.HasClusters(new SiteScene("North", 1));
        var ann = await _site.SignedIn();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/annotate/{scene.Set}");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        var response = await ann.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(
            $"data-theme=\"{theme}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
