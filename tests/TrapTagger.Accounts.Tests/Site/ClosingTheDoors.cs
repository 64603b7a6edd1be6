using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ClosingTheDoors : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task signing_up_is_open_until_it_is_closed_also_for_a_form_that_was_open()
    {
        var eve = _site.Visitor();
        var form = (await eve.Opens("/sign-up")).Form();
        await Close("signUp");

        Assert.Contains(
            "only people whom an organisation has invited", (await eve.Opens("/sign-up")).Text,
            StringComparison.Ordinal);
        await SignsUp(eve, form, "eve@example.org");

        var letter = await _site.Rows.LetterTo("eve@example.org");
        Assert.Null(letter.Button);
        Assert.Contains("ask whoever you would like to label for", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open", true)]
    [InlineData("expired", false)]
    [InlineData("withdrawn", false)]
    [InlineData("suspended", false)]
    public async Task with_signing_up_closed_whoever_is_invited_comes_in_and_nobody_else_learns_it(
        string what, bool comes)
    {
        await Close("signUp");
        await Invites("Bob@example.org", what);
        var (bob, eve) = (_site.Visitor(), _site.Visitor());
        var invited = await SignsUp(bob, (await bob.Opens("/sign-up")).Form(), "bob@EXAMPLE.org");
        var other = await SignsUp(eve, (await eve.Opens("/sign-up")).Form(), "eve@example.org");

        Assert.Equal((invited.Status, invited.Location, invited.Raw), (other.Status, other.Location, other.Raw));
        Assert.Equal("/sign-up/sent", invited.Location?.ToString());
        var letter = await _site.Rows.LetterTo("bob@example.org");
        Assert.Equal(comes, letter.Button is not null);
        if (comes)
        {
            await bob.Submits((await bob.Opens(letter.Path)).Form(), ("password", "a few good words"));
            Assert.Contains("Wild Test", (await bob.Opens("/no-organisation")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task an_organisation_that_may_not_ask_is_told_so_and_nothing_is_kept()
    {
        var eve = _site.Visitor();
        var form = (await eve.Opens("/welcome")).Form("#enquiry");
        await Close("enquiry");

        var sent = await eve.Submits(
            form, ("organisation", "Cats of Peru"), ("name", "Eve Adams"), ("email", "eve@example.org"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.Equal("This site takes no new organisations at the moment.", sent.Alert);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM enquiry"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<Seen> SignsUp(Visitor who, AngleSharp.Html.Dom.IHtmlFormElement form, string email) =>
        await who.Submits(form, ("name", "Eve Adams"), ("email", email), ("password", "a few good words"));

    private async Task Invites(string email, string what)
    {
        var ann = await _site.SignedIn();
        await ann.Submits(
            (await ann.Opens("/organisation")).Form("form[action$=invitations]"), ("email", email), ("role", "read"));
        await _site.Rows.Run("DELETE FROM mail");
        await _site.Rows.Run(what switch
        {
            "expired" => "UPDATE invitation SET expires_at = '2026-01-01'",
            "withdrawn" => "UPDATE invitation SET state = 'withdrawn'",
            "suspended" => "UPDATE organisation SET suspended_at = '2026-01-01'",
            _ => "UPDATE invitation SET state = 'open'",
        });
    }

    private async Task Close(string door)
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var form = (await sam.Opens("/admin/settings")).Form();
        form.QuerySelector($"input[name={door}]")!.RemoveAttribute("checked");
        await sam.Submits(form);
    }
}
