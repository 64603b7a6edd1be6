using TrapTagger.Classification;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Annotation;

/// <summary>Asks for the clusters of a survey whose frames were all looked at.</summary>
internal sealed record ClusterSurvey(long Survey, long Organisation);

internal sealed class ClusterWhenDetected(JobQueue jobs) : IHandle<SurveyDetected>
{
    public Task HandleAsync(SurveyDetected happened, DbSession work) => jobs.EnqueueAsync(
        work, new ClusterSurvey(happened.Survey, happened.Organisation), $"survey/{happened.Survey}");
}

/// <summary>
/// Makes sure that there is an annotation set, then hands every site with new frames to a job of its own. A frame that
/// came since and was not looked at waits: it would count as empty for ever.
/// </summary>
internal sealed class ClusterSurveyJob(Db db, AnnotationSets sets, JobQueue jobs) : IJob<ClusterSurvey>
{
    private const string FindSites = """
        SELECT DISTINCT f.site_id FROM surveys_frame f
        JOIN classification_looked_at l ON l.frame_id = f.id
        LEFT JOIN cluster_frame c ON c.frame_id = f.id AND c.annotation_set_id = @set
        WHERE f.survey_id = @survey AND f.organisation_id = @organisation AND c.frame_id IS NULL
        ORDER BY f.site_id
        """;

    public async Task RunAsync(ClusterSurvey survey, CancellationToken ct)
    {
        if (await sets.EnsureAsync(survey.Survey, survey.Organisation, ct) is not { } set)
        {
            return;
        }
        var sites = await FindSitesAsync(survey, set, ct);

        await using var work = await db.BeginAsync(ct);
        await jobs.EnqueueAllAsync(
            work, [.. sites.Select(site => new ClusterSite(set, survey.Survey, survey.Organisation, site))],
            $"survey/{survey.Survey}");
        await work.CommitAsync();
    }

    /// <summary>Before the transaction: every frame of the survey is read, and SQLite has one writer.</summary>
    private async Task<IReadOnlyList<long>> FindSitesAsync(ClusterSurvey survey, long set, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<long>(
            FindSites, new { set, survey = survey.Survey, organisation = survey.Organisation });
    }
}
