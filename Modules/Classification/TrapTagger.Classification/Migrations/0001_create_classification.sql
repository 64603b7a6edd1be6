-- A model as it was when a run used it; never changed, so that every result can be traced.
CREATE TABLE model (
    id bigint NOT NULL PRIMARY KEY,
    name varchar(80) NOT NULL,
    version varchar(40) NOT NULL,
    licence varchar(80) NOT NULL,
    source varchar(200) NOT NULL,
    sha256 char(64) NOT NULL,
    UNIQUE (name, version, sha256)
);

-- One pass of the detector over frames of a survey: a layer of results.
CREATE TABLE detector_run (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL,
    -- The survey again while the run goes, so that there is never a second one.
    open_survey_id bigint UNIQUE,
    frames bigint NOT NULL,
    frames_done bigint NOT NULL,
    started_at datetime(6) NOT NULL,
    finished_at datetime(6)
);
CREATE INDEX detector_run_survey ON detector_run (survey_id, id);

-- The models of a run, each with the score from which a box of it counted then.
CREATE TABLE detector_run_model (
    run_id bigint NOT NULL REFERENCES detector_run (id),
    model_id bigint NOT NULL REFERENCES model (id),
    threshold double NOT NULL,
    PRIMARY KEY (run_id, model_id)
);

-- Which run a frame's boxes come from; a frame without a row was not looked at yet.
CREATE TABLE detected_frame (
    frame_id bigint NOT NULL PRIMARY KEY,
    survey_id bigint NOT NULL,
    run_id bigint NOT NULL REFERENCES detector_run (id),
    -- Why the frame could not be looked at; null when it could.
    failure varchar(300)
);
CREATE INDEX detected_frame_survey ON detected_frame (survey_id);

CREATE TABLE detection (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL,
    run_id bigint NOT NULL REFERENCES detector_run (id),
    model_id bigint NOT NULL REFERENCES model (id),
    frame_id bigint NOT NULL,
    -- 1 animal, 2 person, 3 vehicle, as MegaDetector counts.
    category int NOT NULL,
    score double NOT NULL,
    -- Fractions of the upright frame, origin top left. (LEFT is a reserved word.)
    box_left double NOT NULL,
    box_top double NOT NULL,
    box_width double NOT NULL,
    box_height double NOT NULL
);
CREATE INDEX detection_frame ON detection (frame_id, run_id);

CREATE VIEW classification_detection AS
SELECT d.id, d.organisation_id, d.survey_id, d.frame_id, d.category, d.score,
    d.box_left, d.box_top, d.box_width, d.box_height,
    m.name AS model, m.version AS model_version, r.threshold,
    CASE WHEN d.score >= r.threshold THEN 1 ELSE 0 END AS counts
FROM detection d
JOIN detected_frame f ON f.frame_id = d.frame_id AND f.run_id = d.run_id
JOIN detector_run_model r ON r.run_id = d.run_id AND r.model_id = d.model_id
JOIN model m ON m.id = d.model_id;
