using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Results;

/// <summary>The surveys that a person may see and that have something to count, the newest first.</summary>
internal static class ListResults
{
    private const int PageSize = 25;

    private const string Find = """
        SELECT s.id, s.name, s.frames, count(*) AS sets,
            sum(a.clusters) AS clusters, sum(a.clusters_decided) AS labelled
        FROM surveys_survey s JOIN annotation_set_of_survey a ON a.survey_id = s.id
        WHERE ((s.organisation_id = @Organisation AND @All AND s.id NOT IN @Without) OR s.id IN @With)
            AND a.clusters > 0 AND (@before = 0 OR (s.created_at, s.id) <
                (SELECT b.created_at, b.id FROM surveys_survey b WHERE b.id = @before
                 AND (b.organisation_id = @Organisation OR b.id IN @With)))
        GROUP BY s.id, s.name, s.frames, s.created_at
        ORDER BY s.created_at DESC, s.id DESC
        LIMIT @limit
        """;

    /// <param name="before">The last survey of the page before this one.</param>
    internal static async Task<RazorComponentResult> Show(
        long? before, CurrentUser user, IRights rights, Db db, CancellationToken ct)
    {
        var mine = await rights.FindOwnedAsync(user, Right.See, ct);
        await using var session = await db.OpenAsync(ct);
        var found = await session.QueryAsync<ListedModel>(
            Find,
            new { mine.Organisation, mine.All, mine.Without, mine.With, before = before ?? 0, limit = PageSize + 1 });
        return Render.View<ResultListPage, ResultListModel>(new(
            [.. found.Take(PageSize)], before is null, found.Count > PageSize ? found[PageSize - 1].Id : null));
    }
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record ResultListModel(IReadOnlyList<ListedModel> Surveys, bool IsFirst, long? Next);

/// <summary>A survey as the list shows it.</summary>
public sealed record ListedModel
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public long Frames { get; init; }
    public long Sets { get; init; }

    /// <summary>Of all its annotation sets.</summary>
    public long Clusters { get; init; }

    public long Labelled { get; init; }
}
