using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests.Access;

public sealed class SharingASurvey : IAsyncDisposable
{
    private const string Shared = """
        SELECT o.folder FROM survey_share h JOIN organisation o ON o.id = h.organisation_id
        """;

    private readonly SiteUnderTest _site = new();

    private string _page = "";

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
    public async Task of_two_organisations_of_one_name_none_is_guessed_and_a_folder_decides()
    {
        var ann = await HasSurvey();
        await _site.Rows.HasPerson("Eve", "Elsewhere");
        await _site.Rows.HasPerson("Zoe", "Elsewhere Two");
        await _site.Rows.Run("UPDATE organisation SET name = 'elseWHERE' WHERE folder = 'elsewhere-two'");
        var zoe = await _site.SignsIn("zoe@elsewhere-two.example");
        Assert.Contains("elsewhere-two", (await zoe.Opens("/organisation/shared")).Text, StringComparison.Ordinal);

        // One's folder is called as the other is: that decides nothing either.
        foreach (var name in (string[])["Elsewhere", "elsewhere"])
        {
            var seen = await Shares(ann, name);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
            Assert.StartsWith($"More than one organisation is called “{name}”", seen.Alert, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.SeeOther, (await Shares(ann, "elsewhere-two")).Status);

        Assert.Equal(["elsewhere-two"], await _site.Rows.Rows<string>(Shared));
    }

    [Theory]
    [InlineData("suspended_at")]
    [InlineData("deleted_at")]
    public async Task one_that_is_closed_is_not_meant(string way)
    {
        var ann = await HasSurvey();
        await _site.Rows.HasPerson("Eve", "Elsewhere");
        await _site.Rows.HasPerson("Zoe", "Elsewhere Two");
        await _site.Rows.Run($"""
            UPDATE organisation SET {way} = CASE WHEN folder = 'elsewhere' THEN '2026-01-01' END, name = 'Elsewhere'
            WHERE folder LIKE 'elsewhere%'
            """);

        Assert.Equal(HttpStatusCode.SeeOther, (await Shares(ann, "Elsewhere")).Status);

        Assert.Equal(["elsewhere-two"], await _site.Rows.Rows<string>(Shared));
    }

    [Fact]
    public async Task a_role_is_kept_in_one_spelling()
    {
        var ann = await HasSurvey();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        await _site.Rows.HasPerson("Eve", "Elsewhere");
        await _site.Rows.Run("UPDATE membership SET role = 'read' WHERE person_id = @Person", new { bob.Person });

        await Shares(ann, "Elsewhere", " WRITE");
        await ann.Submits(
            (await ann.Opens(_page)).Form("form[action$=people]"), ("person", $"{bob.Person}"), ("role", "3"));

        Assert.Equal("write", await _site.Rows.Ask<string>("SELECT role FROM survey_share"));
        Assert.Equal("write", await _site.Rows.Ask<string>("SELECT role FROM survey_exception"));
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

    private async Task<Visitor> HasSurvey()
    {
        var ann = await _site.SignedIn();
        _page = $"/surveys/{await _site.Rows.HasSurvey()}/access";
        return ann;
    }

    private async Task<Seen> Shares(Visitor ann, string organisation, string role = "read") => await ann.Submits(
        (await ann.Opens(_page)).Form("form[action$=shares]"), ("organisation", organisation), ("role", role));

    private Task<string> NameOf(LabellingScene scene) =>
        _site.Rows.Ask<string>("SELECT name FROM survey WHERE id = @Survey", new { scene.Survey });
}
