using TrapTagger.Platform.Data;

namespace TrapTagger.Results;

/// <summary>
/// The clusters of one label at one site that begin in one hour of the day: every number about labels is a sum of
/// these.
/// </summary>
internal sealed record LabelCell
{
    // The largest number of animals in any one frame of a cluster: never a sum, because the same animal is on many
    // frames. At least 1 where somebody saw the animal and the detector did not.
    private const string Animals = $"""
        CASE WHEN l.kind IN ({LabelKinds.Sightless}) THEN 0 ELSE coalesce(
            (SELECT count(*) FROM annotation_cluster_frame f
             JOIN classification_detection d ON d.frame_id = f.frame_id
             WHERE f.cluster_id = l.cluster_id AND d.organisation_id = @Organisation
                AND d.category = 1 AND d.counts = 1
             GROUP BY f.frame_id ORDER BY count(*) DESC LIMIT 1), 1) END
        """;

    // A cluster with two labels is in a cell of each; that of its first label says so, for sums over all labels.
    private const string Count = $"""
        SELECT label_id, min(name) AS name, min(kind) AS kind, min(hue) AS hue, site_id, hour, is_first,
            count(*) AS clusters, sum(frames) AS frames, sum(sightings) AS sightings
        FROM (
            SELECT l.label_id, l.name, l.kind, l.hue, c.site_id, c.frames,
                cast(substr(c.first_at, 12, 2) AS signed) AS hour,
                CASE WHEN l.label_id = min(l.label_id) OVER (PARTITION BY l.cluster_id) THEN 1 ELSE 0 END AS is_first,
                {Animals} AS sightings
            FROM annotation_cluster_label l JOIN annotation_cluster c ON c.id = l.cluster_id
            WHERE l.annotation_set_id = @Set AND l.organisation_id = @Organisation
        ) labelled
        GROUP BY label_id, site_id, hour, is_first
        """;

    public long LabelId { get; init; }
    public string Name { get; init; } = "";
    public string Kind { get; init; } = "";
    public int Hue { get; init; }
    public long SiteId { get; init; }

    /// <summary>0 to 23, as the cameras' clocks show it; null for clusters without a time.</summary>
    public int? Hour { get; init; }

    /// <summary>Whether the label is its clusters' first: over these cells each cluster comes once.</summary>
    public bool IsFirst { get; init; }

    public long Clusters { get; init; }
    public long Frames { get; init; }

    /// <summary>0 for labels without sightings.</summary>
    public long Sightings { get; init; }

    internal static Task<IReadOnlyList<LabelCell>> CountAsync(DbSession session, long set, long organisation) =>
        session.QueryAsync<LabelCell>(Count, new { Set = set, Organisation = organisation });
}
