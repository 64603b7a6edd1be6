using System.Net;
using AngleSharp.Dom;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class ReadingTheAuditLog : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    private int _written;

    [Fact]
    public async Task a_site_administrator_finds_entries_by_person_organisation_verb_subject_and_day()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var ann = await _site.Rows.HasPerson("Ann", "Kruger Cats");
        await Writes("member.removed", "2026-05-01", ann.Organisation, ann.Person, "person", ann.Person);
        await Writes("member.added", "2026-05-02", ann.Organisation, ann.Person);
        await Writes("survey.deleted", "2026-05-03", null, null);

        await Finds(sam, "", "Signed in", "Survey deleted", "Member added", "Member removed");
        await Finds(sam, "?person=ann", "Member added", "Member removed");
        await Finds(sam, $"?person={ann.Email}", "Member added", "Member removed");
        await Finds(sam, "?person=nobody");
        await Finds(sam, "?organisation=kruger+cats&verb=member.added", "Member added");
        await Finds(sam, $"?about=person/{ann.Person}", "Member removed");
        await Finds(sam, "?from=2026-05-02", "Signed in", "Survey deleted", "Member added");
        await Finds(sam, "?from=2026-05-02&until=2026-05-02", "Member added");
        var options = (await sam.Opens("/admin/audit")).Html.QuerySelectorAll("select[name=verb] option");
        Assert.Equal(
            ["", "member.added", "member.removed", "signed-in", "survey.deleted"],
            options.Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task who_signed_in_how_and_with_what_is_there_for_the_site_alone()
    {
        var ann = await _site.SignedIn();
        var sam = await _site.SignedInAsSiteAdministrator();

        await Finds(sam, "?person=ann", "Signed in");
        Assert.Contains("by password, device An unknown browser",
            (await sam.Opens("/admin/audit?person=ann")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Signed in", (await ann.Opens("/organisation/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_day_that_is_none_is_answered_with_what_to_write()
    {
        var sam = await _site.SignedInAsSiteAdministrator();

        var seen = await sam.Opens("/admin/audit?from=yesterday");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal("Write a day as 2026-05-03: year, month, day.", seen.Alert);
    }

    [Fact]
    public async Task an_organisations_administrator_sees_what_is_theirs_and_nothing_else()
    {
        var ann = await _site.SignedIn();
        var ben = await _site.Rows.HasPerson("Ben", "Kruger Cats");
        var home = await _site.Rows.Ask<long>("SELECT id FROM organisation WHERE name = 'Wild Test'");
        await Writes("member.added", "2026-05-01", home, null);
        await Writes("member.removed", "2026-05-02", ben.Organisation, ben.Person);

        var seen = await ann.Opens("/organisation/audit?organisation=Kruger+Cats");

        Assert.Equal("Member added", Words(Assert.Single(seen.Html.QuerySelectorAll("tbody tr")))[2]);
        Assert.DoesNotContain("member.removed", seen.Raw, StringComparison.Ordinal);
        var file = await ann.Http.GetStringAsync(
            "/organisation/audit/export", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("member.removed", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task who_administers_nothing_sees_nothing()
    {
        var ann = await _site.SignedIn();
        await _site.Rows.Run("UPDATE membership SET role = 'write'");

        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Opens("/organisation/audit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Opens("/organisation/audit/export")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens("/admin/audit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens("/admin/audit/export")).Status);
    }

    [Fact]
    public async Task pages_follow_one_another_without_a_gap_or_a_double()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        for (var i = 0; i < 120; i++)
        {
            await Writes($"thing.n{i:000}", "2026-05-01", null, null);
        }

        var seen = new List<string>();
        for (var path = "/admin/audit"; path is not null;)
        {
            var page = await sam.Opens(path);
            seen.AddRange(page.Html.QuerySelectorAll("tbody tr").Select(row => Words(row)[2]));
            path = page.Html.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(["Signed in", .. Enumerable.Range(0, 120).Reverse().Select(i => $"Thing n{i:000}")], seen);
    }

    [Fact]
    public async Task the_export_runs_no_formula()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        await Writes("survey.deleted", "2026-05-03", null, null, "survey", 7, "=HYPERLINK(\"http://evil.example\")");

        var file = await sam.Http.GetStringAsync("/admin/audit/export", TestContext.Current.CancellationToken);

        Assert.StartsWith("Time (UTC),Person,Person Id,", file.TrimStart('\ufeff'), StringComparison.Ordinal);
        Assert.Contains("2026-05-03 00:00:00,,,,,,,survey.deleted,survey,7,", file, StringComparison.Ordinal);
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\"", file, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static List<string> Words(IElement row) =>
        [.. row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())];

    private static async Task Finds(Visitor who, string choice, params string[] verbs)
    {
        var seen = await who.Opens($"/admin/audit{choice}");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Equal(verbs, seen.Html.QuerySelectorAll("tbody tr").Select(row => Words(row)[2]));
    }

    private Task Writes(
        string verb, string day, long? organisation, long? person, string? kind = null, long? subject = null,
        string? name = null)
    {
        var at = DateTimeOffset.Parse($"{day}T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var id = RisingKeys.First(at)[..12] + $"{++_written:x20}";
        return _site.Rows.Run("""
            INSERT INTO audit_entry (id, happened_at, person_id, organisation_id, verb, subject_kind, subject_id,
                subject_name)
            VALUES (@id, @day, @person, @organisation, @verb, @kind, @subject, @name)
            """, new { id, day, person, organisation, verb, kind, subject, name });
    }
}
