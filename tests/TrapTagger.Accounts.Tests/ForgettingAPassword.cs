using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ForgettingAPassword : IAsyncDisposable
{
    private const string Email = "ann@wild-test.example";
    private const string Chosen = "a new one with several words";

    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public ForgettingAPassword() => _site = new(_clock);

    [Fact]
    public async Task the_link_sets_another_one_once_and_ends_every_sign_in()
    {
        var ann = await _site.SignedIn("Ann");
        var visitor = _site.Visitor();
        await Asks(visitor, Email);
        var link = await Mailbox.LinkTo(_site, Email, "/reset");
        var stale = (await visitor.Opens(link)).Form();

        var set = await visitor.Submits((await visitor.Opens(link)).Form(), ("password", Chosen));

        Assert.Equal("/sign-in?done=password", set.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await ann.Opens("/surveys")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SignsIn(SiteRows.Password)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignsIn(Chosen)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Opens(link)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Submits(stale, ("password", Chosen + "!"))).Status);
        Assert.Contains(
            await Mailbox.To(_site, Email), l => l.Contains("A new password was chosen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task the_answer_does_not_tell_whether_an_address_is_somebodys()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");

        var known = await Asks(_site.Visitor(), Email);
        var unknown = await Asks(_site.Visitor(), "nob@wild-test.example");

        Assert.Equal(HttpStatusCode.OK, known.Status);
        Assert.Equal(Said(known, Email), Said(unknown, "nob@wild-test.example"));
        Assert.Empty(await Mailbox.To(_site, "nob@wild-test.example"));
    }

    [Fact]
    public async Task half_an_hour_later_the_link_is_worth_nothing()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        var visitor = _site.Visitor();
        await Asks(visitor, Email);
        var link = await Mailbox.LinkTo(_site, Email, "/reset");
        var form = (await visitor.Opens(link)).Form();
        _clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Equal(HttpStatusCode.Gone, (await visitor.Opens(link)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await visitor.Submits(form, ("password", Chosen))).Status);
    }

    [Fact]
    public async Task of_two_windows_at_the_same_moment_one_sets_it()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        await Asks(_site.Visitor(), Email);
        var link = await Mailbox.LinkTo(_site, Email, "/reset");
        var windows = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var visitor = _site.Visitor();
            return (Visitor: visitor, Form: (await visitor.Opens(link)).Form());
        }));

        var seen = await Task.WhenAll(windows.Select((w, i) =>
            w.Visitor.Submits(w.Form, ("password", $"the words of window {i}"))));

        Assert.Single(seen, s => s.Status == HttpStatusCode.SeeOther);
        Assert.Equal(3, seen.Count(s => s.Status == HttpStatusCode.Gone));
    }

    [Fact]
    public async Task nobody_is_buried_in_letters()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        for (var i = 0; i < 8; i++)
        {
            await Asks(_site.Visitor(), Email);
        }

        Assert.Equal(3, (await Mailbox.To(_site, Email)).Count);
    }

    [Fact]
    public async Task a_second_factor_stays()
    {
        var (person, _, _) = await _site.Rows.HasPerson("Ann", "Wild Test");
        await _site.Rows.Run(
            "INSERT INTO second_factor (person_id, secret, last_step, made_at) VALUES (@person, 'x', 0, '2026-01-01')",
            new { person });
        var visitor = _site.Visitor();
        await Asks(visitor, Email);
        await visitor.Submits(
            (await visitor.Opens(await Mailbox.LinkTo(_site, Email, "/reset"))).Form(), ("password", Chosen));

        Assert.Equal("/sign-in/second-factor", (await SignsIn(Chosen)).Location!.ToString());
    }

    [Theory]
    [InlineData("short", "Make the password at least 12 characters long: a few words do well.")]
    [InlineData("ann@wild-test.example",
        "This password is your name or address, or this site's name: strangers try that first. Choose another one.")]
    public async Task a_bad_choice_is_sent_back_and_the_link_still_works(string password, string reason)
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        var visitor = _site.Visitor();
        await Asks(visitor, Email);
        var link = await Mailbox.LinkTo(_site, Email, "/reset");

        var refused = await visitor.Submits((await visitor.Opens(link)).Form(), ("password", password));

        Assert.Equal(reason, refused.Alert);
        Assert.Equal(HttpStatusCode.SeeOther, (await visitor.Submits(refused.Form(), ("password", Chosen))).Status);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("Ann <ann@wild-test.example>")]
    [InlineData("ann@wild-test.example\r\nBcc: all@wild-test.example")]
    public async Task what_is_no_address_is_said_to_be_none(string email)
    {
        var seen = await Asks(_site.Visitor(), email);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal("Give an e-mail address: it looks like name@example.org.", seen.Alert);
    }

    [Fact]
    public async Task no_text_in_the_database_holds_the_link()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        await Asks(_site.Visitor(), Email);
        var token = (await Mailbox.LinkTo(_site, Email, "/reset")).Split('/')[^1];

        var columns = await _site.Rows.TextColumns();

        Assert.Contains("mail.content", columns);
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            Assert.True(
                await _site.Rows.Ask<long>(
                    $"SELECT count(*) FROM {table} WHERE {name} LIKE @token", new { token = $"%{token}%" }) == 0,
                column);
        }
    }

    [Fact]
    public async Task whoever_was_in_the_account_can_not_come_again_by_what_they_left_there()
    {
        var ann = await _site.SignedIn("Ann");
        var me = await _site.Rows.Ask<long>("SELECT id FROM person WHERE name = 'Ann'");
        await ann.Submits(
            (await ann.Opens("/account/tokens")).Form("form.account"), ("name", "Report"), ("days", "30"),
            ("survey", "0"), ("scopes", "results:read"));
        await _site.Rows.Run("""
            INSERT INTO passkey (id, person_id, credential_hash, credential_id, public_key, name, sign_count,
                transports, user_verified, backup_eligible, backed_up, made_at)
            VALUES (@me, @me, 'x', 'x', 'x', 'Phone', 0, '', TRUE, TRUE, TRUE, '2026-05-03')
            """, new { me });
        var visitor = _site.Visitor();
        await Asks(visitor, Email);
        var page = await visitor.Opens(await Mailbox.LinkTo(_site, Email, "/reset"));

        await visitor.Submits(page.Form(), ("password", Chosen));

        Assert.Contains("your passkeys are removed", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM passkey"));
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM api_token WHERE revoked_at IS NULL"));
        Assert.Contains(
            await Mailbox.To(_site, Email), l => l.Contains("passkeys were removed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_page_does_the_same_for_every_address_and_a_worker_looks()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        foreach (var email in (string[])[Email, "nobody@wild-test.example"])
        {
            var visitor = _site.Visitor();
            await visitor.Submits((await visitor.Opens("/forgotten")).Form(), ("email", email));
        }

        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM job WHERE kind = 'send-reset-link'"));
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM reset_link"));
        Assert.Empty(await Mailbox.To(_site, Email));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string Said(Seen seen, string but) =>
        seen.Html.QuerySelector("main")!.InnerHtml.Replace(but, "", StringComparison.Ordinal);

    private async Task<Seen> Asks(Visitor visitor, string email)
    {
        var seen = await visitor.Submits((await visitor.Opens("/forgotten")).Form(), ("email", email));
        await _site.WorksOff();
        return seen;
    }

    private async Task<Seen> SignsIn(string password)
    {
        var visitor = _site.Visitor();
        return await visitor.Submits(
            (await visitor.Opens("/sign-in")).Form(), ("email", Email), ("password", password));
    }
}
