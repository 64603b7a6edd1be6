using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A browser has sent everything. With files of others still to come the upload stays open.</summary>
internal static class FinishUpload
{
    private const string CountMissing = """
        SELECT files - files_arrived FROM survey WHERE id = @Survey AND organisation_id = @Organisation
        """;

    internal static async Task<Results<NoContent, ProblemHttpResult, NotFound>> Submit(
        long id, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        await using var work = await desk.Db.BeginAsync(ct);
        if (!await survey.LockAsync(work))
        {
            return TypedResults.NotFound();
        }
        var missing = await work.ScalarAsync<long>(CountMissing, survey);
        if (missing > 0)
        {
            return TypedResults.Problem(
                $"{Words.Count(missing, "file is", "files are")} still missing.",
                statusCode: StatusCodes.Status409Conflict);
        }
        await UploadEnd.CloseAsync(work, survey, desk.Settling);
        await work.CommitAsync();
        return TypedResults.NoContent();
    }
}
