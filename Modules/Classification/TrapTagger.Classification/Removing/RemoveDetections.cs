using TrapTagger.Accounts;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Surveys;

namespace TrapTagger.Classification;

/// <summary>A step of removing the boxes of a survey that is gone; it asks for the next one itself.</summary>
internal sealed record RemoveDetections(long Survey);

/// <summary>What was seen in a survey that is gone is removed by steps of its own.</summary>
internal sealed class RemoveAllDetections(JobQueue jobs) : IHandle<OrganisationDeleted>, IHandle<SurveyRemoved>
{
    private const string FindSurveys = """
        SELECT DISTINCT survey_id FROM detector_run WHERE organisation_id = @Organisation
        """;

    public async Task HandleAsync(OrganisationDeleted happened, DbSession work)
    {
        foreach (var survey in await work.QueryAsync<long>(FindSurveys, happened))
        {
            await HandleAsync(new SurveyRemoved(survey), work);
        }
    }

    public Task HandleAsync(SurveyRemoved happened, DbSession work) =>
        jobs.EnqueueAsync(work, new RemoveDetections(happened.Survey), $"survey/{happened.Survey}");
}

/// <summary>The boxes of some hundred frames; with the last of them the runs.</summary>
internal sealed class RemoveDetectionsJob(Db db, JobQueue jobs) : IJob<RemoveDetections>
{
    private const int Most = 300;

    private const string FindFrames = "SELECT frame_id FROM detected_frame WHERE survey_id = @Survey LIMIT @Most";

    private static readonly string[] RemoveFrames =
    [
        "DELETE FROM detection WHERE frame_id IN @frames",
        "DELETE FROM detected_frame WHERE frame_id IN @frames",
    ];

    private static readonly string[] RemoveRest =
    [
        "DELETE FROM detector_run_model WHERE run_id IN (SELECT id FROM detector_run WHERE survey_id = @Survey)",
        "DELETE FROM detector_run WHERE survey_id = @Survey",
    ];

    public async Task RunAsync(RemoveDetections argument, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var frames = await work.QueryAsync<long>(FindFrames, new { argument.Survey, Most });
        foreach (var remove in frames.Count > 0 ? RemoveFrames : RemoveRest)
        {
            await work.ExecuteAsync(remove, new { argument.Survey, frames });
        }
        if (frames.Count > 0)
        {
            await jobs.EnqueueAsync(work, argument, $"survey/{argument.Survey}");
        }
        await work.CommitAsync();
    }
}
