using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>
/// A person deletes a survey with its photographs and all that was said of them, after typing its name. It is out of
/// reach at once; workers remove what it held.
/// </summary>
internal static class DeleteSurvey
{
    private const string Find = """
        SELECT id, name, files_checked - files_duplicate - files_quarantined AS frames, files, bytes_arrived AS bytes
        FROM survey WHERE id = @Survey AND organisation_id = @Organisation
        """;

    // Organisation 0 is nobody: no statement of a request finds the survey any more, and its name is free again.
    private const string Hide = """
        UPDATE survey SET organisation_id = 0, name = concat('Deleted survey ', id), upload_open = FALSE
        WHERE id = @Survey AND organisation_id = @Organisation
        """;

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, CurrentUser user, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.FindAsync<DoomedSurveyModel>(Find, new SurveyKey(id, user.Organisation)) is { } survey
            ? Page(new(survey))
            : TypedResults.NotFound();
    }

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [FromForm] string? name, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        var key = new SurveyKey(id, user.Organisation);
        await using var work = await desk.Db.BeginAsync(ct);
        if (!await key.LockAsync(work) || await work.FindAsync<DoomedSurveyModel>(Find, key) is not { } survey)
        {
            return TypedResults.NotFound();
        }
        if (name?.Trim() != survey.Name)
        {
            return Page(
                new(survey, $"Type the name as it is: {survey.Name}"), StatusCodes.Status422UnprocessableEntity);
        }
        await work.ExecuteAsync(Hide, key);
        await desk.Jobs.EnqueueAsync(work, new RemoveSurvey(id), key.Subject);
        await desk.Events.RaiseAsync(new SurveyDeleted(id, user.Organisation, survey.Name), work);
        await desk.NoteAsync(
            work, "survey.deleted", key, survey.Name, new { files = survey.Files, frames = survey.Frames });
        await work.CommitAsync();
        return new SeeOther("/surveys");
    }

    private static RazorComponentResult Page(DeleteSurveyModel model, int status = 200) =>
        Render.View<DeleteSurveyPage, DeleteSurveyModel>(model, status);
}

/// <param name="Error">Why it is not deleted; null when it is.</param>
public sealed record DeleteSurveyModel(DoomedSurveyModel Survey, string? Error = null);

/// <summary>What would be lost.</summary>
public sealed record DoomedSurveyModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public long Files { get; init; }
    public long Frames { get; init; }

    /// <summary>Of photographs in the store.</summary>
    public long Bytes { get; init; }
}
