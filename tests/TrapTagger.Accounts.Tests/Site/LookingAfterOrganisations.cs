using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class LookingAfterOrganisations : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task the_list_says_what_each_uses_and_finds_by_name_whatever_the_case()
    {
        var (sam, ann) = (await _site.SignedInAsSiteAdministrator(), await _site.Rows.HasPerson("Ann", "Kruger Cats"));
        var survey = await _site.Rows.HasSurvey("North", "Kruger Cats");
        await _site.Rows.HasFile(survey, "1.JPG", "frame");
        await _site.Rows.HasFile(survey, "2.JPG", "announced");

        var row = Assert.Single(
            (await sam.Opens("/admin/organisations?named=kRUGER")).Html.QuerySelectorAll("tbody tr"));

        Assert.Equal(
            ["Kruger Cats", "Active", "1", "2", "2 kB", "1"],
            row.QuerySelectorAll("th, td").Take(6).Select(cell => cell.TextContent.Trim()));
        Assert.Equal($"/admin/organisations/{ann.Organisation}", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("Nobody", (await sam.Opens("/admin/people?named=zebra")).Text, StringComparison.Ordinal);
        Assert.Empty((await sam.Opens("/admin/organisations?named=zebra")).Html.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task what_goes_beyond_a_limit_is_refused_by_name_and_the_rest_is_taken()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.SignedIn("Ann", "Kruger Cats");
        var survey = await _site.Rows.HasSurvey("North", "Kruger Cats");
        await _site.Rows.HasFile(survey, "Card/North/0.JPG", "frame");
        await sam.Submits(await Form(sam, "limits"), ("photographs", "2"), ("gigabytes", ""));

        var refused = await Announces(ann, survey, ("Card/North/1.JPG", 10), ("Card/North/2.JPG", 10));

        Assert.Equal("Card/North/2.JPG", Assert.Single(refused).Path);
        Assert.StartsWith(
            "Your organisation has 2 photographs, and may have no more", refused[0].Reason, StringComparison.Ordinal);
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT files FROM survey"));

        await sam.Submits(await Form(sam, "limits"), ("photographs", ""), ("gigabytes", "1"));
        await _site.Rows.Run("UPDATE survey SET bytes = 999999995");
        Assert.StartsWith(
            "Your organisation's 1.0 GB are full",
            Assert.Single(await Announces(ann, survey, ("Card/North/3.JPG", 10))).Reason, StringComparison.Ordinal);
        // Nobody gets around it by not announcing.
        await ann.Opens("/surveys");
        using var plan = await ann.Sends(HttpMethod.Post, $"/surveys/{survey}/upload/plan", new
        {
            files = new[] { new { path = "Card/North/3.JPG", size = 10, sha256 = new string('a', 64) } },
        });
        Assert.Contains("are full", await plan.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Empty(await Announces(ann, survey, ("Card/North/4.JPG", 5)));
    }

    [Theory]
    [InlineData("-1", "")]
    [InlineData("2.5", "")]
    [InlineData("", "99999999999999999999")]
    [InlineData("many", "1")]
    public async Task a_limit_that_is_none_is_sent_back(string photographs, string gigabytes)
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await _site.Rows.HasPerson("Ann", "Kruger Cats");

        var seen = await sam.Submits(
            await Form(sam, "limits"), ("photographs", photographs), ("gigabytes", gigabytes));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal("Give a limit as a whole number, or leave it empty for none.", seen.Alert);
    }

    [Fact]
    public async Task people_of_a_suspended_organisation_read_why_and_no_more_until_it_is_lifted()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.SignedIn("Ann", "Kruger Cats");
        await sam.Submits(await Form(sam, "suspend"), ("reason", "The invoice of May is open."));

        var seen = await Wants(ann, "/surveys");

        Assert.Equal(HttpStatusCode.Forbidden, seen.Status);
        Assert.Contains("Kruger Cats is suspended", seen.Text, StringComparison.Ordinal);
        Assert.Contains("The invoice of May is open.", seen.Text, StringComparison.Ordinal);
        using var sent = await ann.Sends(HttpMethod.Post, "/surveys", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.Forbidden, sent.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await sam.Opens("/surveys")).Status);

        await sam.Submits(await Form(sam, "unsuspend"));

        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
        await Logged("organisation.suspended", "organisation.unsuspended");
    }

    [Fact]
    public async Task a_suspension_without_a_reason_is_refused()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await _site.Rows.HasPerson("Ann", "Kruger Cats");

        var seen = await sam.Submits(await Form(sam, "suspend"), ("reason", "  "));

        Assert.Equal("Say why: its people read this sentence.", seen.Alert);
    }

    [Fact]
    public async Task whoever_suspends_their_own_organisation_can_open_it_again()
    {
        var sam = await _site.SignedInAsSiteAdministrator(organisation: "Kruger Cats");
        await sam.Submits(await Form(sam, "suspend"), ("reason", "A test."));

        Assert.Equal(HttpStatusCode.Forbidden, (await sam.Opens("/surveys")).Status);
        await sam.Submits(await Form(sam, "unsuspend"));
        Assert.Equal(HttpStatusCode.OK, (await sam.Opens("/surveys")).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private async Task<AngleSharp.Html.Dom.IHtmlFormElement> Form(Visitor sam, string action)
    {
        var id = await _site.Rows.Ask<long>("SELECT id FROM organisation WHERE name = 'Kruger Cats'");
        return (await sam.Opens($"/admin/organisations/{id}")).Form($"form[action$='/{action}']");
    }

    private static async Task<Seen> Wants(Visitor who, string path)
    {
        who.Http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return await who.Opens(path);
    }

    private static async Task<IReadOnlyList<Refused>> Announces(
        Visitor who, long survey, params (string Path, long Size)[] files)
    {
        await who.Opens("/surveys");
        using var answer = await who.Sends(
            HttpMethod.Post, $"/surveys/{survey}/upload/announce",
            new { files = files.Select(f => new { path = f.Path, size = f.Size }) });
        return (await System.Net.Http.Json.HttpContentJsonExtensions.ReadFromJsonAsync<Announced>(
            answer.Content, Stop))!.Refused;
    }

    private async Task Logged(params string[] verbs) => Assert.Equal(
        verbs, await _site.Rows.Rows<string>("SELECT verb FROM audit_entry WHERE verb <> 'signed-in' ORDER BY id"));

    private sealed record Announced(IReadOnlyList<Refused> Refused);

    private sealed record Refused(string Path, string Reason);
}
