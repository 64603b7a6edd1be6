using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests.Members;

public sealed class ChangingMembers : IAsyncDisposable
{
    private const string FindRole =
        "SELECT concat(role, ' ', may_label, may_create, may_delete) FROM membership WHERE person_id = @Person";

    private const string CountMembers = "SELECT count(*) FROM membership WHERE person_id = @Person";

    private readonly SiteUnderTest _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task a_member_gets_another_role_and_hears_of_it()
    {
        var ann = await _site.SignedIn();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");

        var saved = await ann.Submits(
            (await ann.Opens($"/organisation/people/{bob.Person}")).Form(), ("role", "read"));

        Assert.Equal("/organisation", saved.Location?.ToString());
        Assert.Equal("read 111", await _site.Rows.Ask<string>(FindRole, new { bob.Person }));
        Assert.Contains("Reader", (await ann.Opens("/organisation")).Text, StringComparison.Ordinal);
        var seen = await (await _site.SignsIn(bob.Email)).Opens("/notices");
        Assert.Contains("In Wild Test your role is now reader.", seen.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _site.Rows.Ask<long>(
            "SELECT count(*) FROM audit_entry WHERE verb = 'member.changed'"));
    }

    [Fact]
    public async Task whoever_loses_a_right_loses_it_at_once()
    {
        var survey = await HasSurvey();
        var ann = await _site.SignedIn();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        var browser = await _site.SignsIn(bob.Email);
        Assert.Equal(HttpStatusCode.OK, (await browser.Opens($"/surveys/{survey}")).Status);

        await ann.Submits((await ann.Opens($"/organisation/people/{bob.Person}")).Form("form[action$=remove]"));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Opens($"/surveys/{survey}")).Status);
        Assert.Equal(0, await _site.Rows.Ask<long>(CountMembers, new { bob.Person }));
    }

    [Theory]
    [InlineData("", "read")]
    [InlineData("form[action$=remove]", "admin")]
    public async Task the_last_administrator_stays_one(string form, string role)
    {
        var ann = await _site.Rows.HasPerson("Ann", "Wild Test");
        var browser = await _site.SignsIn(ann.Email);
        var page = await browser.Opens($"/organisation/people/{ann.Person}");

        var seen = await browser.Submits(form.Length == 0 ? page.Form() : page.Form(form), ("role", role));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal(
            "This is the organisation's last administrator: make somebody else one first.", seen.Alert);
        Assert.Equal("admin 111", await _site.Rows.Ask<string>(FindRole, new { ann.Person }));
    }

    [Theory]
    [InlineData("blocked_at = '2026-01-01'", false)]
    [InlineData("password_hash = NULL", false)]
    [InlineData("blocked_at = NULL", true)]
    public async Task only_another_one_who_can_sign_in_lets_the_last_go(string other, bool goes)
    {
        var ann = await _site.Rows.HasPerson("Ann", "Wild Test");
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        await _site.Rows.Run($"UPDATE person SET {other} WHERE id = @Person", new { bob.Person });
        var browser = await _site.SignsIn(ann.Email);

        var seen = await browser.Submits(
            (await browser.Opens($"/organisation/people/{ann.Person}")).Form("form[action$=remove]"));

        Assert.Equal(goes ? HttpStatusCode.SeeOther : HttpStatusCode.UnprocessableEntity, seen.Status);
    }

    [Fact]
    public async Task whoever_is_taken_in_again_has_no_token_from_before()
    {
        var survey = await HasSurvey();
        var ann = await _site.SignedIn();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        var browser = await _site.SignsIn(bob.Email);
        var page = await browser.Submits(
            (await browser.Opens("/account/tokens")).Form("form.account"), ("name", "Report"), ("days", "30"),
            ("survey", "0"), ("scopes", "surveys:read"));
        var script = _site.Visitor();
        script.Http.DefaultRequestHeaders.Authorization = new(
            "Bearer", page.Html.QuerySelector(".secret")!.TextContent);
        Assert.Equal(HttpStatusCode.OK, (await script.Opens($"/surveys/{survey}/files.csv")).Status);

        await ann.Submits((await ann.Opens($"/organisation/people/{bob.Person}")).Form("form[action$=remove]"));
        await _site.Rows.Run(
            "INSERT INTO membership (organisation_id, person_id, role) VALUES (@Organisation, @Person, 'admin')",
            new { bob.Organisation, bob.Person });

        Assert.Equal(HttpStatusCode.Unauthorized, (await script.Opens($"/surveys/{survey}/files.csv")).Status);
    }

    [Fact]
    public async Task two_administrators_who_remove_each_other_at_once_leave_one()
    {
        var ann = await _site.Rows.HasPerson("Ann", "Wild Test");
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        var (first, second) = (await _site.SignsIn(ann.Email), await _site.SignsIn(bob.Email));
        var (one, other) = (
            (await first.Opens($"/organisation/people/{bob.Person}")).Form("form[action$=remove]"),
            (await second.Opens($"/organisation/people/{ann.Person}")).Form("form[action$=remove]"));

        await Task.WhenAll(first.Submits(one), second.Submits(other));

        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM membership"));
    }

    [Fact]
    public async Task somebody_elsewhere_is_not_there()
    {
        var ann = await _site.SignedIn();
        var eve = await _site.Rows.HasPerson("Eve", "Elsewhere");
        await ann.Opens("/organisation");

        Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens($"/organisation/people/{eve.Person}")).Status);
        var answer = await ann.Sends(
            HttpMethod.Post, $"/organisation/people/{eve.Person}/remove", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(1, await _site.Rows.Ask<long>(CountMembers, new { eve.Person }));
    }

    private async Task<long> HasSurvey()
    {
        await _site.Rows.HasPerson("Zoe", "Wild Test");
        return await _site.Rows.HasSurvey();
    }
}
