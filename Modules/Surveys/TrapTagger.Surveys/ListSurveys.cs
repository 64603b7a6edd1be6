using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>The surveys that a person may see, the newest first.</summary>
internal static class ListSurveys
{
    private const int PageSize = 25;

    private const string Find = """
        SELECT s.id, s.organisation_id, s.name, s.kind, s.upload_open, s.files, s.files_arrived, s.files_checked,
            s.files_duplicate, s.files_quarantined, s.renditions,
            (SELECT count(*) FROM site t WHERE t.survey_id = s.id) AS sites,
            (SELECT min(f.taken_at) FROM frame f WHERE f.survey_id = s.id) AS first_at,
            (SELECT max(f.taken_at) FROM frame f WHERE f.survey_id = s.id) AS last_at,
            (SELECT f.path FROM frame f WHERE f.survey_id = s.id ORDER BY f.content_hash LIMIT 1) AS cover
        FROM survey s
        WHERE ((s.organisation_id = @Organisation AND @All AND s.id NOT IN @Without) OR s.id IN @With)
            AND (@before = 0 OR (s.created_at, s.id) < (SELECT c.created_at, c.id FROM survey c WHERE c.id = @before
                AND (c.organisation_id = @Organisation OR c.id IN @With)))
        ORDER BY s.created_at DESC, s.id DESC
        LIMIT @limit
        """;

    /// <param name="before">The last survey of the page before this one.</param>
    internal static async Task<RazorComponentResult> Show(
        long? before, CurrentUser user, IRights rights, SurveysDesk desk, SurveyHeads heads, CancellationToken ct)
    {
        var mine = await rights.FindOwnedAsync(user, Right.See, ct);
        var found = await FindAsync(before ?? 0, mine, desk.Db, ct);
        var lines = new List<SurveyRowModel>();
        foreach (var survey in found.Take(PageSize))
        {
            var cover = survey.Cover is { } path ? Thumbnail.Sign(desk.Objects, survey.Renditions, path) : null;
            lines.Add(new(survey, await heads.NowAsync(survey, survey.OrganisationId, ct), cover));
        }
        return Render.View<SurveyListPage, SurveyListModel>(new(
            lines, IsFirst: before is null, Next: found.Count > PageSize ? lines[^1].Head.Id : null)
        {
            MayCreate = mine.Rights.HasFlag(Right.Create),
        });
    }

    private static async Task<IReadOnlyList<Listed>> FindAsync(
        long before, OwnedScope mine, Db db, CancellationToken ct)
    {
        await using var session = await db.OpenAsync(ct);
        return await session.QueryAsync<Listed>(
            Find, new { mine.Organisation, mine.All, mine.Without, mine.With, before, limit = PageSize + 1 });
    }

    private sealed record Listed : SurveyHeadModel
    {
        public long OrganisationId { get; init; }
        public string Renditions { get; init; } = "";

        /// <summary>The path of one of its frames, to know it by.</summary>
        public string? Cover { get; init; }
    }
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record SurveyListModel(IReadOnlyList<SurveyRowModel> Surveys, bool IsFirst, long? Next)
{
    public bool MayCreate { get; init; }
}

/// <param name="Now">The step it is at.</param>
/// <param name="Cover">The signed URL of one of its frames; null while it has none.</param>
public sealed record SurveyRowModel(SurveyHeadModel Head, SurveyStage Now, string? Cover);
