using System.Net;
using System.Text.RegularExpressions;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ActingAsSomebody : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task a_site_administrator_sees_what_the_person_sees_under_a_banner_until_they_stop()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        await _site.Rows.HasSurvey("North", "Kruger Cats");

        await Acts(sam, ann.Person);

        var seen = await sam.Opens("/surveys");
        Assert.Contains("North", seen.Text, StringComparison.Ordinal);
        Assert.Contains("You act as Ann.", seen.Html.QuerySelector(".acting")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await sam.Opens("/admin/people")).Status);

        await sam.Submits(seen.Form(".acting form"));

        Assert.Null((await sam.Opens("/surveys")).Html.QuerySelector(".acting"));
        Assert.Equal(HttpStatusCode.OK, (await sam.Opens("/admin/people")).Status);
        Assert.DoesNotContain("North", (await sam.Opens("/surveys")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_log_names_both_at_the_start_at_the_stop_and_meanwhile()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        var byAnn = await _site.SignsIn(ann.Email);
        var survey = await _site.Rows.HasSurvey("North", "Kruger Cats");
        var scene = await _site.Rows.HasClusters("Kruger Cats", new SiteScene("South", 2));
        var me = await _site.Rows.Ask<long>("SELECT id FROM person WHERE name = 'Sam'");
        await Acts(sam, ann.Person);
        await _site.Rows.Run("UPDATE person SET site_administrator = TRUE WHERE name = 'Ann'");

        await sam.Submits(
            (await sam.Opens($"/surveys/{survey}/edit")).Form(), ("name", "North, by Sam"));
        var (page, leased) = await LabellingPage.OpenedBy(sam, scene.Set);
        await page.Skips(leased.Ids[0]);
        Assert.Equal(
            [
                $"{me} {ann.Person} {ann.Organisation} POST /surveys/{survey}/edit",
                $"{me} {ann.Person} {ann.Organisation} POST /annotate/{scene.Set}/leases",
                $"{me} {ann.Person} {ann.Organisation} POST /annotate/{scene.Set}/decisions",
            ],
            (await _site.Rows.Rows<string>("""
                SELECT concat(person_id, ' ', acting_as_id, ' ', organisation_id, ' ', details)
                FROM audit_entry WHERE verb = 'acting.did' ORDER BY id
                """)).Select(Short));
        Assert.DoesNotContain(
            await _site.Rows.Rows<string>("SELECT details FROM audit_entry WHERE verb = 'acting.did'"),
            details => details.Contains("by Sam", StringComparison.Ordinal));

        // Even a right that the person has for the site is not had in their place.
        Assert.Equal(HttpStatusCode.NotFound, (await sam.Opens("/admin")).Status);
        await sam.Submits((await sam.Opens("/surveys")).Form(".acting form"));

        Assert.Equal(
            [$"acting.started {me} ", $"acting.stopped {me} {ann.Person}"],
            await _site.Rows.Rows<string>("""
                SELECT concat(verb, ' ', person_id, ' ', coalesce(acting_as_id, ''))
                FROM audit_entry WHERE verb IN ('acting.started', 'acting.stopped') ORDER BY id
                """));
        Assert.Contains(
            "\"reason\":\"She asked for help.\"",
            await _site.Rows.Ask<string>("SELECT details FROM audit_entry WHERE verb = 'acting.started'"),
            StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await byAnn.Opens("/surveys")).Status);
    }

    [Theory]
    [InlineData("GET", "/account")]
    [InlineData("GET", "/account/security")]
    [InlineData("GET", "/account/privacy")]
    [InlineData("POST", "/account/name")]
    [InlineData("POST", "/account/password")]
    [InlineData("POST", "/account/delete")]
    [InlineData("POST", "/notices/read")]
    public async Task what_is_the_persons_own_stays_closed(string method, string path)
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        await Acts(sam, ann.Person);
        await sam.Opens("/surveys");

        using var answer = await sam.Sends(new(method), path, new FormUrlEncodedContent([new("name", "Eve")]));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task nobody_acts_as_a_site_administrator_or_without_a_reason()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        var sue = await _site.Rows.HasPerson("Sue", "Kruger Cats");
        await sam.Opens($"/admin/people/{ann.Person}");
        await _site.Rows.Run("UPDATE person SET site_administrator = TRUE WHERE name = 'Sue'");

        Assert.Equal(
            "Say why: it is noted in the log.",
            (await sam.Submits(await Form(sam, ann.Person), ("reason", " "))).Alert);
        using var refused = await sam.Sends(
            HttpMethod.Post, $"/admin/people/{sue.Person}/act", new FormUrlEncodedContent([new("reason", "x")]));
        Assert.Contains(
            "Nobody acts as a site administrator.",
            await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Null((await sam.Opens("/surveys")).Html.QuerySelector(".acting"));
    }

    [Fact]
    public async Task whoever_loses_the_right_meanwhile_is_themselves_again()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        await Acts(sam, ann.Person);

        await _site.Rows.Run("UPDATE person SET site_administrator = FALSE WHERE name = 'Sam'");

        var seen = await sam.Opens("/surveys");
        Assert.Null(seen.Html.QuerySelector(".acting"));
        Assert.Equal("Sam", seen.Html.QuerySelector(".top-person")!.TextContent);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>{"method":"POST","route":"…","path":"/x"} is "POST /x".</summary>
    private static string Short(string entry) => Regex.Replace(
        entry, "\\{\"method\":\"(\\w+)\",\"route\":\"/[^\"]+\",\"path\":\"([^\"]+)\"\\}", "$1 $2");

    private static async Task<AngleSharp.Html.Dom.IHtmlFormElement> Form(Visitor sam, long person) =>
        (await sam.Opens($"/admin/people/{person}")).Form("form[action$='/act']");

    private static async Task Acts(Visitor sam, long person)
    {
        var seen = await sam.Submits(await Form(sam, person), ("reason", "She asked for help."));
        Assert.Equal(HttpStatusCode.SeeOther, seen.Status);
    }
}
