using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>Name, address and password, changed by the person themselves.</summary>
public sealed class MindingOnesAccount : IAsyncDisposable
{
    private const string Email = "ann@wild-test.example";
    private const string Wanted = "ann.field@example.org";

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public MindingOnesAccount() => _site = new(_clock);

    [Fact]
    public async Task an_address_changes_once_both_ends_agree()
    {
        var ann = await _site.SignedIn("Ann");
        await Asks(ann, Wanted);
        var old = await Mailbox.LinkTo(_site, Email, "/e-mail");
        var @new = await Mailbox.LinkTo(_site, Wanted, "/e-mail");

        var half = await Answers(@new, "agree");
        Assert.Contains("one of two", half.Text, StringComparison.Ordinal);
        Assert.Equal(Email, await _site.Rows.Ask<string>("SELECT email FROM person"));
        Assert.Contains("the new one has agreed", (await ann.Opens("/account")).Text, StringComparison.Ordinal);

        var done = await Answers(old, "agree");
        Assert.Contains("The address is changed", done.Text, StringComparison.Ordinal);
        Assert.Equal(Wanted, await _site.Rows.Ask<string>("SELECT email FROM person"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SignsIn(Wanted)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignsIn(Email)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await _site.Visitor().Opens(old)).Status);
    }

