namespace TrapTagger.Surveys;

/// <summary>
/// What other modules may read of surveys, in their own statements; each row carries its organisation_id.
/// </summary>
public static class SurveysViews
{
    /// <summary>
    /// id, organisation_id, name, kind (trails, plains, waterhole, baited), zone (IANA or null), created_at, frames.
    /// </summary>
    public const string Survey = "surveys_survey";

    /// <summary>
    /// What a survey takes: id, organisation_id, files, bytes (announced ones too), frames, created_at.
    /// </summary>
    public const string Size = "surveys_size";

    /// <summary>id, organisation_id, survey_id, name, latitude, longitude (degrees or null).</summary>
    public const string Site = "surveys_site";

    /// <summary>id, organisation_id, survey_id, site_id, name.</summary>
    public const string Camera = "surveys_camera";

    /// <summary>
    /// id, organisation_id, survey_id, site_id, camera_id, path, taken_at (camera-local or null), width, height
    /// (upright pixels), original_key, screen_key (JPEG, long side 1600), thumbnail_key (JPEG, long side 400).
    /// </summary>
    public const string Frame = "surveys_frame";
}
