namespace TrapTagger.Testing;

/// <summary>Surveys and their files, set as a scene past the pages.</summary>
public static class SurveyRows
{
    /// <summary>An open survey without files, of an organisation that is there.</summary>
    public static async Task<long> HasSurvey(
        this SiteRows rows, string name = "Kruger", string organisation = "Wild Test", int siteLevel = 1,
        int cameraLevel = 1)
    {
        var (id, folder) = (SiteRows.NextId(), organisation.ToLowerInvariant().Replace(' ', '-'));
        var at = $"2026-01-01 00:00:00.{id % 1_000_000:D6}";
        await rows.Run("""
            INSERT INTO survey (id, organisation_id, name, description, kind, site_level, camera_level, originals,
                renditions, upload_open, files, files_arrived, files_checked, files_duplicate, files_quarantined, bytes,
                bytes_arrived, created_at, created_by)
            SELECT @id, o.id, @name, '', 'trails', @siteLevel, @cameraLevel, concat(@folder, '/', @id),
                concat(@folder, '-comp/', @id), 1, 0, 0, 0, 0, 0, 0, 0, @at, 1
            FROM organisation o WHERE o.name = @organisation
            """, new { id, name, organisation, siteLevel, cameraLevel, folder, at });
        return id;
    }

    /// <summary>A file of 1,000 bytes in a state, counted by its survey.</summary>
    public static async Task<long> HasFile(
        this SiteRows rows, long survey, string path, string state, string? reason = null, string? sha256 = null)
    {
        var id = SiteRows.NextId();
        await rows.Run("""
            INSERT INTO file (id, organisation_id, survey_id, path, size, sha256, state, reason, tries)
            SELECT @id, s.organisation_id, s.id, @path, 1000, @sha256, @state, @reason, 0
            FROM survey s WHERE s.id = @survey
            """, new { id, survey, path, state, reason, sha256 = sha256 ?? $"{id:x64}" });
        await rows.Run("""
            UPDATE survey SET files = files + 1, files_arrived = files_arrived + (@state <> 'announced'),
                files_checked = files_checked + (@state NOT IN ('announced', 'arrived')),
                files_duplicate = files_duplicate + (@state = 'duplicate'),
                files_quarantined = files_quarantined + (@state = 'quarantined'),
                bytes = bytes + 1000, bytes_arrived = bytes_arrived + 1000 * (@state <> 'announced')
            WHERE id = @survey
            """, new { survey, state });
        return id;
    }

    /// <summary>A site; the survey's organisation owns it.</summary>
    public static async Task<long> HasSite(this SiteRows rows, long survey, string name)
    {
        var id = SiteRows.NextId();
        await rows.Run("""
            INSERT INTO site (id, organisation_id, survey_id, name)
            SELECT @id, organisation_id, id, @name FROM survey WHERE id = @survey
            """, new { id, survey, name });
        return id;
    }

    /// <summary>A camera of a site, with what it wrote as its own position.</summary>
    public static async Task<long> HasCamera(
        this SiteRows rows, long site, string name, double? gpsLatitude = null, double? gpsLongitude = null)
    {
        var id = SiteRows.NextId();
        await rows.Run("""
            INSERT INTO camera (id, organisation_id, survey_id, site_id, name, make, model, serial,
                gps_latitude, gps_longitude)
            SELECT @id, organisation_id, survey_id, id, @name, 'RECONYX', 'HYPERFIRE 2', 'H2X-1',
                @gpsLatitude, @gpsLongitude
            FROM site WHERE id = @site
            """, new { id, site, name, gpsLatitude, gpsLongitude });
        return id;
    }

    /// <summary>A frame of a camera with its file.</summary>
    /// <param name="takenAt">As the camera's clock showed it, "2024-05-03 18:42:10".</param>
    public static async Task HasFrame(this SiteRows rows, long survey, long camera, string path, string? takenAt = null)
    {
        var file = await rows.HasFile(survey, path, "frame");
        await rows.Run("""
            INSERT INTO frame (id, organisation_id, survey_id, site_id, camera_id, file_id, path, taken_at,
                width, height, content_hash)
            SELECT @file, organisation_id, survey_id, site_id, id, @file, @path, @takenAt, 100, 100, @hash
            FROM camera WHERE id = @camera
            """, new { file, camera, path, takenAt, hash = $"{file:x64}" });
    }
}
