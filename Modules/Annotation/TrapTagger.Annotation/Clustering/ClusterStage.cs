using TrapTagger.Platform.Data;
using TrapTagger.Surveys;

namespace TrapTagger.Annotation;

/// <summary>How many of a survey's frames are in a cluster of its first annotation set.</summary>
internal sealed class ClusterStage(Db db) : ISurveyStage
{
    private const string Count = """
        SELECT coalesce(a.frames, 0) AS done, s.frames AS total FROM surveys_survey s
        LEFT JOIN annotation_set a ON a.survey_id = s.id
        WHERE s.id = @survey AND s.organisation_id = @organisation
        ORDER BY a.id LIMIT 1
        """;

    public int Order => 40;

    public async Task<SurveyStage> ReportAsync(long survey, long organisation, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var count = await session.FindAsync<Progress>(Count, new { survey, organisation });
        return new("Cluster", "frame", count?.Done ?? 0, count?.Total ?? 0);
    }

    private sealed record Progress
    {
        public long Done { get; init; }
        public long Total { get; init; }
    }
}
