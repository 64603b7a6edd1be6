using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>
/// A browser says which files it is going to send, before it has read any: so that what is missing is known by name
/// if it never comes to the end.
/// </summary>
internal static class AnnounceFiles
{
    internal const int Most = 1000;

    private const string FindKnown = """
        SELECT path FROM file WHERE survey_id = @Survey AND organisation_id = @Organisation AND path IN @paths
        """;

    internal static async Task<Results<Ok<Announced>, BadRequest<string>, NotFound>> Submit(
        long id, Announcement announcement, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        if (announcement.Files.Count > Most)
        {
            return TypedResults.BadRequest($"Announce at most {Most} files at a time.");
        }
        var survey = new SurveyKey(id, user.Organisation);
        if (await FindAsync(survey, desk, ct) is not { } target)
        {
            return TypedResults.NotFound();
        }

        var judged = announcement.Files.Select(f => (File: f, Reason: target.Reject(f.Path, f.Size)))
            .DistinctBy(f => f.File.Path).ToLookup(f => f.Reason is null);
        var homeless = await KeepAsync([.. judged[true].Select(f => f.File)], survey, desk, ct);
        return TypedResults.Ok(new Announced(
            [.. judged[false].Select(f => new Refusal(f.File.Path ?? "", f.Reason!)), .. homeless]));
    }

    private static async Task<UploadTarget?> FindAsync(SurveyKey survey, SurveysDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        return await UploadTarget.FindAsync(session, survey);
    }

    /// <summary>What the organisation has no room for is refused and not kept.</summary>
    private static async Task<IReadOnlyList<Refusal>> KeepAsync(
        IReadOnlyList<AnnouncedFile> files, SurveyKey survey, SurveysDesk desk, CancellationToken ct)
    {
        var id = await desk.Ids.NextAsync("file", files.Count, ct);
        await using var work = await desk.Db.BeginAsync(ct);
        await survey.LockAsync(work);
        var known = await work.QueryAsync<string>(
            FindKnown, new { survey.Survey, survey.Organisation, paths = files.Select(f => f.Path) });
        var room = await UploadRoom.FindAsync(work, survey.Organisation);
        var judged = files.ExceptBy(known, f => f.Path)
            .Select(f => (File: f, Reason: room.Reject(isNew: true, f.Size))).ToList();
        var rows = judged.Where(f => f.Reason is null).Select(f => f.File).Select(f => new FileRow
        {
            Id = id++,
            OrganisationId = survey.Organisation,
            SurveyId = survey.Survey,
            Path = f.Path!,
            Size = f.Size,
            State = FileState.Announced,
        }).ToList();
        await work.InsertAsync("file", rows);
        await SurveyCounts.Of(rows).AddToAsync(work, survey);
        await work.CommitAsync();
        return [.. judged.Where(f => f.Reason is not null).Select(f => new Refusal(f.File.Path!, f.Reason!))];
    }
}

/// <param name="Files">At most 1,000.</param>
internal sealed record Announcement(IReadOnlyList<AnnouncedFile>? Files)
{
    public IReadOnlyList<AnnouncedFile> Files { get; } = Files ?? [];
}

/// <param name="Path">From the picked folder on.</param>
/// <param name="Size">Bytes.</param>
internal readonly record struct AnnouncedFile(string? Path, long Size);

/// <param name="Refused">What need not be sent, each with its reason; everything else is expected now.</param>
internal sealed record Announced(IReadOnlyList<Refusal> Refused);

internal sealed record Refusal(string Path, string Reason);
