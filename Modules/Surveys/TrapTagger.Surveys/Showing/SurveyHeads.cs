using TrapTagger.Platform.Data;
using TrapTagger.Platform.Jobs;

namespace TrapTagger.Surveys;

/// <summary>Reads how far a survey is, from its own counts and from the modules that work on it.</summary>
internal sealed class SurveyHeads(Db db, IEnumerable<ISurveyStage> stages, ParkedJobs parked)
{
    private const string Find = """
        SELECT s.id, s.name, s.description, s.kind, s.zone, s.upload_open, s.files, s.files_arrived, s.files_checked,
            s.files_duplicate, s.files_quarantined, s.bytes, s.bytes_arrived,
            (SELECT count(*) FROM site t WHERE t.survey_id = s.id) AS sites,
            (SELECT count(*) FROM site t JOIN camera c ON c.site_id = t.id WHERE t.survey_id = s.id) AS cameras,
            (SELECT min(f.taken_at) FROM frame f WHERE f.survey_id = s.id) AS first_at,
            (SELECT max(f.taken_at) FROM frame f WHERE f.survey_id = s.id) AS last_at
        FROM survey s
        WHERE s.id = @Survey AND s.organisation_id = @Organisation
        """;

    /// <summary>Null when there is no such survey for this organisation.</summary>
    internal async Task<SurveyHeadModel?> FindAsync(SurveyKey survey, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.FindAsync<SurveyHeadModel>(Find, survey);
    }

    /// <summary>The head with everything that moves; null when there is no such survey for this organisation.</summary>
    internal async Task<SurveyProgressModel?> ProgressAsync(SurveyKey survey, CancellationToken ct)
    {
        if (await FindAsync(survey, ct) is not { } head)
        {
            return null;
        }
        var reports = new List<SurveyStage>(OwnStages(head));
        foreach (var stage in stages.OrderBy(s => s.Order))
        {
            reports.Add(await stage.ReportAsync(survey.Survey, survey.Organisation, ct));
        }
        return new(head, [.. reports.Select(r => new StageModel(r))], await parked.OfAsync(survey.Subject, ct));
    }

    /// <summary>The step that a survey is at: its first one that is not done, or its last.</summary>
    internal async Task<SurveyStage> NowAsync(SurveyHeadModel head, long organisation, CancellationToken ct)
    {
        var now = OwnStages(head).FirstOrDefault(IsOpen);
        foreach (var stage in stages.OrderBy(s => s.Order))
        {
            now ??= await stage.ReportAsync(head.Id, organisation, ct) is var report && IsOpen(report) ? report : null;
        }
        return now ?? OwnStages(head)[^1];
    }

    private static bool IsOpen(SurveyStage stage) => stage.Total == 0 || stage.Done < stage.Total;

    private static SurveyStage[] OwnStages(SurveyHeadModel head) =>
    [
        new("Upload", "file", head.FilesArrived, head.Files),
        new("Check", "file", head.FilesChecked, head.Files),
    ];
}
