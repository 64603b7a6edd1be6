using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class LookingAfterPeople : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public LookingAfterPeople() => _site = new(_clock);

    [Fact]
    public async Task people_are_found_by_name_address_and_organisation()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        await _site.Rows.HasPerson("Ben", "Kruger Cats");

        Assert.Equal(["Ann"], await Found(sam, "?named=ANN"));
        Assert.Equal(["Ann"], await Found(sam, $"?named={ann.Email}"));
        Assert.Equal(["Ben", "Ann"], await Found(sam, $"?organisation={ann.Organisation}"));
        Assert.Equal(["Ben", "Ann", "Sam"], await Found(sam, ""));
    }

    [Fact]
    public async Task a_blocked_person_reads_why_from_the_next_request_on()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.SignedIn("Ann", "Kruger Cats");
        await sam.Submits(await Form(sam, "Ann", "block"), ("reason", "Shared the coordinates of a rhino."));

        ann.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var seen = await ann.Opens("/surveys");

        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Contains("Shared the coordinates of a rhino.", seen.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Opens("/notices")).Status);

        await sam.Submits(await Form(sam, "Ann", "unblock"));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task the_last_site_administrator_stays_one_and_is_not_blocked()
    {
        var sam = await _site.SignedInAsSiteAdministrator();

        Assert.Equal(
            "This is the last site administrator: make somebody else one first.",
            (await sam.Submits(await Form(sam, "Sam", "demote"))).Alert);
        Assert.Equal(
            "You can't block yourself: ask another site administrator.",
            (await sam.Submits(await Form(sam, "Sam", "block"), ("reason", "x"))).Alert);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM person WHERE site_administrator"));
    }

    [Fact]
    public async Task of_two_who_take_each_others_right_away_at_once_one_keeps_it()
    {
        var (sam, sue) = (await _site.SignedInAsSiteAdministrator(), await _site.SignedInAsSiteAdministrator("Sue"));
        var (ofSue, ofSam) = (await Form(sam, "Sue", "demote"), await Form(sue, "Sam", "demote"));

        await Task.WhenAll(sam.Submits(ofSue), sue.Submits(ofSam));

        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM person WHERE site_administrator"));
    }

    [Fact]
    public async Task making_and_unmaking_a_site_administrator_is_logged()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await _site.Rows.HasPerson("Ann", "Kruger Cats");

        await sam.Submits(await Form(sam, "Ann", "promote"));
        await sam.Submits(await Form(sam, "Ann", "demote"));

        Assert.Equal(
            ["site-administrator.added", "site-administrator.removed"],
            await _site.Rows.Rows<string>("SELECT verb FROM audit_entry WHERE verb <> 'signed-in' ORDER BY id"));
    }

    [Theory]
    [InlineData("promote", "/admin/people/ID")]
    [InlineData("demote", "/admin/people/ID")]
    [InlineData("act", "/admin/people/ID")]
    public async Task a_browser_left_open_gives_nobody_power_over_the_site(string action, string goesOn)
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        if (action == "demote")
        {
            await _site.Rows.Run("UPDATE person SET site_administrator = TRUE WHERE name = 'Ann'");
        }
        var form = await Form(sam, "Ann", action);
        _clock.Advance(TimeSpan.FromMinutes(16));

        var asked = await sam.Submits(form, ("reason", "She asked for help."));

        Assert.Equal(
            "/account/confirm?returnUrl="
                + Uri.EscapeDataString(goesOn.Replace("ID", $"{ann.Person}", StringComparison.Ordinal)),
            asked.Location!.ToString());
        Assert.Equal(action == "demote" ? 2 : 1, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM person WHERE site_administrator = TRUE"));
        Assert.Null((await sam.Opens("/surveys")).Html.QuerySelector(".acting"));

        await sam.Submits((await sam.Opens(asked.Location.ToString())).Form(), ("password", SiteRows.Password));
        var done = await sam.Submits(form, ("reason", "She asked for help."));
        Assert.DoesNotContain("confirm", done.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_organisation_is_deleted_by_who_just_showed_who_they_are()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        var path = $"/admin/organisations/{ann.Organisation}/delete";
        var form = (await sam.Opens(path)).Form("main form[action$='/delete']");
        _clock.Advance(TimeSpan.FromMinutes(16));

        var asked = await sam.Submits(form, ("name", "Kruger Cats"));

        Assert.Equal($"/account/confirm?returnUrl={Uri.EscapeDataString(path)}", asked.Location!.ToString());
        Assert.Equal(
            0, await _site.Rows.Ask<long>("SELECT count(*) FROM organisation WHERE deleted_at IS NOT NULL"));
    }

    [Theory]
    [InlineData("GET", "/admin/people")]
    [InlineData("GET", "/admin/people/1")]
    [InlineData("POST", "/admin/people/1/block")]
    [InlineData("POST", "/admin/people/1/promote")]
    [InlineData("GET", "/admin/organisations")]
    [InlineData("POST", "/admin/organisations/1/suspend")]
    [InlineData("POST", "/admin/organisations/1/delete")]
    [InlineData("GET", "/admin/settings")]
    [InlineData("POST", "/admin/settings")]
    public async Task for_everybody_else_there_is_nothing(string method, string path)
    {
        var ann = await _site.SignedIn();
        await ann.Opens("/surveys");

        using var answer = await ann.Sends(new(method), path, new FormUrlEncodedContent([new("x", "y")]));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<IEnumerable<string>> Found(Visitor sam, string choice) =>
        (await sam.Opens($"/admin/people{choice}")).Html.QuerySelectorAll("tbody th").Select(cell => cell.TextContent);

    private async Task<AngleSharp.Html.Dom.IHtmlFormElement> Form(Visitor sam, string name, string action)
    {
        var id = await _site.Rows.Ask<long>("SELECT id FROM person WHERE name = @name", new { name });
        return (await sam.Opens($"/admin/people/{id}")).Form($"form[action$='/{action}']");
    }
}
