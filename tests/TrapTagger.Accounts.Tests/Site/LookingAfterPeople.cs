using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class LookingAfterPeople : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

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
            await _site.Rows.Rows<string>("SELECT verb FROM audit_entry ORDER BY id"));
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
