using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;
using TrapTagger.Platform.Storage;

namespace TrapTagger.Surveys;

/// <summary>A few frames from all over a survey, looked for again while files come in.</summary>
internal static class ShowSample
{
    // In the order of their content: the same ones every time, of any site and time.
    private const string FindSample = """
        SELECT f.path, s.renditions FROM frame f JOIN survey s ON s.id = f.survey_id
        WHERE f.survey_id = @Survey AND f.organisation_id = @Organisation
        ORDER BY f.content_hash LIMIT 12
        """;

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, CurrentUser user, SurveyHeads heads, Db db, IObjectStore objects, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        return await heads.FindAsync(survey, ct) is { } head
            ? Render.View<SamplePanel, SampleModel>(await FindAsync(survey, head, db, objects, ct))
            : TypedResults.NotFound();
    }

    internal static async Task<SampleModel> FindAsync(
        SurveyKey survey, SurveyHeadModel head, Db db, IObjectStore objects, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var sample = await session.QueryAsync<Thumbnail>(FindSample, survey);
        return new(
            survey.Survey,
            [.. sample.Select(t => t.Picture(objects))],
            IsGrowing: head.UploadOpen || head.FilesChecked < head.Files);
    }
}

public sealed record SampleModel(long Survey, IReadOnlyList<PictureModel> Pictures, bool IsGrowing);
