using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests.Access;

/// <summary>Whoever may do more or less with a survey is told, and so are those who decide about it.</summary>
public sealed class HearingAboutAccess : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task an_exception_that_is_made_and_taken_back()
    {
        var (ann, page) = await HasSurvey();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        await _site.Rows.HasPerson("Amy", "Wild Test");
        await _site.Rows.Run("UPDATE membership SET role = 'hidden' WHERE person_id = @Person", new { bob.Person });

        await ann.Submits(
            (await ann.Opens(page)).Form("form[action$=people]"), ("person", $"{bob.Person}"), ("role", "READ"));
        await ann.Submits((await ann.Opens(page)).Form("form[action$='/remove']"));

        Assert.Equal(
            ["You may only see “Kruger” of Wild Test now.", "For “Kruger” of Wild Test your role counts again."],
            await Told("Bob"));
        Assert.Equal(
            ["Bob may only see “Kruger” of Wild Test now.", "For “Kruger” of Wild Test the role of Bob counts again."],
            await Told("Amy"));
        Assert.Empty(await Told("Ann"));
    }

    [Fact]
    public async Task a_role_that_is_given_and_taken()
    {
        var ann = await _site.SignedIn();
        var bob = await _site.Rows.HasPerson("Bob", "Wild Test");
        await _site.Rows.HasPerson("Amy", "Wild Test");
        var page = $"/organisation/people/{bob.Person}";

        await ann.Submits((await ann.Opens(page)).Form(), ("role", "write"));
        await ann.Submits((await ann.Opens(page)).Form("form[action$=remove]"));

        Assert.Equal(
            ["In Wild Test your role is now editor.", "You no longer belong to Wild Test."], await Told("Bob"));
        Assert.Equal(
            ["Bob is now editor in Wild Test.", "Bob no longer belongs to Wild Test."], await Told("Amy"));
        Assert.Empty(await Told("Ann"));
    }

    [Fact]
    public async Task a_share_that_is_offered_taken_changed_and_stopped()
    {
        var (ann, page) = await HasSurvey();
        var eve = await _site.SignedIn("Eve", "Elsewhere");
        // She works for another organisation of hers just now: notices name the survey's owner all the same.
        await WorksFor(ann, "Other Park");

        await Shares(ann, page, "read");
        await eve.Submits((await eve.Opens("/organisation/shared")).Form("form[action$=accept]"));
        await Shares(ann, page, "write");
        await Shares(ann, page, "write");
        await ann.Submits((await ann.Opens(page)).Form("form[action$=stop]"));

        Assert.Equal(
            [
                "Wild Test offers to share “Kruger”.", "Wild Test lets you change and label “Kruger” now.",
                "Wild Test no longer shares “Kruger” with you.",
            ],
            await Told("Eve"));
        Assert.Equal(["Elsewhere has accepted “Kruger”."], await Told("Ann"));
        Assert.Equal(2, await _site.Rows.Ask<long>("""
            SELECT count(DISTINCT organisation_id) FROM audit_entry WHERE verb = 'access.share-accepted'
            """));
    }

    [Theory]
    [InlineData(false, "Elsewhere has declined “Kruger”.")]
    [InlineData(true, "Elsewhere has given back “Kruger”.")]
    public async Task a_share_that_is_not_wanted(bool accepts, string sentence)
    {
        var (ann, page) = await HasSurvey();
        var eve = await _site.SignedIn("Eve", "Elsewhere");
        await Shares(ann, page, "read");
        if (accepts)
        {
            await eve.Submits((await eve.Opens("/organisation/shared")).Form("form[action$=accept]"));
        }

        await eve.Submits((await eve.Opens("/organisation/shared")).Form("form[action$=decline]"));

        Assert.Equal(sentence, (await Told("Ann"))[^1]);
    }

    [Fact]
    public async Task how_exactly_places_are_seen()
    {
        var (ann, page) = await HasSurvey();
        var reader = await _site.Rows.HasPerson("Rita", "Wild Test");
        var editor = await _site.Rows.HasPerson("Edith", "Wild Test");
        await _site.Rows.HasPerson("Amy", "Wild Test");
        await _site.Rows.Run("UPDATE membership SET role = 'read' WHERE person_id = @Person", new { reader.Person });
        await _site.Rows.Run("UPDATE membership SET role = 'write' WHERE person_id = @Person", new { editor.Person });
        var eve = await _site.SignedIn("Eve", "Elsewhere");
        await Shares(ann, page, "read");
        await eve.Submits((await eve.Opens("/organisation/shared")).Form("form[action$=accept]"));

        foreach (var decimals in (string[])["1", "1", "-1"])
        {
            await ann.Submits((await ann.Opens(page)).Form("form[action$=places]"), ("decimals", decimals));
        }

        Assert.Equal(
            [
                "You see the places of “Kruger” of Wild Test to about ten kilometres now.",
                "You no longer see the places of “Kruger” of Wild Test.",
            ],
            await Told("Rita"));
        string[] others =
        [
            "Whoever may not change “Kruger” of Wild Test sees its places to about ten kilometres now.",
            "Whoever may not change “Kruger” of Wild Test no longer sees its places.",
        ];
        Assert.Equal(others, (await Told("Amy"))[^2..]);
        Assert.Equal(others, (await Told("Eve"))[^2..]);
        Assert.Empty(await Told("Edith"));
        Assert.DoesNotContain(await Told("Ann"), text => text.Contains("places", StringComparison.Ordinal));
        Assert.Equal(2, await _site.Rows.Ask<long>("SELECT count(*) FROM audit_entry WHERE verb = 'access.places'"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<(Visitor Ann, string Page)> HasSurvey()
    {
        var ann = await _site.SignedIn();
        return (ann, $"/surveys/{await _site.Rows.HasSurvey()}/access");
    }

    private async Task WorksFor(Visitor ann, string organisation)
    {
        var (_, id, _) = await _site.Rows.HasPerson("Olga", organisation);
        await _site.Rows.Run("""
            INSERT INTO membership (organisation_id, person_id, role)
            SELECT @id, p.id, 'admin' FROM person p WHERE p.name = 'Ann'
            """, new { id });
        await ann.Submits((await ann.Opens("/surveys")).Form(".top-menu form"), ("organisation", $"{id}"));
    }

    private static async Task Shares(Visitor ann, string page, string role) => await ann.Submits(
        (await ann.Opens(page)).Form("form[action$=shares]"), ("organisation", "Elsewhere"), ("role", role));

    private async Task<string[]> Told(string name) => [.. await _site.Rows.Rows<string>(
        "SELECT n.text FROM notice n JOIN person p ON p.id = n.person_id WHERE p.name = @name ORDER BY n.id",
        new { name })];
}