    [Fact]
    public async Task the_old_end_can_refuse()
    {
        var ann = await _site.SignedIn("Ann");
        await Asks(ann, Wanted);
        var old = await Mailbox.LinkTo(_site, Email, "/e-mail");
        var @new = await Mailbox.LinkTo(_site, Wanted, "/e-mail");

        Assert.Contains("stays as it is", (await Answers(old, "refuse")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Gone, (await _site.Visitor().Opens(@new)).Status);
        Assert.Equal(Email, await _site.Rows.Ask<string>("SELECT email FROM person"));
    }

    [Fact]
    public async Task opening_a_link_alone_does_nothing()
    {
        var ann = await _site.SignedIn("Ann");
        await Asks(ann, Wanted);
        await _site.Visitor().Opens(await Mailbox.LinkTo(_site, Email, "/e-mail"));
        await _site.Visitor().Opens(await Mailbox.LinkTo(_site, Wanted, "/e-mail"));

        Assert.Equal(Email, await _site.Rows.Ask<string>("SELECT email FROM person"));
    }

    [Fact]
    public async Task an_address_of_somebody_else_is_found_out_by_its_owner_alone()
    {
        var ann = await _site.SignedIn("Ann");
        var (_, _, taken) = await _site.Rows.HasPerson("Ben", "Wild Test");

        var alike = taken.Replace("ben@", "BEN@", StringComparison.Ordinal);
        var asked = await Asks(ann, alike);
        Assert.Equal("/account?done=e-mail", asked.Location!.ToString());
        await Answers(await Mailbox.LinkTo(_site, Email, "/e-mail"), "agree");
        var done = await Answers(await Mailbox.LinkTo(_site, alike, "/e-mail"), "agree");

        Assert.Contains("Another account has the address", done.Text, StringComparison.Ordinal);
        Assert.Equal(Email, await _site.Rows.Ask<string>("SELECT email FROM person WHERE name = 'Ann'"));
    }

    [Fact]
    public async Task a_changed_password_ends_the_other_browsers_and_not_this_one()
    {
        var laptop = await _site.SignedIn("Ann");
        var phone = _site.Visitor();
        await phone.Submits(
            (await phone.Opens("/sign-in")).Form(), ("email", Email), ("password", SiteRows.Password));

        var before = await _site.Rows.Ask<string>(
            "SELECT secret_hash FROM session WHERE id = (SELECT min(id) FROM session)");
        var wrong = await ChangesPassword(laptop, "not this one", "five words and a comma,");
        Assert.Equal("This is not your password.", wrong.Alert);
        var changed = await ChangesPassword(laptop, SiteRows.Password, "five words and a comma,");

        Assert.Equal("/account/security?done=password", changed.Location!.ToString());
        Assert.Equal(0, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM session WHERE ended_at IS NULL AND secret_hash = @before", new { before }));
        Assert.Equal(HttpStatusCode.OK, (await laptop.Opens("/surveys")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Opens("/surveys")).Status);
    }

    [Theory]
    [InlineData("/account/second-factor")]
    [InlineData("/account/tokens")]
    public async Task a_while_after_signing_in_a_person_shows_again_who_they_are(string page)
    {
        var ann = await _site.SignedIn("Ann");
        var form = (await ann.Opens(page)).Form("form.account");
        _clock.Advance(TimeSpan.FromMinutes(16));

        var asked = await ann.Submits(form);

        Assert.StartsWith(
            "/account/confirm?returnUrl=%2Faccount%2F", asked.Location!.ToString(), StringComparison.Ordinal);
        var confirm = (await ann.Opens(asked.Location.ToString())).Form();
        Assert.Equal("This is not your password.", (await ann.Submits(confirm, ("password", "a guess"))).Alert);
        var before = await _site.Rows.Ask<string>("SELECT secret_hash FROM session");
        var confirmed = await ann.Submits(confirm, ("password", SiteRows.Password));
        Assert.NotEqual(before, await _site.Rows.Ask<string>("SELECT secret_hash FROM session"));
        Assert.StartsWith("/account/", confirmed.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ann.Submits(form)).Status);
    }

    [Fact]
    public async Task a_new_browser_is_told_by_mail_and_a_known_one_is_not()
    {
        var ann = await _site.SignedIn("Ann");
        await ann.Submits((await ann.Opens("/surveys")).Form("header form[action='/sign-out']"));
        await ann.Submits((await ann.Opens("/sign-in")).Form(), ("email", Email), ("password", SiteRows.Password));
        Assert.Empty(await Mailbox.To(_site, Email));

        await SignsIn(Email);

        Assert.Contains("A new sign-in", Assert.Single(await Mailbox.To(_site, Email)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  Ann   Field ", "Ann Field")]
    [InlineData("Zoe\u0308 Ångström-李", "Zoë Ångström-李")]
    [InlineData("علی\u200cرضا", "علی\u200cرضا")]
    [InlineData(" ", null)]
    [InlineData("Ann\u202Egro.elpmaxe", null)]
    [InlineData("Ann\u2028", null)]
    [InlineData("Ann\U000E0041", null)]
    public async Task a_name_is_what_people_can_read(string name, string? kept)
    {
        var ann = await _site.SignedIn("Ann");

        var seen = await ann.Submits(
            (await ann.Opens("/account")).Form("form[action='/account/name']"), ("name", name));

        Assert.Equal(
            kept is null ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.SeeOther, seen.Status);
        Assert.Equal(kept ?? "Ann", await _site.Rows.Ask<string>("SELECT name FROM person"));
        Assert.Equal(
            kept is null ? 0 : 1,
            await _site.Rows.Ask<long>("SELECT count(*) FROM audit_entry WHERE verb = 'name.changed'"));
    }

    [Fact]
    public async Task names_of_tokens_and_passkeys_hide_nothing()
    {
        const string reason = "There are characters in the name that can't be seen: type it again.";
        var ann = await _site.SignedIn("Ann");

        var token = await ann.Submits(
            (await ann.Opens("/account/tokens")).Form("form.account"), ("name", "Re\u202Eport"), ("days", "30"),
            ("survey", "0"), ("scopes", "results:read"));
        var passkey = await ann.Submits(
            (await ann.Opens("/account/security")).Form("form[action='/account/passkeys']"), ("name", "Ph\u2028one"));

        Assert.Equal((reason, reason), (token.Alert, passkey.Alert));
    }

    [Fact]
    public async Task a_changed_password_closes_links_that_were_asked_for_before()
    {
        var ann = await _site.SignedIn("Ann");
        var thief = _site.Visitor();
        await thief.Submits((await thief.Opens("/forgotten")).Form(), ("email", Email));
        await _site.WorksOff();
        var link = await Mailbox.LinkTo(_site, Email, "/reset");

        await ChangesPassword(ann, SiteRows.Password, "five words and a comma,");

        Assert.Equal(HttpStatusCode.Gone, (await thief.Opens(link)).Status);
    }

    [Fact]
    public async Task what_a_person_changes_is_in_the_log()
    {
        var ann = await _site.SignedIn("Ann");
        await _site.SignsIn(Email);
        await Asks(ann, Wanted);
        await ann.Submits((await ann.Opens("/account/sessions")).Form(".account-list form"));

        Assert.Equal(
            ["signed-in", "signed-in", "e-mail.change-asked", "session.ended"],
            await _site.Rows.Rows<string>("SELECT verb FROM audit_entry ORDER BY id"));
        Assert.Contains(
            "\"by\":\"password\"", await _site.Rows.Ask<string>("SELECT min(details) FROM audit_entry"),
            StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<Seen> Asks(Visitor ann, string email) => await ann.Submits(
        (await ann.Opens("/account")).Form("form[action='/account/e-mail']"), ("email", email));

    private async Task<Seen> Answers(string link, string answer)
    {
        var visitor = _site.Visitor();
        return await visitor.Submits((await visitor.Opens(link)).Form(), ("answer", answer));
    }

    private static async Task<Seen> ChangesPassword(Visitor ann, string current, string password) => await ann.Submits(
        (await ann.Opens("/account/security")).Form("form[action='/account/password']"),
        ("current", current), ("password", password));

    private async Task<Seen> SignsIn(string email)
    {
        var visitor = _site.Visitor();
        return await visitor.Submits(
            (await visitor.Opens("/sign-in")).Form(), ("email", email), ("password", SiteRows.Password));
    }
}
