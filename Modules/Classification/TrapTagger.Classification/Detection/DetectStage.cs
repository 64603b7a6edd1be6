using System.Globalization;
using TrapTagger.Platform.Data;
using TrapTagger.Surveys;

namespace TrapTagger.Classification;

/// <summary>How far the detector is with a survey, and which models it consists of.</summary>
internal sealed class DetectStage(Db db) : ISurveyStage
{
    // All of the survey's frames, not the runs': a run takes a part of them.
    private const string Count = """
        SELECT coalesce(sum(r.frames_done), 0) AS done, coalesce(max(s.frames), 0) AS total FROM detector_run r
        JOIN surveys_survey s ON s.id = r.survey_id
        WHERE r.survey_id = @survey AND r.organisation_id = @organisation
        """;

    private const string LastModels = """
        SELECT m.name, m.version, r.threshold
        FROM detector_run_model r JOIN model m ON m.id = r.model_id
        WHERE r.run_id = (
            SELECT max(id) FROM detector_run WHERE survey_id = @survey AND organisation_id = @organisation)
        ORDER BY m.name
        """;

    public int Order => 30;

    public async Task<SurveyStage> ReportAsync(long survey, long organisation, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var count = await session.FindAsync<Progress>(Count, new { survey, organisation });
        var models = await session.QueryAsync<UsedModel>(LastModels, new { survey, organisation });
        var by = string.Join(" · ", models.Select(m => m.ToString()));
        return new("Detect", "frame", count!.Done, count.Total, By: by.Length > 0 ? by : null);
    }

    private sealed record Progress
    {
        public long Done { get; init; }
        public long Total { get; init; }
    }

    private sealed record UsedModel
    {
        public string Name { get; init; } = "";
        public string Version { get; init; } = "";
        public double Threshold { get; init; }

        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{Name} {Version} from {Threshold:0.##}");
    }
}
