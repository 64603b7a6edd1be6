using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Admin.Tests;

/// <summary>Letters as the site wrote them, and what a site administrator does about them.</summary>
public sealed class ReadingLetters
{
    private const string Secret = "https://x.example/set-password/abc";

    [Fact]
    public async Task without_a_mail_server_a_letter_is_read_here_with_its_link()
    {
        await using var site = new SiteUnderTest();
        var sam = await site.SignedInAsSiteAdministrator();
        var id = await site.HasLetter("sent", subject: "Welcome <b>");

        var list = await sam.Opens("/admin/mails");
        var page = await sam.Opens($"/admin/mails/{id}");

        Assert.Contains("No mail server is set", list.Text, StringComparison.Ordinal);
        Assert.Equal("Welcome <b>", list.Html.QuerySelector("tbody a")!.TextContent);
        Assert.NotNull(page.Html.QuerySelector($"a[href='{Secret}']"));
        Assert.Contains("Dear Ann,", page.Html.QuerySelector(".mail-text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"/admin/mails/{id}/html", page.Html.QuerySelector("iframe[sandbox]")!.GetAttribute("src"));
    }

    [Fact]
    public async Task its_html_is_a_document_that_can_do_nothing()
    {
        await using var site = new SiteUnderTest();
        var sam = await site.SignedInAsSiteAdministrator();
        var id = await site.HasLetter("sent");

        using var answer = await sam.Http.GetAsync($"/admin/mails/{id}/html", TestContext.Current.CancellationToken);

        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox;", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script", policy, StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task with_a_mail_server_a_personal_link_is_its_readers_alone()
    {
        await using var site = new SiteUnderTest(settings: [("MAIL_SERVER", "smtp.example.org")]);
        var sam = await site.SignedInAsSiteAdministrator();
        var id = await site.HasLetter("waiting");

        foreach (var path in (string[])[$"/admin/mails/{id}", $"/admin/mails/{id}/html"])
        {
            var seen = await sam.Opens(path);
            Assert.DoesNotContain("set-password", seen.Raw, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, seen.Status);
        }
        Assert.Contains("smtp.example.org:587", (await sam.Opens("/admin/mails")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_letter_that_could_not_be_sent_is_sent_again_or_given_up()
    {
        await using var site = new SiteUnderTest();
        var sam = await site.SignedInAsSiteAdministrator();
        var (first, second) = (await site.HasLetter("parked"), await site.HasLetter("parked"));
        var list = await sam.Opens("/admin/mails");
        Assert.Contains("The server is away.", list.Text, StringComparison.Ordinal);

        await sam.Submits((await sam.Opens($"/admin/mails/{first}")).Form("form[action$='/send']"));
        await sam.Submits((await sam.Opens($"/admin/mails/{second}")).Form("form[action$='/give-up']"));

        Assert.Equal(
            ["given_up", "waiting"], await site.Rows.Rows<string>("SELECT state FROM mail ORDER BY state"));
        var given = await sam.Opens($"/admin/mails/{second}");
        Assert.Null(given.Html.QuerySelector("form[action$='/give-up']"));
        await sam.Submits(given.Form("form[action$='/send']"));
        Assert.Equal(2, await site.Rows.Ask<long>("SELECT count(*) FROM mail WHERE state = 'waiting'"));
    }

    [Fact]
    public async Task a_letter_whose_words_are_gone_says_so_and_is_not_sent_again()
    {
        await using var site = new SiteUnderTest();
        var sam = await site.SignedInAsSiteAdministrator();
        var id = await site.HasLetter("parked");
        await site.Rows.Run("UPDATE mail SET content = NULL");

        var page = await sam.Opens($"/admin/mails/{id}");

        Assert.Contains("The words of this letter were removed", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("form[action$='/send']"));
        Assert.Equal(HttpStatusCode.NotFound, (await sam.Opens($"/admin/mails/{id}/html")).Status);
    }

    [Fact]
    public async Task a_long_list_goes_on_page_by_page()
    {
        await using var site = new SiteUnderTest();
        var sam = await site.SignedInAsSiteAdministrator();
        for (var i = 0; i < 53; i++)
        {
            await site.HasLetter("sent", subject: $"Letter {i:00}");
        }

        var first = await sam.Opens("/admin/mails?show=sent");
        var older = first.Html.QuerySelectorAll("a.button").Single(a => a.TextContent == "Older").GetAttribute("href")!;
        var second = await sam.Opens(older);

        Assert.Equal("Letter 52", first.Html.QuerySelector("tbody a")!.TextContent);
        Assert.Equal(50, first.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(
            ["Letter 02", "Letter 01", "Letter 00"],
            second.Html.QuerySelectorAll("tbody a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task for_others_there_are_no_letters()
    {
        await using var site = new SiteUnderTest();
        var ann = await site.SignedIn();
        var id = await site.HasLetter("parked");

        foreach (var path in (string[])["", "/live", $"/{id}", $"/{id}/html"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens($"/admin/mails{path}")).Status);
        }
        await ann.Opens("/surveys");
        using var sent = await ann.Sends(HttpMethod.Post, $"/admin/mails/{id}/send");
        Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        Assert.Equal("parked", await site.Rows.Ask<string>("SELECT state FROM mail"));
    }
}
