using TrapTagger.Platform.Data;
using TrapTagger.Surveys;

namespace TrapTagger.Annotation;

/// <summary>The last step of a survey's pipeline: people label what the machines left.</summary>
internal sealed class LabelStage(Db db) : ISurveyStage
{
    private const string Sum = """
        SELECT COALESCE(sum(clusters), 0) AS clusters, COALESCE(sum(clusters_decided), 0) AS decided
        FROM annotation_set
        WHERE survey_id = @Survey AND organisation_id = @Organisation
        """;

    // The set to go on with: one that has something left.
    private const string Next = """
        SELECT id FROM annotation_set
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND clusters_decided < clusters
        ORDER BY id
        LIMIT 1
        """;

    public int Order => 50;

    public async Task<SurveyStage> ReportAsync(long survey, long organisation, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var arguments = new { Survey = survey, Organisation = organisation };
        var sum = (await session.FindAsync<SetModel>(Sum, arguments))!;
        var next = await session.ScalarAsync<long?>(Next, arguments);
        return new("Label", "cluster", sum.Decided, sum.Clusters, Href: next is { } set ? $"/annotate/{set}" : null);
    }
}
