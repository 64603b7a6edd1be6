using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>A person may belong to none, one or several; they work for one at a time.</summary>
public sealed class WorkingForAnOrganisation : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task who_belongs_to_none_is_told_what_to_do_and_can_reach_their_account()
    {
        var ann = await _site.SignedIn("Ann");
        await _site.Rows.Run("DELETE FROM membership");

        var away = await ann.Opens("/surveys");

        Assert.Equal("/no-organisation", away.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/no-organisation")).Status);
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/account")).Status);
        Assert.Equal("/no-organisation", (await ann.Opens("/account/tokens")).Location!.ToString());
    }

    [Fact]
    public async Task who_is_invited_goes_on_from_there()
    {
        var (person, organisation, _) = await _site.Rows.HasPerson("Ann", "Wild Test");
        await _site.Rows.Run("DELETE FROM membership");
        var ann = await SignsIn();
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/no-organisation")).Status);

        await Joins(person, organisation);

        Assert.Equal("/", (await ann.Opens("/no-organisation")).Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task who_belongs_to_several_chooses_in_the_top_bar()
    {
        var ann = await HasTwo();
        var page = await ann.Opens("/surveys");
        Assert.Equal("Wild Test", page.Html.QuerySelector("summary.top-organisation")!.TextContent);
        Assert.Equal(
            ["Other Park", "Wild Test"], page.Html.QuerySelectorAll(".top-menu button").Select(b => b.TextContent));

        var chosen = await ann.Submits(page.Form(".top-menu form"), ("organisation", await Id("Other Park")));

        Assert.Equal(HttpStatusCode.SeeOther, chosen.Status);
        Assert.Equal("Other Park", (await ann.Opens("/surveys")).Html.QuerySelector("summary")!.TextContent);
    }

    [Fact]
    public async Task an_organisation_of_others_cannot_be_chosen()
    {
        var ann = await HasTwo();
        await _site.Rows.HasPerson("Ben", "Strangers");
        var form = (await ann.Opens("/surveys")).Form(".top-menu form");

        var foreign = await Id("Strangers");
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Submits(form, ("organisation", foreign))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Submits(form, ("organisation", "987654321"))).Status);
    }

    [Fact]
    public async Task who_leaves_the_one_they_work_for_goes_on_in_another()
    {
        var ann = await HasTwo();
        await _site.Rows.HasSurvey("Kruger", "Wild Test");
        Assert.Contains("Kruger", (await ann.Opens("/surveys")).Text, StringComparison.Ordinal);

        await _site.Rows.Run(
            "DELETE FROM membership WHERE organisation_id = (SELECT id FROM organisation WHERE name = 'Wild Test')");

        var page = await ann.Opens("/surveys");
        Assert.Equal("Other Park", page.Html.QuerySelector(".top-organisation")!.TextContent);
        Assert.DoesNotContain("Kruger", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_acts_as_somebody_sees_what_they_see_and_changes_nothing_about_how_they_sign_in()
    {
        var (ben, _, _) = await _site.Rows.HasPerson("Ben", "Other Park");
        var sam = await _site.SignedInAsSiteAdministrator("Sam");
        await _site.Rows.Run("UPDATE session SET acting_as_person_id = @ben", new { ben });

        var page = await sam.Opens("/surveys");

        Assert.Equal("Ben", page.Html.QuerySelector(".top-person")!.TextContent);
        Assert.Equal("Other Park", page.Html.QuerySelector(".top-organisation")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await sam.Opens("/admin")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await sam.Opens("/account")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await sam.Opens("/account/tokens")).Status);
        await sam.Submits(page.Form("header form[action='/sign-out']"));
        Assert.Equal(HttpStatusCode.Redirect, (await sam.Opens("/surveys")).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Visitor> HasTwo()
    {
        var (person, _, _) = await _site.Rows.HasPerson("Ann", "Wild Test");
        var (_, other, _) = await _site.Rows.HasPerson("Olga", "Other Park");
        await Joins(person, other);
        return await SignsIn();
    }

    private Task Joins(long person, long organisation) => _site.Rows.Run(
        "INSERT INTO membership (organisation_id, person_id, role) VALUES (@organisation, @person, 'admin')",
        new { organisation, person });

    private Task<string> Id(string organisation) =>
        _site.Rows.Ask<string>("SELECT id FROM organisation WHERE name = @organisation", new { organisation });

    private async Task<Visitor> SignsIn()
    {
        var visitor = _site.Visitor();
        await visitor.Submits((await visitor.Opens("/sign-in")).Form(),
            ("email", "ann@wild-test.example"), ("password", SiteRows.Password));
        return visitor;
    }
}
