using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A person gives a survey another name, description or kind.</summary>
internal static class EditSurvey
{
    private const string Find = """
        SELECT name, description, kind FROM survey WHERE id = @Survey AND organisation_id = @Organisation
        """;

    private const string Change = """
        UPDATE survey SET name = @name, description = @description, kind = @kind
        WHERE id = @Survey AND organisation_id = @Organisation
        """;

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, CurrentUser user, Db db, CancellationToken ct) =>
        await FindAsync(new(id, user.Organisation), db, ct) is { } survey
            ? Page(new(id, survey.Name, survey.Name, survey.Description, survey.Kind))
            : TypedResults.NotFound();

    internal static async Task<Results<SeeOther, RazorComponentResult, NotFound>> Submit(
        long id, [AsParameters] SurveyAnswers answers, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        if (await FindAsync(survey, desk.Db, ct) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var reason = SurveyDetails.Reject(answers.Name, answers.Description, answers.Kind);
        if (reason is null && await ChangeAsync(survey, before.Name, answers, desk, ct))
        {
            return new SeeOther($"/surveys/{id}");
        }
        return Page(
            new(id, before.Name, answers.Name ?? "", answers.Description ?? "", answers.Kind ?? "",
                reason ?? SurveyDetails.NameTaken),
            StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>False when the name is taken.</summary>
    private static async Task<bool> ChangeAsync(
        SurveyKey survey, string before, SurveyAnswers answers, SurveysDesk desk, CancellationToken ct)
    {
        var name = answers.Name!.Trim();
        await using var work = await desk.Db.BeginAsync(ct);
        try
        {
            await work.ExecuteAsync(Change, new
            {
                survey.Survey, survey.Organisation, name, description = answers.Description?.Trim() ?? "",
                kind = answers.Kind,
            });
        }
        catch (DbException e) when (work.Dialect.IsDuplicate(e))
        {
            return false;
        }
        await desk.NoteAsync(work, "survey.changed", survey, before, new { to = name, kind = answers.Kind });
        work.Touch(survey.Subject);
        await work.CommitAsync();
        return true;
    }

    private static async Task<Found?> FindAsync(SurveyKey survey, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.FindAsync<Found>(Find, survey);
    }

    private static RazorComponentResult Page(EditSurveyModel model, int status = 200) =>
        Render.View<EditSurveyPage, EditSurveyModel>(model, status);

    private sealed record Found
    {
        public string Name { get; init; } = "";
        public string Description { get; init; } = "";
        public string Kind { get; init; } = "";
    }
}

internal sealed record SurveyAnswers
{
    [FromForm] public string? Name { get; init; }
    [FromForm] public string? Description { get; init; }
    [FromForm] public string? Kind { get; init; }
}

/// <param name="Title">The name it has now.</param>
public sealed record EditSurveyModel(
    long Id, string Title, string Name, string Description, string Kind, string? Error = null);
