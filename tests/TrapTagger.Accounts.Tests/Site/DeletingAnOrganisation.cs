using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Accounts.Tests;

public sealed class DeletingAnOrganisation : IAsyncDisposable
{
    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task its_name_has_to_be_typed()
    {
        var (sam, id) = await Scene();

        var seen = await sam.Submits((await sam.Opens($"/admin/organisations/{id}/delete")).Form(), ("name", "kruger"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal("Type the name as it is: Kruger Cats", seen.Alert);
    }

    [Fact]
    public async Task it_is_closed_at_once_and_can_be_taken_back()
    {
        var (sam, id) = await Scene();
        var ann = await _site.SignedIn("Ann", "Kruger Cats");
        await Deletes(sam, id);

        Assert.Equal(HttpStatusCode.Forbidden, (await ann.Opens("/surveys")).Status);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM job WHERE kind = 'remove-organisation'"));
        await sam.Submits((await sam.Opens($"/admin/organisations/{id}")).Form("form[action$='/restore']"));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);

        await Due();
        await using var worker = _site.StartsWorker();
        await Eventually.Is(() => _site.Rows.Ask<long>("SELECT count(*) FROM job"), jobs => jobs == 0);
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM survey"));
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens("/surveys")).Status);
    }

    [Fact]
    public async Task after_thirty_days_all_it_had_is_gone_and_nobody_elses()
    {
        var (sam, id) = await Scene();
        var survey = await _site.Rows.Ask<long>("SELECT id FROM survey");
        var mine = await HasObject($"kruger-cats/{survey}/1.JPG");
        var stray = await HasObject($"kruger-cats-comp/{survey}/never-counted.thumb.jpg");
        await _site.Rows.HasFile(survey, "1.JPG", "frame");
        await _site.Rows.HasClusters("Kruger Cats", new SiteScene("North", 700));
        var kept = await _site.Rows.HasClusters("Wild Test", new SiteScene("South", 3));
        var theirs = await HasObject($"wild-test/{kept.Survey}/1.JPG");
        await Deletes(sam, id);

        await Due();
        await using var worker = _site.StartsWorker();
        // All but the jobs that look again later what browsers went on to send.
        await Eventually.Is(
            () => _site.Rows.Ask<long>("SELECT count(*) FROM job WHERE argument NOT LIKE '%Renditions%'"),
            jobs => jobs == 0);

        string[] tables =
        [
            "survey", "annotation_set", "cluster", "detector_run", "detection", "label", "file", "frame", "camera",
            "site", "membership",
        ];
        foreach (var table in tables)
        {
            Assert.Equal(
                0, await _site.Rows.Ask<long>($"SELECT count(*) FROM {table} WHERE organisation_id = @id", new { id }));
        }
        Assert.Equal(3, await _site.Rows.Ask<long>("SELECT count(*) FROM cluster"));
        Assert.Equal(3, await _site.Rows.Ask<long>("SELECT count(*) FROM cluster_frame"));
        Assert.Equal([null, null, 1], await Task.WhenAll(new[] { mine, stray, theirs }.Select(_site.SizeOf)));
        Assert.Equal(HttpStatusCode.NotFound, (await sam.Opens($"/admin/organisations/{id}")).Status);
        Assert.Equal("Kruger Cats", await _site.Rows.Ask<string>(
            "SELECT subject_name FROM audit_entry WHERE verb = 'organisation.deleted'"));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private async Task<(Visitor Sam, long Organisation)> Scene()
    {
        var sam = await _site.SignedInAsSiteAdministrator();
        var kruger = await _site.Rows.HasPerson("Kim", "Kruger Cats");
        await _site.Rows.HasSurvey("North", "Kruger Cats");
        return (sam, kruger.Organisation);
    }

    private static async Task Deletes(Visitor sam, long id)
    {
        var seen = await sam.Submits(
            (await sam.Opens($"/admin/organisations/{id}/delete")).Form(), ("name", "Kruger Cats"));
        Assert.Equal(HttpStatusCode.SeeOther, seen.Status);
    }

    /// <summary>Thirty days pass.</summary>
    private Task Due() => _site.Rows.Run("""
        UPDATE job SET due_at = '2026-01-01';
        UPDATE organisation SET deleted_at = '2026-01-01' WHERE deleted_at IS NOT NULL;
        """);

    private async Task<string> HasObject(string key)
    {
        await _site.Keeps(key, "x"u8.ToArray());
        return key;
    }
}
