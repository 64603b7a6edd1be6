using TrapTagger.Platform.Data;

namespace TrapTagger.Results;

/// <summary>A camera, what it took and where the chosen label holds on it.</summary>
public sealed record CameraModel
{
    private const string Count = $"""
        SELECT c.id, s.name AS site, c.name,
            (SELECT count(*) FROM surveys_frame f WHERE f.camera_id = c.id) AS frames,
            (SELECT f.taken_at FROM surveys_frame f WHERE f.camera_id = c.id AND f.taken_at IS NOT NULL
             ORDER BY f.taken_at LIMIT 1) AS first_at,
            (SELECT f.taken_at FROM surveys_frame f WHERE f.camera_id = c.id AND f.taken_at IS NOT NULL
             ORDER BY f.taken_at DESC LIMIT 1) AS last_at,
            coalesce(k.clusters, 0) AS label_clusters, coalesce(k.frames, 0) AS label_frames
        FROM surveys_site s
        JOIN surveys_camera c ON c.site_id = s.id
        LEFT JOIN (
            SELECT f.camera_id, count(DISTINCT p.cluster_id) AS clusters, count(*) AS frames
            FROM (
                SELECT DISTINCT l.cluster_id FROM annotation_cluster_label l
                WHERE l.annotation_set_id = @Set AND l.organisation_id = @Organisation
                    AND (l.label_id = @Label OR (@Label IS NULL AND l.kind NOT IN ({LabelKinds.Sightless})))
            ) chosen
            JOIN annotation_cluster_frame p ON p.cluster_id = chosen.cluster_id
            JOIN surveys_frame f ON f.id = p.frame_id
            GROUP BY f.camera_id
        ) k ON k.camera_id = c.id
        WHERE s.survey_id = @Survey AND s.organisation_id = @Organisation
        ORDER BY s.name, s.id, c.name, c.id
        """;

    public long Id { get; init; }
    public string Site { get; init; } = "";
    public string Name { get; init; } = "";
    public long Frames { get; init; }

    /// <summary>When its clock took its first frame; null while none has a time.</summary>
    public DateTime? FirstAt { get; init; }

    public DateTime? LastAt { get; init; }

    /// <summary>Clusters of the chosen label in which it has a frame.</summary>
    public long LabelClusters { get; init; }

    /// <summary>Its frames in them.</summary>
    public long LabelFrames { get; init; }

    internal static Task<IReadOnlyList<CameraModel>> CountAsync(
        DbSession session, long survey, long set, long? label, long organisation) => session.QueryAsync<CameraModel>(
            Count, new { Survey = survey, Set = set, Label = label, Organisation = organisation });
}
