using TrapTagger.Platform.Data;

namespace TrapTagger.Results;

/// <summary>A site with everything that was counted there.</summary>
public sealed record SiteModel
{
    private const string Count = """
        SELECT s.id, s.name, s.latitude, s.longitude,
            (SELECT count(*) FROM surveys_camera c WHERE c.site_id = s.id) AS cameras,
            (SELECT f.taken_at FROM surveys_frame f WHERE f.site_id = s.id AND f.taken_at IS NOT NULL
             ORDER BY f.taken_at LIMIT 1) AS first_at,
            (SELECT f.taken_at FROM surveys_frame f WHERE f.site_id = s.id AND f.taken_at IS NOT NULL
             ORDER BY f.taken_at DESC LIMIT 1) AS last_at,
            coalesce(k.clusters, 0) AS clusters, coalesce(k.frames, 0) AS frames,
            coalesce(k.open_clusters, 0) AS open_clusters, coalesce(k.open_frames, 0) AS open_frames,
            coalesce(k.blank_frames, 0) AS blank_frames
        FROM surveys_site s
        LEFT JOIN (
            SELECT c.site_id, count(*) AS clusters, sum(c.frames) AS frames, sum(c.is_open) AS open_clusters,
                sum(c.is_open * c.frames) AS open_frames, sum(c.is_open * c.is_empty * c.frames) AS blank_frames
            FROM annotation_cluster c
            WHERE c.annotation_set_id = @Set AND c.organisation_id = @Organisation
            GROUP BY c.site_id
        ) k ON k.site_id = s.id
        WHERE s.survey_id = @Survey AND s.organisation_id = @Organisation
        ORDER BY s.name, s.id
        """;

    public long Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Degrees north; null while nobody has placed the site.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east.</summary>
    public double? Longitude { get; init; }

    public long Cameras { get; init; }

    /// <summary>When the cameras' clocks took its first frame; null while none has a time.</summary>
    public DateTime? FirstAt { get; init; }

    public DateTime? LastAt { get; init; }
    public long Clusters { get; init; }

    /// <summary>The frames of its clusters.</summary>
    public long Frames { get; init; }

    /// <summary>Clusters that nobody has labelled yet.</summary>
    public long OpenClusters { get; init; }

    public long OpenFrames { get; init; }

    /// <summary>Of the open clusters' frames, those of clusters in which the detector found nothing at all.</summary>
    public long BlankFrames { get; init; }

    /// <summary>Of the chosen label.</summary>
    public long Sightings { get; init; }

    public bool IsPlaced => Latitude is not null && Longitude is not null;

    internal static Task<IReadOnlyList<SiteModel>> CountAsync(
        DbSession session, long survey, long set, long organisation) => session.QueryAsync<SiteModel>(
            Count, new { Survey = survey, Set = set, Organisation = organisation });
}
