namespace TrapTagger.Classification;

/// <summary>What other modules may read of machine results.</summary>
public static class ClassificationViews
{
    /// <summary>
    /// The boxes of each frame's newest run: id, organisation_id, survey_id, frame_id, category (1 animal, 2 person,
    /// 3 vehicle), score, box_left, box_top, box_width, box_height (fractions), model, model_version, threshold,
    /// counts (1 when the score reaches the threshold).
    /// </summary>
    public const string Detection = "classification_detection";

    /// <summary>
    /// The frames that the detector looked at, also those it found nothing on or could not read: frame_id, survey_id.
    /// A frame comes in together with its boxes.
    /// </summary>
    public const string LookedAt = "classification_looked_at";
}
