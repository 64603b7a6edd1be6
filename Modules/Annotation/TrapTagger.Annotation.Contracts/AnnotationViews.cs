namespace TrapTagger.Annotation;

/// <summary>What other modules may read of clusters and of what people decided.</summary>
public static class AnnotationViews
{
    /// <summary>id, organisation_id, survey_id, name, frames, clusters, clusters_decided.</summary>
    public const string Set = "annotation_set_of_survey";

    /// <summary>
    /// id, organisation_id, survey_id, annotation_set_id, site_id, first_at, last_at (camera-local), frames,
    /// best_frame_id, is_empty, is_open, and of the decision that holds: person_id, decided_at, note (or null).
    /// </summary>
    public const string Cluster = "annotation_cluster";

    /// <summary>
    /// All that people ever said, a row a label of it: id, organisation_id, survey_id, annotation_set_id,
    /// annotation_set, cluster_id, person_id, kind (label, skip, undo), label (or null), note (or null), decided_at.
    /// To be asked for by person_id.
    /// </summary>
    public const string Decision = "annotation_decision";

    /// <summary>annotation_set_id, cluster_id, frame_id, position. A frame is in one cluster of each set.</summary>
    public const string ClusterFrame = "annotation_cluster_frame";

    /// <summary>
    /// The labels that hold now: organisation_id, annotation_set_id, cluster_id, label_id, name, kind, hue.
    /// </summary>
    public const string ClusterLabel = "annotation_cluster_label";
}
