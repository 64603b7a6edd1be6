using TrapTagger.Accounts;
using TrapTagger.Platform;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;
using TrapTagger.Surveys;

namespace TrapTagger.Annotation;

/// <summary>A step of removing a set whose survey or organisation is gone; it asks for the next one itself.</summary>
internal sealed record RemoveAnnotationSet(long Set);

/// <summary>Sets of what was deleted are out of reach at once, and removed by steps of their own.</summary>
internal sealed class RemoveAnnotationSets(JobQueue jobs)
    : IHandle<OrganisationDeleted>, IHandle<SurveyDeleted>, IHandle<SurveyRemoved>
{
    private const string FindSets = "SELECT id FROM annotation_set WHERE organisation_id = @Organisation";
    private const string FindSetsOfSurvey = "SELECT id FROM annotation_set WHERE survey_id = @Survey";

    // Organisation 0 is nobody.
    private const string Hide = """
        UPDATE annotation_set SET organisation_id = 0 WHERE survey_id = @Survey AND organisation_id = @Organisation
        """;

    public Task HandleAsync(SurveyDeleted happened, DbSession work) => work.ExecuteAsync(Hide, happened);

    public async Task HandleAsync(OrganisationDeleted happened, DbSession work) =>
        await RemoveAsync(await work.QueryAsync<long>(FindSets, happened), work);

    public async Task HandleAsync(SurveyRemoved happened, DbSession work) =>
        await RemoveAsync(await work.QueryAsync<long>(FindSetsOfSurvey, happened), work);

    private async Task RemoveAsync(IReadOnlyList<long> sets, DbSession work)
    {
        foreach (var set in sets)
        {
            await jobs.EnqueueAsync(work, new RemoveAnnotationSet(set), $"set/{set}");
        }
    }
}

/// <summary>
/// Some hundred clusters with all that people said of them; with the last of them the set. The one place where a
/// decision is removed.
/// </summary>
internal sealed class RemoveAnnotationSetJob(Db db, JobQueue jobs) : IJob<RemoveAnnotationSet>
{
    private const int Most = 300;

    private const string FindClusters = "SELECT id FROM cluster WHERE annotation_set_id = @Set LIMIT @Most";

    private static readonly string[] RemoveClusters =
    [
        "DELETE FROM decision_label WHERE decision_id IN (SELECT id FROM decision WHERE cluster_id IN @clusters)",
        "DELETE FROM decision WHERE cluster_id IN @clusters",
        "DELETE FROM lease WHERE cluster_id IN @clusters",
        "DELETE FROM cluster_frame WHERE cluster_id IN @clusters",
        "DELETE FROM cluster WHERE id IN @clusters",
    ];

    private static readonly string[] RemoveRest =
    [
        "DELETE FROM label WHERE annotation_set_id = @Set",
        "DELETE FROM annotation_set WHERE id = @Set",
    ];

    public async Task RunAsync(RemoveAnnotationSet argument, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var clusters = await work.QueryAsync<long>(FindClusters, new { argument.Set, Most });
        foreach (var remove in clusters.Count > 0 ? RemoveClusters : RemoveRest)
        {
            await work.ExecuteAsync(remove, new { argument.Set, clusters });
        }
        if (clusters.Count > 0)
        {
            await jobs.EnqueueAsync(work, argument, $"set/{argument.Set}");
        }
        await work.CommitAsync();
    }
}
