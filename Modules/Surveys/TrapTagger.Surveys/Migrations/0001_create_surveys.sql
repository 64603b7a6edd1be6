CREATE TABLE survey (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    name varchar(80) NOT NULL,
    description varchar(2000) NOT NULL,
    -- trails, plains, waterhole or baited: later rules depend on it.
    kind varchar(16) NOT NULL,
    -- The IANA zone of the cameras' clocks; null while nobody has said it.
    zone varchar(64),
    -- Which folder of a file's path names the site and which the camera; 0 is the folder that was picked.
    site_level int NOT NULL,
    camera_level int NOT NULL,
    -- Where its objects lie: `<organisation>/<survey>` and `<organisation>-comp/<survey>`.
    originals varchar(140) NOT NULL,
    renditions varchar(140) NOT NULL,
    -- While true a browser may still announce files; the survey is checked once it is false and nothing is pending.
    upload_open boolean NOT NULL,
    -- Counts, changed in the same transaction as the files they count.
    files bigint NOT NULL,
    files_arrived bigint NOT NULL,
    files_checked bigint NOT NULL,
    files_duplicate bigint NOT NULL,
    files_quarantined bigint NOT NULL,
    bytes bigint NOT NULL,
    bytes_arrived bigint NOT NULL,
    created_at datetime(6) NOT NULL,
    created_by bigint NOT NULL,
    UNIQUE (organisation_id, name),
    UNIQUE (originals)
);
CREATE INDEX survey_newest ON survey (organisation_id, created_at, id);

CREATE TABLE site (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL REFERENCES survey (id),
    name varchar(255) NOT NULL,
    latitude double,
    longitude double,
    UNIQUE (survey_id, name)
);

CREATE TABLE camera (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL,
    site_id bigint NOT NULL REFERENCES site (id),
    name varchar(255) NOT NULL,
    make varchar(80),
    model varchar(80),
    serial varchar(80),
    -- What the camera wrote as its own position; shown, and never taken for the site's without being asked.
    gps_latitude double,
    gps_longitude double,
    UNIQUE (site_id, name)
);

-- A file somebody picked. announced -> arrived -> frame | duplicate | quarantined.
CREATE TABLE file (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL REFERENCES survey (id),
    path varchar(512) NOT NULL,
    size bigint NOT NULL,
    -- Null until the browser has read the file: all are announced first, so that the missing ones are known by name.
    sha256 char(64),
    state varchar(16) NOT NULL,
    -- Why it was set aside, in a sentence for people; for a duplicate the path of the file it repeats.
    reason varchar(600),
    -- Times a worker began to read it: one that takes the worker down is set aside.
    tries int NOT NULL,
    UNIQUE (survey_id, path)
);
CREATE INDEX file_content ON file (survey_id, sha256);
CREATE INDEX file_state ON file (survey_id, state, id);
CREATE INDEX file_order ON file (survey_id, id);

CREATE TABLE frame (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL,
    site_id bigint NOT NULL REFERENCES site (id),
    camera_id bigint NOT NULL REFERENCES camera (id),
    file_id bigint NOT NULL UNIQUE REFERENCES file (id),
    path varchar(512) NOT NULL,
    -- What the camera's clock showed, in no zone; null when the file does not say.
    taken_at datetime(6),
    -- The metadata field it came from.
    taken_from varchar(40),
    -- The file's own offset from UTC in minutes, where it carries one.
    taken_offset int,
    -- Why there is no time although the file shows one, in a sentence.
    taken_note varchar(200),
    width int NOT NULL,
    height int NOT NULL,
    -- SHA-256 of the picture without its metadata: two files that differ only in EXIF are one frame.
    content_hash char(64) NOT NULL,
    UNIQUE (survey_id, content_hash)
);
CREATE INDEX frame_camera ON frame (camera_id, taken_at, id);
CREATE INDEX frame_site ON frame (site_id, taken_at, id);
CREATE INDEX frame_taken ON frame (survey_id, taken_at);

CREATE VIEW surveys_survey AS
SELECT id, organisation_id, name, kind, zone, created_at,
    files_checked - files_duplicate - files_quarantined AS frames
FROM survey;

CREATE VIEW surveys_site AS
SELECT id, organisation_id, survey_id, name, latitude, longitude FROM site;

CREATE VIEW surveys_camera AS
SELECT id, organisation_id, survey_id, site_id, name FROM camera;

CREATE VIEW surveys_frame AS
SELECT f.id, f.organisation_id, f.survey_id, f.site_id, f.camera_id, f.path, f.taken_at, f.width, f.height,
    concat(s.originals, '/', f.path) AS original_key,
    concat(s.renditions, '/', f.path, '.screen.jpg') AS screen_key,
    concat(s.renditions, '/', f.path, '.thumb.jpg') AS thumbnail_key
FROM frame f JOIN survey s ON s.id = f.survey_id;
