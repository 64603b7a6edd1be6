using System.Net;
using System.Net.Http.Headers;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

/// <summary>A site's administrators decide who must have more than a password.</summary>
public sealed class AskingForASecondFactor : IAsyncDisposable
{
    private const string SetUp = "/account/second-factor";

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task site_administrators_set_one_up_before_anything_else_and_others_go_on()
    {
        var (sam, ann) = (await Reads(_site.SignedInAsSiteAdministrator()), await Reads(_site.SignedIn("Ann")));
        await Asks(sam, "SiteAdministrators");

        await IsLed(sam, "/admin/people");
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
        var page = await sam.Opens(SetUp);
        Assert.Contains("This site asks for a second factor", page.Text, StringComparison.Ordinal);
        var refused = await sam.Submits(page.Form(), ("code", "000000"));
        Assert.Contains("This site asks for a second factor", refused.Text, StringComparison.Ordinal);

        await HasAnApp("Sam");

        Assert.Equal(HttpStatusCode.OK, (await sam.Opens("/admin/people")).Status);
        Assert.DoesNotContain("This site asks", (await sam.Opens(SetUp)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task where_everybody_is_asked_nothing_else_is_done_and_one_can_leave()
    {
        var (sam, ann) = (await Reads(_site.SignedInAsSiteAdministrator()), await Reads(_site.SignedIn("Ann")));
        var form = (await ann.Opens("/account")).Form("form[action='/account/name']");
        await HasAnApp("Sam");
        await Asks(sam, "Everybody");
        await IsLed(ann, "/surveys");

        var changed = await ann.Submits(form, ("name", "Anna"));
        Assert.Equal(HttpStatusCode.Forbidden, changed.Status);
        Assert.StartsWith("This site asks for a second factor", changed.Raw, StringComparison.Ordinal);
        Assert.Equal("Ann", await _site.Rows.Ask<string>("SELECT name FROM person WHERE name <> 'Sam'"));

        await ann.Submits((await ann.Opens(SetUp)).Form("header form[action='/sign-out']"));
        Assert.StartsWith("/sign-in", (await ann.Opens("/surveys")).Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_passkey_alone_is_two_factors_and_a_script_s_token_goes_on()
    {
        var (sam, ann) = (await Reads(_site.SignedInAsSiteAdministrator()), await Reads(_site.SignedIn("Ann")));
        var made = await ann.Submits(
            (await ann.Opens("/account/tokens")).Form("form.account"), ("name", "Report"), ("days", "30"),
            ("survey", "0"), ("scopes", "surveys:read"));
        using var script = _site.Visitor().Http;
        script.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", made.Html.QuerySelector("code.secret")!.TextContent);
        await HasAnApp("Sam");
        await Asks(sam, "Everybody");
        await IsLed(ann, "/surveys");

        using var answer = await script.GetAsync("/surveys.csv", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await _site.Rows.Run("UPDATE person SET password_hash = NULL WHERE name = 'Ann'");
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task who_acts_as_somebody_without_one_sees_what_they_see()
    {
        var sam = await Reads(_site.SignedInAsSiteAdministrator());
        var ann = (await _site.Rows.HasPerson("Ann", "Wild Test")).Person;
        await HasAnApp("Sam");
        await Asks(sam, "Everybody");

        await sam.Submits(
            (await sam.Opens($"/admin/people/{ann}")).Form($"form[action='/admin/people/{ann}/act']"),
            ("reason", "She asked for help."));

        Assert.Equal(HttpStatusCode.OK, (await sam.Opens("/surveys")).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    /// <summary>As browsers ask for pages.</summary>
    private static async Task<Visitor> Reads(Task<Visitor> coming)
    {
        var visitor = await coming;
        visitor.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return visitor;
    }

    private static async Task Asks(Visitor sam, string of) => Assert.Equal(
        HttpStatusCode.SeeOther,
        (await sam.Submits((await sam.Opens("/admin/settings")).Form(), ("secondFactor", of))).Status);

    /// <summary>Settings take a moment to reach every process.</summary>
    private static Task<Seen> IsLed(Visitor visitor, string path) =>
        Eventually.Is(() => visitor.Opens(path), seen => seen.Location?.OriginalString == SetUp);

    private Task HasAnApp(string name) => _site.Rows.Run(
        "INSERT INTO second_factor (person_id, secret, last_step, made_at) "
        + "SELECT id, 'x', 0, '2026-01-01' FROM person WHERE name = @name", new { name });
}
