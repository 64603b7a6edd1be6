using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A person goes on without the files that never came: they are forgotten and the upload is closed.</summary>
internal static class DropMissing
{
    // Only a file that was planned can lie in the store without being counted; a browser plans little ahead.
    private const string FindPlanned = $"""
        SELECT {FileRow.Columns} FROM file
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND state = 'announced' AND sha256 IS NOT NULL
        ORDER BY id LIMIT 1000
        """;

    private const string FindBegun = $"""
        SELECT {FileRow.Columns} FROM file
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND state = 'announced'
            AND upload_id IS NOT NULL
        """;

    private const string CountMissing = """
        SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM file
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND state = 'announced'
        """;

    private const string Forget = """
        DELETE FROM file WHERE survey_id = @Survey AND organisation_id = @Organisation AND state = 'announced'
        """;

    internal static async Task<Results<SeeOther, NotFound>> Submit(
        long id, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        var (target, planned) = await LookAsync(survey, desk.Db, ct);
        if (target is null)
        {
            return TypedResults.NotFound();
        }

        var landed = await Arrivals.LandedAsync(planned, target, desk.Objects, ct);
        await using var work = await desk.Db.BeginAsync(ct);
        await survey.LockAsync(work);
        await Arrivals.TakeAsync(work, survey, landed, desk);
        var begun = await work.QueryAsync<FileRow>(FindBegun, survey);
        await ForgetAsync(work, survey);
        await UploadEnd.CloseAsync(work, survey, desk.Settling);
        await work.CommitAsync();
        await LargeFiles.AbortAsync(begun, target, desk.Objects);
        return new SeeOther($"/surveys/{id}");
    }

    private static async Task<(UploadTarget? Target, IReadOnlyList<FileRow> Planned)> LookAsync(
        SurveyKey survey, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return (
            await UploadTarget.FindAsync(session, survey),
            await session.QueryAsync<FileRow>(FindPlanned, survey));
    }

    private static async Task ForgetAsync(DbSession work, SurveyKey survey)
    {
        var missing = await work.FindAsync<Missing>(CountMissing, survey);
        await work.ExecuteAsync(Forget, survey);
        await (default(SurveyCounts) with { Files = -missing!.Files, Bytes = -missing.Bytes }).AddToAsync(work, survey);
    }

    private sealed record Missing
    {
        public long Files { get; init; }
        public long Bytes { get; init; }
    }
}
