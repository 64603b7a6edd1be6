using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A browser says which files it has put into the object store. Said twice, it counts once.</summary>
internal static class ReportArrivals
{
    internal const int Most = 500;

    internal static async Task<Results<Ok<ArrivalsTaken>, BadRequest<string>, NotFound>> Submit(
        long id, ArrivalReport report, CurrentUser user, SurveysDesk desk, CancellationToken ct)
    {
        if (report.Files.Count > Most)
        {
            return TypedResults.BadRequest($"Report at most {Most} files at a time.");
        }
        var survey = new SurveyKey(id, user.Organisation);
        var (target, expected) = await LookAsync(survey, report, desk, ct);
        if (target is null)
        {
            return TypedResults.NotFound();
        }

        var landed = await Arrivals.LandedAsync(expected, target, desk.Objects, ct);
        await using var work = await desk.Db.BeginAsync(ct);
        await survey.LockAsync(work);
        await Arrivals.TakeAsync(work, survey, landed, desk);
        var missing = await Arrivals.MissingAsync(work, survey, report.Files);
        await work.CommitAsync();
        return TypedResults.Ok(new ArrivalsTaken(missing));
    }

    private static async Task<(UploadTarget? Target, IReadOnlyList<FileRow> Expected)> LookAsync(
        SurveyKey survey, ArrivalReport report, SurveysDesk desk, CancellationToken ct)
    {
        await using var session = await desk.Db.OpenAsync(ct);
        return (
            await UploadTarget.FindAsync(session, survey),
            await Arrivals.ExpectedAsync(session, survey, report.Files));
    }
}

/// <param name="Files">The numbers that the plan gave them; at most 500.</param>
internal sealed record ArrivalReport(IReadOnlyList<long>? Files)
{
    public IReadOnlyList<long> Files { get; } = Files ?? [];
}

/// <param name="Missing">
/// Those that are not in the store in full, or were dropped meanwhile: they must be announced and sent again.
/// </param>
internal sealed record ArrivalsTaken(IReadOnlyList<long> Missing);
