using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Annotation;

/// <summary>Somebody who came to label sees where there is something to label, over all surveys.</summary>
internal static class ListSets
{
    private const string Open = """
        SELECT s.id, s.name, s.survey_id, v.name AS survey, s.clusters, s.clusters_decided AS decided
        FROM annotation_set s JOIN surveys_survey v ON v.id = s.survey_id
        WHERE ((s.organisation_id = @Organisation AND @All AND s.survey_id NOT IN @Without) OR s.survey_id IN @With)
            AND s.clusters_decided < s.clusters
        ORDER BY v.name, s.name, s.id
        """;

    internal static async Task<RazorComponentResult> Show(
        CurrentUser user, IRights rights, Db db, CancellationToken ct)
    {
        var mine = await rights.FindOwnedAsync(user, Right.Label, ct);
        await using var session = await db.OpenAsync(ct);
        return Render.View<SetListPage, SetListModel>(new(await session.QueryAsync<SetModel>(Open, mine)));
    }
}

/// <summary>A set as a list shows it.</summary>
public sealed class SetModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public long SurveyId { get; init; }
    public string Survey { get; init; } = "";
    public long Clusters { get; init; }
    public long Decided { get; init; }

    public bool IsDone => Decided >= Clusters;
}

public sealed record SetListModel(IReadOnlyList<SetModel> Sets);
