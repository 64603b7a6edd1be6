using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A person describes a survey and picks its folder; its page then uploads the files.</summary>
internal static class CreateSurvey
{
    private const string FindOrganisationFolder = "SELECT folder FROM accounts_organisation WHERE id = @Organisation";

    private const string Create = """
        INSERT INTO survey (id, organisation_id, name, description, kind, site_level, camera_level, originals,
            renditions, upload_open, files, files_arrived, files_checked, files_duplicate, files_quarantined, bytes,
            bytes_arrived, created_at, created_by)
        VALUES (@id, @Organisation, @name, @description, @Kind, @site, @camera, @originals,
            @renditions, 1, 0, 0, 0, 0, 0, 0, 0, @now, @person)
        """;

    internal static RazorComponentResult Show() => Page(new("", "", SurveyKind.All[0].Key));

    internal static async Task<Results<SeeOther, RazorComponentResult>> Submit(
        [AsParameters] NewSurveyAnswers answers, HttpRequest request, CurrentUser user, SurveysDesk desk,
        CancellationToken ct)
    {
        var folders = FolderCount.Read(answers.Folders);
        var levels = PreviewSites.Levels(folders, answers.SiteLevel, answers.CameraLevel);
        var model = new NewSurveyModel(
            answers.Name ?? "", answers.Description ?? "", answers.Kind ?? "", answers.Folders ?? "",
            folders.Count > 0 ? SitePreview.Of(folders, levels) : null);

        var reason = SurveyDetails.Reject(answers.Name, answers.Description, answers.Kind)
            ?? Reject(model.Preview);
        if (reason is null && await CreateAsync(model, levels, user, desk, ct) is { } id)
        {
            return new SeeOther($"/surveys/{id}") { InPlace = true };
        }
        model = model with { Error = reason ?? SurveyDetails.NameTaken };
        return request.Headers.ContainsKey("HX-Request")
            ? Render.View<NewSurveyForm, NewSurveyModel>(model, StatusCodes.Status422UnprocessableEntity)
            : Page(model, StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The new survey's number; null when its name is taken.</summary>
    private static async Task<long?> CreateAsync(
        NewSurveyModel model, SiteLevels levels, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        var id = await desk.Ids.NextAsync("survey", ct);
        await using var work = await desk.Db.BeginAsync(ct);
        var organisation = await work.ScalarAsync<string>(FindOrganisationFolder, new { user.Organisation });
        var folder = ObjectFolder.Of(model.Name, id);
        try
        {
            await work.ExecuteAsync(Create, new
            {
                id, user.Organisation, name = model.Name.Trim(), description = model.Description.Trim(), model.Kind,
                site = levels.Site, camera = levels.Camera, originals = $"{organisation}/{folder}",
                renditions = $"{organisation}-comp/{folder}", now = desk.Clock.GetUtcNow(), person = user.Id,
            });
        }
        catch (DbException e) when (desk.Db.Dialect.IsDuplicate(e))
        {
            return null;
        }
        await desk.NoteAsync(work, "survey.created", new(id, user.Organisation), model.Name.Trim());
        await work.CommitAsync();
        return id;
    }

    /// <summary>Why the picked folder can't become a survey, in words for the form; null when it can.</summary>
    internal static string? Reject(SitePreviewModel? preview) => preview switch
    {
        null => "Choose the folder with the survey's photographs.",
        { Files: 0 } => "No photograph lies in a site folder: choose another site folder, or pick another folder.",
        _ => null,
    };

    private static RazorComponentResult Page(NewSurveyModel model, int status = 200) =>
        Render.View<NewSurveyPage, NewSurveyModel>(model, status);
}

internal sealed record NewSurveyAnswers
{
    [FromForm] public string? Name { get; init; }
    [FromForm] public string? Description { get; init; }
    [FromForm] public string? Kind { get; init; }
    [FromForm] public string? Folders { get; init; }
    [FromForm] public int? SiteLevel { get; init; }
    [FromForm] public int? CameraLevel { get; init; }
}

/// <param name="Folders">What the page's script counted, as it sent it.</param>
public sealed record NewSurveyModel(
    string Name, string Description, string Kind, string Folders = "", SitePreviewModel? Preview = null,
    string? Error = null);
