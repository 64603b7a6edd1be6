using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TrapTagger.Platform.Data;
using TrapTagger.Platform.Html;
using TrapTagger.Platform.Identity;

namespace TrapTagger.Surveys;

/// <summary>A survey's sites and the cameras that stood there, by name.</summary>
internal static class ListSites
{
    private const int PageSize = 100;

    private const string FindSites = """
        SELECT id, name, latitude, longitude FROM site
        WHERE survey_id = @Survey AND organisation_id = @Organisation AND name > @after
        ORDER BY name LIMIT @limit
        """;

    private const string FindCameras = """
        SELECT c.site_id, c.name, c.make, c.model, c.serial, c.gps_latitude, c.gps_longitude,
            (SELECT count(*) FROM frame f WHERE f.camera_id = c.id) AS frames,
            (SELECT min(f.taken_at) FROM frame f WHERE f.camera_id = c.id) AS first_at,
            (SELECT max(f.taken_at) FROM frame f WHERE f.camera_id = c.id) AS last_at
        FROM camera c
        WHERE c.site_id IN @sites AND c.organisation_id = @Organisation
        ORDER BY c.name
        """;

    /// <param name="after">The last site of the page before this one.</param>
    internal static async Task<Results<RazorComponentResult, NotFound>> Show(
        long id, string? after, CurrentUser user, SurveyHeads heads, Db db, CancellationToken ct)
    {
        var survey = new SurveyKey(id, user.Organisation);
        if (await heads.ProgressAsync(survey, ct) is not { } progress)
        {
            return TypedResults.NotFound();
        }
        await using var session = await db.OpenAsync(ct);
        var found = await session.QueryAsync<Site>(
            FindSites, new { survey.Survey, survey.Organisation, after = after ?? "", limit = PageSize + 1 });
        var sites = found.Take(PageSize).ToList();
        var cameras = (await session.QueryAsync<CameraModel>(
            FindCameras, new { survey.Organisation, sites = sites.Select(s => s.Id) })).ToLookup(c => c.SiteId);
        return Render.View<SitesPage, SitesModel>(new(
            progress,
            [.. sites.Select(s => new SiteModel(s.Name, [.. cameras[s.Id]], Position(id, s, cameras[s.Id], user)))],
            IsFirst: after is null,
            found.Count > PageSize ? sites[^1].Name : null));
    }

    private static SitePositionFormModel Position(
        long survey, Site site, IEnumerable<CameraModel> cameras, CurrentUser user) => new(
        survey,
        site.Id,
        Position: SitePositionModel.Of(user.Shown(site.Latitude), user.Shown(site.Longitude)),
        Suggested: [.. cameras
            .Select(c => SitePositionModel.Of(c.GpsLatitude, c.GpsLongitude))
            .OfType<SitePositionModel>()
            .Distinct()]);

    private sealed record Site
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
        public double? Latitude { get; init; }
        public double? Longitude { get; init; }
    }
}

/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record SitesModel(
    SurveyProgressModel Progress, IReadOnlyList<SiteModel> Sites, bool IsFirst, string? Next);

public sealed record SiteModel(string Name, IReadOnlyList<CameraModel> Cameras, SitePositionFormModel Position);

public sealed record CameraModel
{
    public long SiteId { get; init; }
    public string Name { get; init; } = "";
    public string? Make { get; init; }
    public string? Model { get; init; }
    public string? Serial { get; init; }

    /// <summary>What the camera wrote as its own position, in degrees.</summary>
    public double? GpsLatitude { get; init; }

    public double? GpsLongitude { get; init; }
    public long Frames { get; init; }
    public DateTime? FirstAt { get; init; }
    public DateTime? LastAt { get; init; }

    public string Device => string.Join(' ', new[] { Make, Model }.OfType<string>().Distinct());
}
