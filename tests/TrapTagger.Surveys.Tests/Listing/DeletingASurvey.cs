using System.Net;
using TrapTagger.Testing;

namespace TrapTagger.Surveys.Tests.Listing;

public sealed class DeletingASurvey : IAsyncDisposable
{
    // Not those that wait until a browser's permissions to send have ended.
    private const string CountJobsNow = "SELECT count(*) FROM job WHERE argument NOT LIKE '%Renditions%'";

    private readonly SiteUnderTest _site = new();

    [Fact]
    public async Task its_name_has_to_be_typed()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");

        var seen = await Deletes(ann, survey, "kruger");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, seen.Status);
        Assert.Equal("Type the name as it is: Kruger", seen.Alert);
        Assert.Equal(HttpStatusCode.OK, (await ann.Opens($"/surveys/{survey}")).Status);
    }

    [Fact]
    public async Task it_is_out_of_reach_at_once_and_its_name_is_free()
    {
        var ann = await _site.SignedIn();
        var scene = await _site.HasClusters(new SiteScene("North", 2));
        var name = await _site.Rows.Ask<string>("SELECT name FROM survey WHERE id = @Survey", scene);

        var done = await Deletes(ann, scene.Survey, name);

        Assert.Equal("/surveys", done.Location!.OriginalString);
        foreach (var path in (string[])[
            $"/surveys/{scene.Survey}", $"/surveys/{scene.Survey}/files.csv", $"/surveys/{scene.Survey}/results",
            $"/surveys/{scene.Survey}/annotate", $"/annotate/{scene.Set}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await ann.Opens(path)).Status);
        }
        foreach (var list in (string[])["/surveys", "/annotate", "/results", "/surveys.csv"])
        {
            Assert.DoesNotContain(name, (await ann.Opens(list)).Raw, StringComparison.Ordinal);
        }
        Assert.Equal([name], await _site.Rows.Rows<string>(
            "SELECT subject_name FROM audit_entry WHERE verb = 'survey.deleted'"));
        await _site.Rows.HasSurvey(name);
    }

    [Fact]
    public async Task a_worker_removes_all_it_had_and_nothing_of_others()
    {
        var ann = await _site.SignedIn();
        var (gone, kept) = (await Scene("Gone", 700), await Scene("Kept", 3));
        var objects = await Task.WhenAll(HasObject(gone.Survey), HasObject(kept.Survey));
        await Deletes(ann, gone.Survey, "Gone");

        await using var worker = _site.StartsWorker();
        await Eventually.Is(() => _site.Rows.Ask<long>(CountJobsNow), jobs => jobs == 0);

        foreach (var table in (string[])[
            "file", "frame", "camera", "site", "annotation_set", "detector_run", "detected_frame"])
        {
            Assert.Equal(
                [kept.Survey], await _site.Rows.Rows<long>($"SELECT DISTINCT survey_id FROM {table} ORDER BY 1"));
        }
        Assert.Equal([kept.Survey], await _site.Rows.Rows<long>("SELECT id FROM survey"));
        Assert.Equal(3, await _site.Rows.Ask<long>("SELECT count(*) FROM cluster"));
        Assert.Equal(3, await _site.Rows.Ask<long>("SELECT count(*) FROM cluster_frame"));
        Assert.Equal([null, 1], await Task.WhenAll(objects.Select(_site.SizeOf)));
    }

    [Fact]
    public async Task what_a_browser_goes_on_to_put_is_removed_once_its_permissions_have_ended()
    {
        var ann = await _site.SignedIn();
        var survey = await _site.Rows.HasSurvey("Kruger");
        var late = await HasObject(survey);
        await Deletes(ann, survey, "Kruger");
        await using var worker = _site.StartsWorker();
        await Eventually.Is(() => _site.Rows.Ask<long>("SELECT count(*) FROM survey"), surveys => surveys == 0);
        await Eventually.Is(() => _site.Rows.Ask<long>(CountJobsNow), jobs => jobs == 0);
        Assert.Null(await _site.SizeOf(late));
        Assert.Equal(1, await _site.Rows.Ask<long>("SELECT count(*) FROM job WHERE state = 'waiting'"));

        await _site.Keeps(late, "x"u8.ToArray());
        await _site.Rows.Run("UPDATE job SET due_at = created_at");

        await Eventually.Is(() => _site.Rows.Ask<long>("SELECT count(*) FROM job"), jobs => jobs == 0);
        Assert.Null(await _site.SizeOf(late));
    }

    [Fact]
    public async Task what_was_said_of_who_may_see_it_goes_too_and_those_it_was_shared_with_are_told()
    {
        var ann = await _site.SignedIn();
        var (ben, home, _) = await _site.Rows.HasPerson("Ben", "Wild Peru");
        var survey = await _site.Rows.HasSurvey("Kruger");
        await _site.Rows.Run("""
            INSERT INTO survey_share (survey_id, organisation_id, owner_organisation_id, role, shared_by, shared_at,
                accepted_at)
            SELECT id, @home, organisation_id, 'read', @ben, '2026-05-01', '2026-05-02' FROM survey WHERE id = @survey
            """, new { survey, home, ben });
        var visitor = await _site.SignsIn("ben@wild-peru.example");
        Assert.Equal(HttpStatusCode.OK, (await visitor.Opens($"/surveys/{survey}")).Status);

        await Deletes(ann, survey, "Kruger");

        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Opens($"/surveys/{survey}")).Status);
        Assert.Equal(0, await _site.Rows.Ask<long>("SELECT count(*) FROM survey_share"));
        Assert.Equal("Wild Test deleted the survey “Kruger” that it shared.", await _site.Rows.Ask<string>(
            "SELECT text FROM notice WHERE person_id = @ben", new { ben }));
    }

    [Theory]
    [InlineData("write", false, HttpStatusCode.Forbidden)]
    [InlineData("write", true, HttpStatusCode.SeeOther)]
    public async Task it_takes_the_right_to_delete(string role, bool mayDelete, HttpStatusCode answer)
    {
        await _site.SignedIn();
        var ben = await _site.SignedIn("Ben");
        var survey = await _site.Rows.HasSurvey("Kruger");
        await _site.Rows.Run("""
            UPDATE membership SET role = @role, may_delete = @mayDelete
            WHERE person_id = (SELECT id FROM person WHERE name = 'Ben')
            """, new { role, mayDelete });
        await ben.Opens($"/surveys/{survey}");

        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", "Kruger")]);
        using var seen = await ben.Sends(HttpMethod.Post, $"/surveys/{survey}/delete", form);

        Assert.Equal(answer, seen.StatusCode);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    private static async Task<Seen> Deletes(Visitor who, long survey, string name) =>
        await who.Submits((await who.Opens($"/surveys/{survey}/delete")).Form(), ("name", name));

    /// <summary>With everything a survey can have.</summary>
    private async Task<LabellingScene> Scene(string name, int clusters)
    {
        var scene = await _site.HasClusters(new SiteScene("North", clusters));
        await _site.Rows.Run("UPDATE survey SET name = @name WHERE id = @Survey", new { name, scene.Survey });
        return scene;
    }

    private async Task<string> HasObject(long survey)
    {
        var folder = await _site.Rows.Ask<string>("SELECT originals FROM survey WHERE id = @survey", new { survey });
        await _site.Keeps($"{folder}/never-counted.jpg", "x"u8.ToArray());
        return $"{folder}/never-counted.jpg";
    }
}
