using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class DeletingOnesAccount : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task what_names_them_goes_and_what_they_did_stays_under_a_pseudonym()
    {
        await _site.Rows.HasPerson("Ben", "Wild Test");
        var ann = await _site.SignedIn();
        var me = await Id("Ann");
        await _site.HasEnquiry(1, from: "Ann@wild-test.example");
        var scene = await _site.HasClusters(new SiteScene("North", 1));
        var (page, leased) = await LabellingPage.OpenedBy(ann, scene.Set);
        await page.Labels(leased.Ids[0], scene.Labels["Jaguar"]);
        await page.Leaves();
        await ann.Submits((await ann.Opens("/forgotten")).Form(), ("email", "ann@wild-test.example"));
        await _site.WorksOff();
        await ann.Submits((await ann.Opens("/account")).Form("form[action='/account/name']"), ("name", "Annabel"));

        var gone = await Deletes(ann, SiteRows.Password);

        Assert.Equal("/sign-in?done=deleted", gone.Location!.OriginalString);
        Assert.Equal(
            $"Former annotator {me} former-{me}@deleted.invalid",
            await _site.Rows.Ask<string>("SELECT concat(name, ' ', email) FROM person WHERE id = @me", new { me }));
        foreach (var table in (string[])["session", "known_device", "membership", "notice"])
        {
            Assert.Equal(
                0, await _site.Rows.Ask<long>($"SELECT count(*) FROM {table} WHERE person_id = @me", new { me }));
        }
        Assert.Equal("1: Your account is deleted", await _site.Rows.Ask<string>(
            "SELECT concat(count(*), ': ', max(subject)) FROM mail"));
        Assert.Equal("Wild Peru.", await _site.Rows.Ask<string>(
            "SELECT concat(organisation, '.', name, email, message) FROM enquiry"));
        Assert.Equal(HttpStatusCode.Redirect, (await ann.Opens("/surveys")).Status);
        var stranger = _site.Visitor();
        var refused = await stranger.Submits(
            (await stranger.Opens("/sign-in")).Form(), ("email", "ann@wild-test.example"),
            ("password", SiteRows.Password));
        Assert.Equal("The e-mail address or the password is wrong.", refused.Alert);
        Assert.Equal(1, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM decision WHERE person_id = @me", new { me }));
        var ben = await LabellingPage.Of(await _site.SignsIn("ben@wild-test.example"), scene.Set);
        var standing = (await ben.Labels(leased.Ids[0], scene.Labels["Paca"])).Refused!.Decision!;
        Assert.Equal(($"Former annotator {me}", "Jaguar"), (standing.Person, Assert.Single(standing.Labels)));
        var sam = await _site.SignedInAsSiteAdministrator();
        Assert.Contains(
            $"Former annotator {me}", (await sam.Opens("/admin/audit?verb=person.deleted")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_wrong_password_deletes_nothing()
    {
        await _site.Rows.HasPerson("Ben", "Wild Test");
        var ann = await _site.SignedIn();

        var seen = await Deletes(ann, "guess");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal("This is not your password.", seen.Alert);
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task the_last_administrator_of_an_organisation_stays()
    {
        var ann = await _site.SignedIn();

        var seen = await Deletes(ann, SiteRows.Password);

        Assert.Equal(
            "You are the last administrator of Wild Test: make somebody else one first, or ask the site's "
            + "administrators to delete it.", seen.Alert);
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task another_administrator_who_is_blocked_is_none()
    {
        await _site.Rows.HasPerson("Ben", "Wild Test");
        await _site.Rows.Run("UPDATE person SET blocked_at = '2026-01-01'");
        var ann = await _site.SignedIn();

        Assert.StartsWith(
            "You are the last administrator of Wild Test", (await Deletes(ann, SiteRows.Password)).Alert,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_organisation_that_is_deleted_needs_no_administrator()
    {
        var ann = await _site.SignedIn();
        await _site.Rows.Run("UPDATE organisation SET deleted_at = '2026-01-01'");

        Assert.Equal("/sign-in?done=deleted", (await Deletes(ann, SiteRows.Password)).Location!.OriginalString);
    }

    [Fact]
    public async Task the_last_administrator_of_the_site_stays()
    {
        await _site.Rows.HasPerson("Ben", "Wild Test");
        var sam = await _site.SignedInAsSiteAdministrator();

        Assert.Equal(
            "You are the last administrator of the site: make somebody else one first.",
            (await Deletes(sam, SiteRows.Password)).Alert);
    }

    [Fact]
    public async Task of_two_administrators_who_leave_at_once_one_stays()
    {
        var (ann, ben) = (await _site.SignedIn(), await _site.SignedIn("Ben"));
        var forms = (await Form(ann), await Form(ben));

        await Task.WhenAll(
            ann.Submits(forms.Item1, ("password", SiteRows.Password)),
            ben.Submits(forms.Item2, ("password", SiteRows.Password)));

        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM membership WHERE role = 'admin'"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private Task<long> Id(string name) =>
        _site.Rows.Ask<long>("SELECT id FROM person WHERE name = @name", new { name });

    private static async Task<AngleSharp.Html.Dom.IHtmlFormElement> Form(Visitor who) =>
        (await who.Opens("/account/delete")).Form();

    private static async Task<Seen> Deletes(Visitor who, string password) =>
        await who.Submits(await Form(who), ("password", password));
}
