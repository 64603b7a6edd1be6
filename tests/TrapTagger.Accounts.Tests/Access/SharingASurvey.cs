using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests.Access;

public sealed class SharingASurvey : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task another_organisation_sees_it_once_it_has_accepted_and_until_it_is_taken_back()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var (ann, eve) = (await _site.SignedIn(), await _site.SignedIn("Eve", "Elsewhere"));
        var (survey, name) = ($"/surveys/{scene.Survey}", await NameOf(scene));

        var offered = await ann.Submits(
            (await ann.Opens($"{survey}/access")).Form("form[action$=shares]"),
            ("organisation", "elsewhere"), ("role", "write"));
        Assert.Equal(HttpStatusCode.SeeOther, offered.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.Opens(survey)).Status);

        await eve.Submits((await eve.Opens("/organisation/shared")).Form("form[action$=accept]"));
        Assert.Equal(HttpStatusCode.OK, (await eve.Opens(survey)).Status);
        foreach (var list in (string[])["/surveys", "/annotate"])
        {
            Assert.Contains(name, (await eve.Opens(list)).Text, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.OK, (await eve.Opens($"/annotate/{scene.Set}")).Status);

        await ann.Submits((await ann.Opens($"{survey}/access")).Form("form[action$=stop]"));
        Assert.Equal(HttpStatusCode.NotFound, (await eve.Opens(survey)).Status);
        Assert.DoesNotContain(name, (await eve.Opens("/surveys")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_organisation_that_is_not_there_is_said()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var ann = await _site.SignedIn();

        var seen = await ann.Submits(
            (await ann.Opens($"/surveys/{scene.Survey}/access")).Form("form[action$=shares]"),
            ("organisation", "Nowhere"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.StartsWith("There is no other organisation called “Nowhere”", seen.Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_exception_opens_one_survey_and_no_other()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var (other, name) = (await _site.Rows.HasSurvey("Secret"), await NameOf(scene));
        var ann = await _site.SignedIn();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        await _site.Rows.Run(
            "UPDATE membership SET role = 'hidden', may_create = 0, may_label = 0 WHERE person_id = @Person",
            new { bob.Person });
        var browser = await _site.SignsIn(bob.Email);
        Assert.Contains("No survey is open to you yet", (await browser.Opens("/surveys")).Text,
            StringComparison.Ordinal);

        await ann.Submits(
            (await ann.Opens($"/surveys/{scene.Survey}/access")).Form("form[action$=people]"),
            ("person", $"{bob.Person}"), ("role", "read"));

        var list = await browser.Opens("/surveys");
        Assert.Contains(name, list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", list.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Opens($"/surveys/{other}")).Status);
        var why = await browser.Opens($"/surveys/{scene.Survey}/access");
        Assert.Contains("something else was said of you: somebody who sees surveys and results", why.Text,
            StringComparison.Ordinal);
        Assert.DoesNotContain(why.Html.QuerySelectorAll("form"), f => f.GetAttribute("action")!.Contains("access",
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task who_may_not_change_it_sees_places_only_so_exactly()
    {
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        await _site.Rows.Run("UPDATE site SET latitude = -12.345678, longitude = -70.987654");
        var ann = await _site.SignedIn();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        await _site.Rows.Run("UPDATE membership SET role = 'read' WHERE person_id = @Person", new { bob.Person });
        var browser = await _site.SignsIn(bob.Email);
        string[] paths = ["sites", "results/sites.csv", "results/frames.csv"];

        await Choose("2");
        foreach (var path in paths)
        {
            var (exact, blurred) = (await Text(ann, path), await Text(browser, path));
            Assert.Contains("12.345678", exact, StringComparison.Ordinal);
            Assert.DoesNotContain("12.34567", blurred, StringComparison.Ordinal);
            Assert.Contains("12.35", blurred, StringComparison.Ordinal);
        }
        await Choose("-1");
        foreach (var path in (string[])[.. paths, "results"])
        {
            Assert.DoesNotContain("12.3", await Text(browser, path), StringComparison.Ordinal);
        }

        async Task Choose(string decimals) => await ann.Submits(
            (await ann.Opens($"/surveys/{scene.Survey}/access")).Form("form[action$=places]"), ("decimals", decimals));
        async Task<string> Text(Visitor who, string path) => await who.Http.GetStringAsync(
            $"/surveys/{scene.Survey}/{path}", TestContext.Current.CancellationToken);
    }

    private Task<string> NameOf(LabellingScene scene) =>
        _site.Rows.Ask<string>("SELECT name FROM survey WHERE id = @Survey", new { scene.Survey });
}
