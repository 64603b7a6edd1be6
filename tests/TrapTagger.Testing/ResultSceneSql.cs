namespace TrapTagger.Testing;

/// <summary>The statements of <see cref="ResultScenes"/>.</summary>
internal static class ResultSceneSql
{
    internal const string Survey = """
        INSERT INTO survey (id, organisation_id, name, description, kind, zone, site_level, camera_level, originals,
            renditions, upload_open, files, files_arrived, files_checked, files_duplicate, files_quarantined, bytes,
            bytes_arrived, created_at, created_by)
        VALUES (@survey, @home, @name, '', 'trails', NULL, 0, 1, 'o/' || @survey, 'o-comp/' || @survey, 0, @frames,
            @frames, @frames, 0, 0, 0, 0, from_unixtime(@survey), 1);
        INSERT OR IGNORE INTO model (id, name, version, licence, source, sha256)
        VALUES (1, 'Detector', '1', 'MIT', 'here', '');
        """;

    internal const string Set = """
        INSERT INTO annotation_set
            (id, organisation_id, survey_id, name, frames, clusters, clusters_decided, created_at)
        VALUES (@set, @home, @survey, @name, @frames, @clusters, @decided, '2026-01-01');
        INSERT INTO detector_run (id, organisation_id, survey_id, frames, frames_done, started_at)
        VALUES (@run, @home, @survey, 0, 0, '2026-01-01');
        INSERT INTO detector_run_model (run_id, model_id, threshold) VALUES (@run, 1, 0.2);
        """;

    internal const string Label = """
        INSERT INTO label (id, organisation_id, annotation_set_id, name, name_key, hotkey, kind, hue, clusters)
        VALUES (@id, @home, @set, @name, lower(@name), @key, @kind, @hue, 0)
        """;

    internal const string Site = """
        INSERT OR IGNORE INTO site (id, organisation_id, survey_id, name) VALUES (@id, @home, @survey, @name)
        """;

    internal const string Camera = """
        INSERT OR IGNORE INTO camera (id, organisation_id, survey_id, site_id, name)
        VALUES (@id, @home, @survey, @site, @name)
        """;

    // Beside the animals each frame has a person and an animal below the threshold, which nobody may count.
    internal const string Frame = """
        INSERT INTO file (id, organisation_id, survey_id, path, size, sha256, state, tries)
        VALUES (@frame, @home, @survey, @path, 1000, '', 'frame', 1);
        INSERT INTO frame (id, organisation_id, survey_id, site_id, camera_id, file_id, path, taken_at, width, height,
            content_hash)
        VALUES (@frame, @home, @survey, @site, @camera, @frame, @path, @at, 3264, 2448, lpad(@frame, 64, '0'));
        INSERT INTO cluster_frame (annotation_set_id, frame_id, cluster_id, position, rating)
        VALUES (@set, @frame, @cluster, @index, 0);
        INSERT INTO detected_frame (frame_id, survey_id, run_id) VALUES (@frame, @survey, @run);
        INSERT INTO detection (id, organisation_id, survey_id, run_id, model_id, frame_id, category, score, box_left,
            box_top, box_width, box_height)
        WITH RECURSIVE n(i) AS (SELECT -2 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @animals)
        SELECT @first + i, @home, @survey, @run, 1, @frame, CASE i WHEN -2 THEN 2 ELSE 1 END,
            CASE i WHEN -1 THEN 0.1 ELSE 0.9 END, 0.1, 0.1, 0.2, 0.2
        FROM n;
        """;

    internal const string Cluster = """
        INSERT INTO cluster (id, organisation_id, survey_id, annotation_set_id, site_id, first_at, last_at, frames,
            best_frame_id, is_empty, is_open, skips)
        VALUES (@cluster, @home, @survey, @set, @site, @first, @last, @frames, @best, @isEmpty, @isOpen, 0)
        """;

    internal const string Decision = """
        INSERT INTO person (id, name, email, normalized_email, security_stamp, failed_count, created_at)
        VALUES (@person, @name, 'p' || @person, 'P' || @person, '', 0, '2026-01-01');
        INSERT INTO decision
            (id, organisation_id, annotation_set_id, cluster_id, person_id, kind, client_key, decided_at)
        VALUES (@decision, @home, @set, @cluster, @person, 'label', @key, '2026-01-01');
        UPDATE cluster SET decision_id = @decision WHERE id = @cluster;
        """;
}
