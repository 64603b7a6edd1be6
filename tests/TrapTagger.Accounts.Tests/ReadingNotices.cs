using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ReadingNotices : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task who_may_change_a_survey_hears_that_it_is_checked()
    {
        var ann = await _site.SignedIn();
        await _site.SignedIn("Ben");
        await _site.Rows.Run("""
            UPDATE membership SET role = 'read' WHERE person_id = (SELECT id FROM person WHERE name = 'Ben')
            """);
        await _site.Rows.HasPerson("Eve", "Other Test");
        var survey = await Checked(ann);

        var seen = await ann.Opens("/notices");

        Assert.Equal("1", seen.Html.QuerySelector("#bell .badge")!.TextContent);
        var link = Assert.Single(seen.Html.QuerySelectorAll(".notices a"));
        Assert.Equal("Every file of “Kruger” is checked: 0 frames.", link.TextContent);
        Assert.Equal(["Ann"], await _site.Rows.Rows<string>(
            "SELECT p.name FROM notice n JOIN person p ON p.id = n.person_id"));
        var opened = await ann.Opens(link.GetAttribute("href")!);
        Assert.Equal($"/surveys/{survey}", opened.Location!.OriginalString);
        Assert.Null((await ann.Opens("/notices")).Html.QuerySelector("#bell .badge"));
    }

    [Fact]
    public async Task the_bell_of_an_open_page_rings_at_once()
    {
        var ann = await _site.SignedIn();
        await using var bell = await LiveStream.OpenAsync(ann, "/notices/live");
        await bell.Shows("aria-label=\"Notices\"");

        await Checked(ann);

        await bell.Shows("aria-label=\"Notices, 1 unread\"");
    }

    [Fact]
    public async Task all_are_marked_as_read_but_those_that_came_since()
    {
        var ann = await _site.SignedIn();
        await Checked(ann, "Kruger");
        var form = (await ann.Opens("/notices")).Form("form[action='/notices/read']");
        await Checked(ann, "Hwange");

        await ann.Submits(form);

        var unread = Assert.Single((await ann.Opens("/notices")).Html.QuerySelectorAll(".notices .unread"));
        Assert.Contains("Hwange", unread.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_they_have_not_read_yet_is_not_said_twice()
    {
        var ann = await _site.SignedIn();
        var survey = await Checked(ann);
        await Again(ann, survey);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM notice"));

        await ann.Submits((await ann.Opens("/notices")).Form("form[action$='/read']"));
        await Again(ann, survey);

        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM notice"));
    }

    [Fact]
    public async Task somebody_elses_notice_is_not_there()
    {
        var ann = await _site.SignedIn();
        await Checked(ann);
        var id = await _site.Rows.Ask<string>("SELECT id FROM notice");
        var ben = await _site.SignedIn("Ben");

        Assert.Equal(HttpStatusCode.NotFound, (await ben.Opens($"/notices/{id}")).Status);
        await ben.Opens("/notices");
        using var read = await ben.Sends(HttpMethod.Post, $"/notices/{id}/read");
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM notice WHERE read_at IS NULL"));
    }

    [Fact]
    public async Task the_bell_counts_no_further_than_it_shows()
    {
        var ann = await _site.SignedIn();
        var person = await _site.Rows.Ask<long>("SELECT id FROM person");
        await Has(person, 99);
        Assert.Equal("99", (await ann.Opens("/notices")).Html.QuerySelector("#bell .badge")!.TextContent);

        await Has(person, 50);

        Assert.Equal("99+", (await ann.Opens("/notices")).Html.QuerySelector("#bell .badge")!.TextContent);
    }

    [Fact]
    public async Task what_the_site_tells_everybody_rings_until_they_have_read_it()
    {
        var (ann, ben) = (await _site.SignedIn(), await _site.SignedIn("Ben"));
        var sam = await _site.SignedInAsSiteAdministrator();
        await Announces(sam, "Closed on Saturday.");
        Assert.Equal("1", Bell(await ann.Opens("/surveys")));

        var read = await ann.Submits((await ann.Opens("/annotate?x=1")).Form(".announcement form"));

        Assert.Equal("/annotate?x=1", read.Location!.OriginalString);
        Assert.Null(Bell(await ann.Opens("/surveys")));
        Assert.Null((await ann.Opens("/surveys")).Html.QuerySelector(".announcement"));
        Assert.Contains("Closed on Saturday.", (await ann.Opens("/notices")).Text, StringComparison.Ordinal);
        Assert.Equal("1", Bell(await ben.Opens("/surveys")));

        await Announces(sam, "Closed on Sunday.");
        Assert.Equal("1", Bell(await ann.Opens("/surveys")));
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("")]
    public async Task having_read_it_leads_to_no_other_site(string back)
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await Announces(sam, "Closed on Saturday.");

        var read = await sam.Submits((await sam.Opens("/surveys")).Form(".announcement form"), ("back", back));

        Assert.Equal("/notices", read.Location!.OriginalString);
    }

    [Fact]
    public async Task a_person_chooses_whether_they_get_mail_too()
    {
        var ann = await _site.SignedIn();
        var form = (await ann.Opens("/notices")).Form("form[action='/notices/mail']");

        await ann.Submits(form, ("mail", "true"));
        await Checked(ann);
        Assert.Equal(
            "Every file of “Kruger” is checked: 0 frames.", await _site.Rows.Ask<string>("SELECT subject FROM mail"));
        Assert.True((await ann.Opens("/notices")).Html.QuerySelector("input[name=mail]")!.HasAttribute("checked"));

        await ann.Submits(form);
        await Checked(ann, "Hwange");
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM mail"));
        Assert.False((await ann.Opens("/notices")).Html.QuerySelector("input[name=mail]")!.HasAttribute("checked"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static string? Bell(Seen page) => page.Html.QuerySelector("#bell .badge")?.TextContent;

    private static async Task Announces(Visitor sam, string text)
    {
        await sam.Submits((await sam.Opens("/admin/settings")).Form("form.settings"), ("announcement", text));
        await Eventually.Is(
            () => sam.Opens("/notices"), seen => seen.Text.Contains(text, StringComparison.Ordinal));
    }

    private async Task<long> Checked(Visitor who, string name = "Kruger")
    {
        var survey = await _site.Rows.HasSurvey(name);
        await _site.Rows.HasFile(survey, "North/1.JPG", "quarantined");
        await Finishes(who, survey);
        return survey;
    }

    private async Task Again(Visitor who, long survey)
    {
        await _site.Rows.Run("UPDATE survey SET upload_open = 1 WHERE id = @survey", new { survey });
        await Finishes(who, survey);
    }

    private static async Task Finishes(Visitor who, long survey)
    {
        await who.Opens("/surveys");
        using var finished = await who.Sends(HttpMethod.Post, $"/surveys/{survey}/upload/finish");
        Assert.Equal(HttpStatusCode.NoContent, finished.StatusCode);
    }

    private async Task Has(long person, int notices)
    {
        for (var i = 0; i < notices; i++)
        {
            await _site.Rows.Run(
                "INSERT INTO notice (id, person_id, text, told_at) VALUES (@id, @person, 'x', '2026-05-01')",
                new { id = $"{SiteRows.NextId():x32}", person });
        }
    }
}
