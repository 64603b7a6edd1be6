using TrapTagger.Testing;

namespace TrapTagger.AppHost.Tests.Surviving;

/// <summary>
/// All that the database holds about a survey, line by line, but for numbers and times of its own: two surveys of the
/// same files read the same. Files with one picture go by the first one's path.
/// </summary>
internal static class SurveyRecord
{
    private static readonly string[] Statements =
    [
        """
        SELECT 'survey' AS what, concat_ws('|', kind, zone, site_level, camera_level, upload_open, files, files_arrived,
            files_checked, files_duplicate, files_quarantined, bytes, bytes_arrived) AS text
        FROM survey WHERE id = @survey
        """,
        """
        SELECT 'file' AS what, path, concat(state, CASE state WHEN 'quarantined' THEN reason ELSE '' END) AS text
        FROM file WHERE survey_id = @survey
        """,
        """
        SELECT 'camera' AS what, concat_ws('|', s.name, s.latitude, s.longitude, c.name, c.make, c.model, c.serial,
            c.gps_latitude, c.gps_longitude) AS text
        FROM site s LEFT JOIN camera c ON c.site_id = s.id WHERE s.survey_id = @survey
        """,
        """
        SELECT 'frame' AS what, f.path, concat_ws('|', s.name, c.name, f.taken_at, f.taken_from, f.taken_offset,
            f.taken_note, f.width, f.height, f.content_hash) AS text
        FROM frame f JOIN site s ON s.id = f.site_id JOIN camera c ON c.id = f.camera_id WHERE f.survey_id = @survey
        """,
        """
        SELECT 'run' AS what, concat_ws('|', r.frames, r.frames_done, r.finished_at IS NULL, r.open_survey_id,
            m.model_id, m.threshold) AS text
        FROM detector_run r LEFT JOIN detector_run_model m ON m.run_id = r.id WHERE r.survey_id = @survey
        """,
        """
        SELECT 'look' AS what, f.path, d.failure AS text
        FROM detected_frame d JOIN frame f ON f.id = d.frame_id WHERE d.survey_id = @survey
        """,
        """
        SELECT 'box' AS what, f.path, concat_ws('|', d.model_id, d.category, d.score, d.box_left, d.box_top,
            d.box_width, d.box_height) AS text
        FROM detection d JOIN frame f ON f.id = d.frame_id WHERE d.survey_id = @survey
        """,
        """
        SELECT 'set' AS what, concat_ws('|', a.name, a.frames, a.clusters, a.clusters_decided, l.name, l.hotkey, l.kind,
            l.hue, l.clusters) AS text
        FROM annotation_set a LEFT JOIN label l ON l.annotation_set_id = a.id WHERE a.survey_id = @survey
        """,
        """
        SELECT 'cluster' AS what, f.path, b.path AS other, concat_ws('|', m.position, m.rating, c.first_at, c.last_at,
            c.frames, c.is_empty, c.is_open, c.skips, c.decision_id) AS text
        FROM cluster c JOIN frame b ON b.id = c.best_frame_id LEFT JOIN cluster_frame m ON m.cluster_id = c.id
        LEFT JOIN frame f ON f.id = m.frame_id
        WHERE c.survey_id = @survey
        """,
    ];

    internal static async Task<IReadOnlyList<string>> Read(SiteRows rows, long survey, IReadOnlyList<PickedFile> files)
    {
        var shown = files.ToDictionary(f => f.Path, f => f.Shows);
        var lines = new List<string>();
        foreach (var sql in Statements)
        {
            lines.AddRange((await rows.Rows<Line>(sql, new { survey })).Select(Write));
        }

        return [.. lines.Order(StringComparer.Ordinal)];

        string Write(Line line) => string.Join(' ', line.What, Shown(line.Path), Shown(line.Other), line.Text);
        string? Shown(string? path) => path is null ? null : shown[path];
    }

    private sealed record Line
    {
        public string What { get; init; } = "";
        public string? Path { get; init; }
        public string? Other { get; init; }
        public string? Text { get; init; }
    }
}
