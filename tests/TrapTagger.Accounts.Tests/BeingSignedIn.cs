using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>What becomes of a sign-in while it lasts.</summary>
public sealed class BeingSignedIn : IAsyncDisposable
{
    private readonly TestClock _clock = new();
    private readonly SiteUnderTest _site;

    public BeingSignedIn() => _site = new(_clock);

    [Fact]
    public async Task signing_out_everywhere_ends_every_browser_at_once()
    {
        var laptop = await _site.SignedIn("Ann");
        var phone = await SignsIn("ann@wild-test.example");
        var sessions = await laptop.Opens("/account/sessions");
        Assert.Equal(2, sessions.Html.QuerySelectorAll(".account-list li").Length);

        var ended = await laptop.Submits(sessions.Form("form[action='/account/sessions/end-all']"));

        Assert.Equal("/sign-in?done=everywhere", ended.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await laptop.Opens("/surveys")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task one_browser_is_signed_out_from_another()
    {
        var laptop = await _site.SignedIn("Ann");
        var phone = await SignsIn("ann@wild-test.example");

        await laptop.Submits((await laptop.Opens("/account/sessions")).Form(".account-list form"));

        Assert.Equal(HttpStatusCode.Redirect, (await phone.Opens("/surveys")).Status);
        Assert.Equal(HttpStatusCode.OK, (await laptop.Opens("/surveys")).Status);
    }

    [Theory]
    [InlineData(".account-list form")]
    [InlineData("form[action='/account/sessions/end-all']")]
    public async Task a_while_after_signing_in_who_ends_others_shows_again_who_they_are(string form)
    {
        var ann = await _site.SignedIn("Ann");
        await SignsIn("ann@wild-test.example");
        _clock.Advance(TimeSpan.FromMinutes(16));

        var asked = await ann.Submits((await ann.Opens("/account/sessions")).Form(form));

        Assert.Equal("/account/confirm?returnUrl=%2Faccount%2Fsessions", asked.Location!.ToString());
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM session WHERE ended_at IS NULL"));
    }

    [Theory]
    [InlineData("/account", "/sign-out")]
    [InlineData("/account/sessions", "/account/sessions/end-all")]
    [InlineData("/account/delete", "/account/delete")]
    public async Task the_browser_that_is_left_forgets_what_it_kept(string page, string leaving)
    {
        var ann = await _site.SignedIn("Ann");
        await _site.Rows.Run("DELETE FROM membership"); // its last administrator could not delete their account
        var form = (await ann.Opens(page)).Form($"form[action='{leaving}']");

        using var left = await ann.Http.PostAsync(leaving, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = form.QuerySelector("input")!.GetAttribute("value")!,
            ["password"] = SiteRows.Password,
        }), TestContext.Current.CancellationToken);

        Assert.StartsWith("/sign-in", left.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal("\"cache\"", Assert.Single(left.Headers.GetValues("Clear-Site-Data")));
    }

    [Fact]
    public async Task nobody_signs_out_somebody_else()
    {
        var ann = await _site.SignedIn("Ann");
        var ben = await _site.SignedIn("Ben");
        await SignsIn("ann@wild-test.example");
        var form = (await ann.Opens("/account/sessions")).Form(".account-list form");
        var session = await _site.Rows.Ask<long>(
            "SELECT max(s.id) FROM session s JOIN person p ON p.id = s.person_id WHERE p.name = 'Ben'");
        form.SetAttribute("action", $"/account/sessions/{session}/end");

        await ann.Submits(form);

        Assert.Equal(HttpStatusCode.OK, (await ben.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task a_person_who_is_gone_is_out_with_the_next_request()
    {
        var ann = await _site.SignedIn("Ann");
        await _site.Rows.Run("DELETE FROM membership");
        await _site.Rows.Run("DELETE FROM person");

        Assert.Equal(HttpStatusCode.Redirect, (await ann.Opens("/surveys")).Status);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM session"));
    }

    [Fact]
    public async Task a_new_name_and_a_new_right_count_with_the_next_request()
    {
        var ann = await _site.SignedIn("Ann");
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens("/admin")).Status);
        await _site.Rows.Run("UPDATE person SET name = 'Ann Field', site_administrator = TRUE");

        Assert.Equal("Ann Field", (await ann.Opens("/surveys")).Html.QuerySelector(".top-person")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/admin")).Status);
    }

    [Theory]
    [InlineData(13, 1, true)]
    [InlineData(15, 1, false)]
    [InlineData(10, 8, true)]
    [InlineData(10, 10, false)]
    public async Task it_lasts_while_it_is_used_and_never_for_long(int days, int times, bool lasts)
    {
        var ann = await _site.SignedIn("Ann");
        var status = HttpStatusCode.OK;
        for (var i = 0; i < times; i++)
        {
            _clock.Advance(TimeSpan.FromDays(days));
            status = (await ann.Opens("/surveys")).Status;
        }

        Assert.Equal(lasts ? HttpStatusCode.OK : HttpStatusCode.Redirect, status);
    }

    [Fact]
    public async Task files_are_served_without_asking_who_is_there()
    {
        var ann = await _site.SignedIn("Ann");
        _clock.Advance(TimeSpan.FromDays(1));
        var before = await _site.Rows.Ask<string>("SELECT seen_at FROM session");

        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/css/site.css")).Status);
        await ann.Opens("/objects/wild-test/1/a.jpg?e=1&s=x");

        Assert.Equal(before, await _site.Rows.Ask<string>("SELECT seen_at FROM session"));
        await ann.Opens("/surveys");
        Assert.NotEqual(before, await _site.Rows.Ask<string>("SELECT seen_at FROM session"));
    }

    [Fact]
    public async Task over_https_no_neighbour_of_the_site_can_set_its_cookies()
    {
        await _site.Rows.HasPerson("Ann", "Wild Test");
        var ann = _site.Visitor();
        ann.Http.BaseAddress = new("https://localhost");
        using var page = await ann.Http.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        var form = (await ann.Opens("/sign-in")).Form();
        using var answer = await ann.Http.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = "ann@wild-test.example",
            ["password"] = SiteRows.Password,
            ["__RequestVerificationToken"] = form.QuerySelector("input")!.GetAttribute("value")!,
        }), TestContext.Current.CancellationToken);

        List<string> cookies = [.. page.Headers.GetValues("Set-Cookie"), .. answer.Headers.GetValues("Set-Cookie")];
        Assert.Contains(cookies, c => c.StartsWith("__Host-traptagger-forms=", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("__Host-traptagger=", StringComparison.Ordinal));
        Assert.Contains(cookies, c => c.StartsWith("__Host-traptagger-device=", StringComparison.Ordinal));
        Assert.All(cookies, c => Assert.Matches("(?i)path=/;.*secure;.*httponly", c));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task what_the_database_holds_opens_nothing()
    {
        await _site.SignedIn("Ann");
        var row = await _site.Rows.Ask<string>("SELECT secret_hash FROM session");

        Assert.Equal(64, row.Length);
        Assert.DoesNotContain('.', row);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 "
        + "Safari/537.36 Edg/126.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
        + "Version/17.5 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile "
        + "Safari/537.36", "Chrome on Android")]
    [InlineData("curl/8.5", "An unknown browser")]
    [InlineData(null, "An unknown browser")]
    public void a_browser_is_called_as_its_owner_would(string? userAgent, string words) =>
        Assert.Equal(words, DeviceWords.Of(userAgent));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<Visitor> SignsIn(string email)
    {
        var visitor = _site.Visitor();
        var seen = await visitor.Submits(
            (await visitor.Opens("/sign-in")).Form(), ("email", email), ("password", SiteRows.Password));
        Assert.Equal(HttpStatusCode.SeeOther, seen.Status);
        return visitor;
    }
}
