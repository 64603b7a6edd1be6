using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests.Invitations;

public sealed class InvitingPeople : IAsyncDisposable
{
    private const string ListMembers = """
        SELECT concat(o.name, ' ', m.role, ' ', m.may_label, m.may_create, m.may_delete)
        FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE m.person_id = @Person ORDER BY o.id
        """;

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public InvitingPeople() => _site = new(_clock);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task whoever_has_the_address_accepts_and_belongs_to_both()
    {
        var bob = await _site.Rows.HasPerson("Bob", "Elsewhere");
        await Invites(bob.Email.ToUpperInvariant(), "read");
        var browser = await _site.SignsIn(bob.Email);

        var page = await browser.Opens("/invitations");
        Assert.Contains("Ann invites you as reader", page.Text, StringComparison.Ordinal);
        await browser.Submits(page.Form("form[action$=accept]"));

        Assert.Equal(
            ["Elsewhere admin 111", "Wild Test read 100"],
            (await _site.Rows.Rows<string>(ListMembers, new { bob.Person })).Order());
        Assert.Equal(1, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM mail WHERE lower(recipient) = @Email", new { bob.Email }));
    }

    [Fact]
    public async Task two_windows_that_accept_join_once_and_the_second_reads_why()
    {
        var bob = await _site.Rows.HasPerson("Bob", "Elsewhere");
        await Invites(bob.Email, "write");
        var (first, second) = (await _site.SignsIn(bob.Email), await _site.SignsIn(bob.Email));
        var (one, other) = (
            (await first.Opens("/invitations")).Form("form[action$=accept]"),
            (await second.Opens("/invitations")).Form("form[action$=decline]"));

        await first.Submits(one);
        var seen = await second.Submits(other);

        Assert.Equal(HttpStatusCode.Conflict, seen.Status);
        Assert.StartsWith("That invitation is no longer open", seen.Alert, StringComparison.Ordinal);
        Assert.Contains(
            "Wild Test write 100", await _site.Rows.Rows<string>(ListMembers, new { bob.Person }));
    }

    [Fact]
    public async Task two_windows_that_accept_at_once_join_once()
    {
        var bob = await _site.Rows.HasPerson("Bob", "Elsewhere");
        await Invites(bob.Email, "write");
        var windows = new List<(Visitor Window, AngleSharp.Html.Dom.IHtmlFormElement Form)>();
        for (var i = 0; i < 4; i++)
        {
            var window = await _site.SignsIn(bob.Email);
            windows.Add((window, (await window.Opens("/invitations")).Form("form[action$=accept]")));
        }

        var seen = await Task.WhenAll(windows.Select(w => w.Window.Submits(w.Form)));

        Assert.Single(seen, s => s.Status == HttpStatusCode.SeeOther);
        Assert.All(
            seen.Where(s => s.Status != HttpStatusCode.SeeOther),
            s => Assert.Equal(HttpStatusCode.Conflict, s.Status));
        Assert.Equal(
            ["Elsewhere admin 111", "Wild Test write 100"],
            (await _site.Rows.Rows<string>(ListMembers, new { bob.Person })).Order());
        Assert.Equal(
            ["Bob has accepted the invitation of Wild Test."],
            await _site.Rows.Rows<string>("SELECT text FROM notice WHERE person_id <> @Person", new { bob.Person }));
    }

    [Fact]
    public async Task an_address_is_found_however_its_host_is_written()
    {
        await Invites("bob@bücher.example.", "read");
        var bob = await _site.Rows.HasPerson("Bob", "xn--bcher-kva");

        var browser = await _site.SignsIn(bob.Email);

        Assert.NotNull((await browser.Opens("/invitations")).Form("form[action$=accept]"));
        Assert.Equal(
            bob.Email, await _site.Rows.Ask<string>("SELECT recipient FROM mail WHERE subject LIKE '%invites%'"));
    }

    [Fact]
    public async Task one_address_gets_three_letters_an_hour_whoever_invites()
    {
        await Invites("carl@example.org", "read", "Ann");
        await Invites("Carl@example.org", "write", "Amy");
        await Invites("carl@example.org.", "write", "Eve");
        var zoe = await _site.SignedIn("Zoe", "Elsewhere");

        var refused = await Tries(zoe, "carl@example.org");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(
            "3 letters of invitation went to carl@example.org within an hour: wait until the next one.", refused.Alert);
        Assert.Equal(HttpStatusCode.SeeOther, (await Tries(zoe, "dora@example.org")).Status);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await Tries(zoe, "carl@example.org")).Status);
    }

    [Fact]
    public async Task an_organisation_invites_a_hundred_people_a_day()
    {
        var ann = await _site.SignedIn();
        var form = (await ann.Opens("/organisation")).Form("form[action$=invitations]");
        for (var i = 0; i < InvitePerson.MostADay; i++)
        {
            await ann.Submits(form, ("email", $"p{i}@example.org"), ("role", "read"));
        }
        Assert.Equal(InvitePerson.MostADay, await _site.Rows.Ask<long>("SELECT count(*) FROM mail"));

        var refused = await Tries(ann, "carl@example.org");

        Assert.Equal("Wild Test has invited 100 people today: go on tomorrow.", refused.Alert);
        Assert.Equal(HttpStatusCode.SeeOther, (await Tries(
            await _site.SignedIn("Zoe", "Elsewhere"), "carl@example.org")).Status);
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.SeeOther, (await Tries(ann, "carl@example.org")).Status);
    }

    [Theory]
    [InlineData("withdrawn")]
    [InlineData("expired")]
    [InlineData("somebody else's")]
    public async Task nobody_joins_by_one_that_is(string what)
    {
        var bob = await _site.Rows.HasPerson("Bob", "Elsewhere");
        var ann = await Invites(what == "somebody else's" ? "carl@example.org" : bob.Email, "admin");
        var id = await _site.Rows.Ask<long>("SELECT id FROM invitation");
        if (what == "withdrawn")
        {
            await ann.Submits((await ann.Opens("/organisation")).Form("form[action$=withdraw]"));
        }
        if (what == "expired")
        {
            _clock.Advance(TimeSpan.FromDays(14));
        }
        var browser = await _site.SignsIn(bob.Email);
        await browser.Opens("/invitations");

        var answer = await browser.Sends(HttpMethod.Post, $"/invitations/{id}/accept", new FormUrlEncodedContent([]));

        Assert.Equal(
            what == "somebody else's" ? HttpStatusCode.NotFound : HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(["Elsewhere admin 111"], await _site.Rows.Rows<string>(ListMembers, new { bob.Person }));
    }

    [Theory]
    [InlineData("no address", "read", "Give an e-mail address: it looks like name@example.org.")]
    [InlineData("Carl <carl@example.org>", "read", "Give an e-mail address: it looks like name@example.org.")]
    [InlineData("cаrl@example.org", "read", "Give an e-mail address with plain letters before the @: no accents, "
        + "and none of another alphabet.")]
    [InlineData("carl@example.org", "king", "Choose one of the roles.")]
    [InlineData("ANN@wild-test.example", "read",
        "ANN@wild-test.example belongs to Wild Test already: change their role above.")]
    public async Task what_can_not_be_is_said(string email, string role, string sentence)
    {
        var ann = await _site.SignedIn();

        var seen = await ann.Submits(
            (await ann.Opens("/organisation")).Form("form[action$=invitations]"), ("email", email), ("role", role));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal(sentence, seen.Alert);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM invitation"));
    }

    [Fact]
    public async Task a_second_invitation_takes_the_place_of_the_first()
    {
        await Invites("carl@example.org", "read");
        await Invites("Carl@example.org", "write", "Amy");

        Assert.Equal(
            ["read withdrawn", "write open"],
            (await _site.Rows.Rows<string>("SELECT concat(role, ' ', state) FROM invitation")).Order());
    }

    private static async Task<Seen> Tries(Visitor who, string email) => await who.Submits(
        (await who.Opens("/organisation")).Form("form[action$=invitations]"), ("email", email), ("role", "read"));

    private async Task<Visitor> Invites(string email, string role, string administrator = "Ann")
    {
        var ann = await _site.SignedIn(administrator);
        var seen = await ann.Submits(
            (await ann.Opens("/organisation")).Form("form[action$=invitations]"), ("email", email), ("role", role),
            ("mayLabel", "true"));
        Assert.Equal(HttpStatusCode.SeeOther, seen.Status);
        return ann;
    }
}
