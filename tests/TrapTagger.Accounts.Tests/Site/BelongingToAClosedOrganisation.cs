using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>What becomes of one organisation keeps nobody out of the others.</summary>
public sealed class BelongingToAClosedOrganisation : IAsyncDisposable
{
    private const string Join = """
        INSERT INTO membership (organisation_id, person_id, role)
        SELECT o.id, @person, 'admin' FROM organisation o WHERE o.name = 'Open Park'
        """;

    private readonly SiteUnderTest _site = new();

    public static TheoryData<string> Ways => ["suspended_at", "deleted_at"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task whoever_signs_in_begins_in_an_open_one(string way)
    {
        var ann = await HasAnn(joins: true);
        await Closes("Closed Park", way);

        var page = await (await _site.SignsIn(ann.Email)).Opens("/surveys");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("Open Park", page.Html.QuerySelector(".top-organisation")!.TextContent);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task whoever_works_for_it_goes_on_in_another(string way)
    {
        var ann = await HasAnn(joins: true);
        var browser = await _site.SignsIn(ann.Email);
        Assert.Equal(
            "Closed Park", (await browser.Opens("/surveys")).Html.QuerySelector(".top-organisation")!.TextContent);
        await Closes("Closed Park", way);

        var closed = await Wants(browser, "/surveys");
        Assert.Equal(HttpStatusCode.Forbidden, closed.Status);
        var button = Assert.Single(closed.Html.QuerySelectorAll("form[action='/organisation'] button"));
        Assert.Equal("Open Park", button.TextContent);
        await browser.Submits(
            closed.Form("form[action='/organisation']"), ("organisation", button.GetAttribute("value")!));

        Assert.Equal(HttpStatusCode.OK, (await browser.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task whoever_belongs_to_nothing_else_accepts_an_invitation()
    {
        var ann = await HasAnn(joins: false);
        await Invites(ann.Email);
        var browser = await _site.SignsIn(ann.Email);
        await Closes("Closed Park", "suspended_at");
        var closed = await Wants(browser, "/surveys");
        Assert.Empty(closed.Html.QuerySelectorAll("form[action='/organisation']"));
        Assert.NotNull(closed.Html.QuerySelector("a[href='/invitations']"));

        await browser.Submits((await browser.Opens("/invitations")).Form("form[action$=accept]"));

        Assert.NotEmpty((await Wants(browser, "/surveys")).Html.QuerySelectorAll("form[action='/organisation']"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task its_invitations_are_neither_offered_nor_taken(string way)
    {
        var ann = await HasAnn(joins: false);
        await Invites(ann.Email);
        var browser = await _site.SignsIn(ann.Email);
        var form = (await browser.Opens("/invitations")).Form("form[action$=accept]");
        await Closes("Open Park", way);

        Assert.Empty((await browser.Opens("/invitations")).Html.QuerySelectorAll("form[action$=accept]"));
        Assert.Equal(HttpStatusCode.Conflict, (await browser.Submits(form)).Status);
        Assert.Equal(1, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM membership WHERE person_id = @Person", new { ann.Person }));
    }

    [Fact]
    public async Task whoever_is_blocked_is_offered_nothing()
    {
        var ann = await HasAnn(joins: true);
        var browser = await _site.SignsIn(ann.Email);
        await _site.Rows.Run("UPDATE person SET blocked_at = '2026-01-01', blocked_reason = 'No.'");

        var closed = await Wants(browser, "/surveys");

        Assert.Equal(["/sign-out"], closed.Html.QuerySelectorAll("form").Select(f => f.GetAttribute("action")));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Opens("/invitations")).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<(long Person, string Email)> HasAnn(bool joins)
    {
        var (person, _, email) = await _site.Rows.HasPerson("Ann", "Closed Park");
        await _site.Rows.HasPerson("Olga", "Open Park");
        if (joins)
        {
            await _site.Rows.Run(Join, new { person });
        }
        return (person, email);
    }

    private async Task Invites(string email)
    {
        var olga = await _site.SignsIn("olga@open-park.example");
        await olga.Submits(
            (await olga.Opens("/organisation")).Form("form[action$=invitations]"), ("email", email), ("role", "read"));
    }

    private Task Closes(string name, string way) => _site.Rows.Run(
        $"UPDATE organisation SET {way} = '2026-01-01' WHERE name = @name", new { name });

    private static async Task<Seen> Wants(Visitor who, string path)
    {
        who.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return await who.Opens(path);
    }
}
