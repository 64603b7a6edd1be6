namespace TrapTagger.Testing;

/// <summary>The statements of <see cref="AnnotationScenes"/>: rows are counted up in the database itself.</summary>
internal static class AnnotationSceneSql
{
    internal const string Set = """
        INSERT INTO annotation_set
            (id, organisation_id, survey_id, name, clusters, clusters_decided, frames, created_at)
        VALUES (@set, @home, @survey, 'Species', 0, 0, 0, '2026-01-01')
        """;

    internal const string Detector = """
        INSERT OR IGNORE INTO model (id, name, version, licence, source, sha256)
        VALUES (1, 'Detector', '1', 'MIT', 'here', '');
        INSERT INTO detector_run (id, organisation_id, survey_id, frames, frames_done, started_at)
        VALUES (@run, @home, @survey, 0, 0, '2026-01-01');
        INSERT INTO detector_run_model (run_id, model_id, threshold) VALUES (@run, 1, 0.2);
        """;

    private const string Counted = """
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @clusters * @Frames)
        """;

    internal const string Site = $"""
        INSERT INTO site (id, organisation_id, survey_id, name) VALUES (@site, @home, @survey, @Name);
        INSERT INTO camera (id, organisation_id, survey_id, site_id, name) VALUES (@site, @home, @survey, @site, 'A');

        INSERT INTO file (id, organisation_id, survey_id, path, size, sha256, state, tries)
        {Counted} SELECT @first + i, @home, @survey, concat(@Name, '/A/', lpad(i, 6, '0'), '.JPG'), 1000, '', 'frame', 1
        FROM n;

        INSERT INTO frame (id, organisation_id, survey_id, site_id, camera_id, file_id, path, taken_at, width, height,
            content_hash)
        {Counted} SELECT @first + i, @home, @survey, @site, @site, @first + i,
            concat(@Name, '/A/', lpad(i, 6, '0'), '.JPG'),
            from_unixtime(1714521600 + (i - i % @Frames) / @Frames * 300 + i % @Frames),
            3264, 2448, lpad(@first + i, 64, '0') FROM n;

        INSERT INTO cluster (id, organisation_id, survey_id, annotation_set_id, site_id, first_at, last_at, frames,
            best_frame_id, is_empty, is_open, skips)
        SELECT f.id, @home, @survey, @set, @site, f.taken_at, f.taken_at, @Frames, f.id + (@Frames - @Frames % 2) / 2,
            f.id - @first >= @filled * @Frames, 1, 0
        FROM frame f WHERE f.site_id = @site AND (f.id - @first) % @Frames = 0;

        INSERT INTO cluster_frame (annotation_set_id, frame_id, cluster_id, position, rating)
        SELECT @set, f.id, f.id - (f.id - @first) % @Frames, (f.id - @first) % @Frames, 0
        FROM frame f WHERE f.site_id = @site;

        INSERT INTO detected_frame (frame_id, survey_id, run_id)
        SELECT id, @survey, @run FROM frame WHERE site_id = @site;

        INSERT INTO detection (id, organisation_id, survey_id, run_id, model_id, frame_id, category, score, box_left,
            box_top, box_width, box_height)
        SELECT f.id * 2 + twice.k, @home, @survey, @run, 1, f.id, 1,
            CASE WHEN f.id - @first < @filled * @Frames AND twice.k = 0 THEN 0.9 ELSE 0.05 END,
            0.4 - twice.k * 0.3, 0.3, 0.2, 0.3
        FROM frame f JOIN (SELECT 0 AS k UNION ALL SELECT 1) twice WHERE f.site_id = @site;

        UPDATE annotation_set SET clusters = clusters + @clusters, frames = frames + @clusters * @Frames
        WHERE id = @set;
        """;
}
