using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Annotation;

/// <summary>A survey's annotation sets: how far each is and what was found.</summary>
internal static class ListSurveySets
{
    private const string FindSurvey = """
        SELECT name FROM surveys_survey WHERE id = @Survey AND organisation_id = @Organisation
        """;

    private const string List = """
        SELECT s.id, s.name, s.survey_id, s.clusters, s.clusters_decided AS decided
        FROM annotation_set s
        WHERE s.survey_id = @Survey AND s.organisation_id = @Organisation
        ORDER BY s.name, s.id
        """;

    private const string Labels = """
        SELECT l.annotation_set_id, l.name, l.hotkey, l.hue, l.clusters
        FROM label l JOIN annotation_set s ON s.id = l.annotation_set_id
        WHERE s.survey_id = @Survey AND l.organisation_id = @Organisation AND l.clusters > 0
        ORDER BY l.clusters DESC, l.id
        """;

    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long survey, CurrentUser user, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        var arguments = new { Survey = survey, user.Organisation };
        if (await session.ScalarAsync<string>(FindSurvey, arguments) is not { } name)
        {
            return TypedResults.NotFound();
        }
        var sets = await session.QueryAsync<SetModel>(List, arguments);
        var labels = (await session.QueryAsync<LabelCountModel>(Labels, arguments)).ToLookup(l => l.AnnotationSetId);
        return Render.View<SurveySetsPage, SurveySetsModel>(
            new(survey, name, [.. sets.Select(s => new SurveySetModel(s, [.. labels[s.Id]]))]));
    }
}

public sealed record SurveySetsModel(long Survey, string Name, IReadOnlyList<SurveySetModel> Sets);

public sealed record SurveySetModel(SetModel Set, IReadOnlyList<LabelCountModel> Labels);

/// <summary>How many clusters carry a label now.</summary>
public sealed class LabelCountModel
{
    public long AnnotationSetId { get; init; }
    public string Name { get; init; } = "";
    public string Hotkey { get; init; } = "";
    public int Hue { get; init; }
    public long Clusters { get; init; }
}
