CREATE TABLE annotation_set (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL,
    name varchar(80) NOT NULL,
    -- Counts, changed in the same transaction as the clusters they count; `frames` are those in a cluster.
    frames bigint NOT NULL,
    clusters bigint NOT NULL,
    clusters_decided bigint NOT NULL,
    created_at datetime(6) NOT NULL,
    UNIQUE (survey_id, name)
);
CREATE INDEX annotation_set_organisation ON annotation_set (organisation_id);

-- kind: nothing, unknown, people (vehicles, humans, livestock), knocked_down: built in; species: the set's own.
CREATE TABLE label (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    annotation_set_id bigint NOT NULL REFERENCES annotation_set (id),
    name varchar(64) NOT NULL,
    -- The name in lower case: two spellings of one name are one label on either database.
    name_key varchar(64) NOT NULL,
    hotkey char(1) NOT NULL,
    kind varchar(16) NOT NULL,
    -- 1 to 12, one of the interface's label hues; always shown with the key too.
    hue int NOT NULL,
    -- Clusters whose decision carries it now, changed in the same transaction as the decision.
    clusters bigint NOT NULL,
    UNIQUE (annotation_set_id, name_key),
    UNIQUE (annotation_set_id, hotkey)
);

CREATE TABLE cluster (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    survey_id bigint NOT NULL,
    -- Not a foreign key: a site's new clusters would hold the set's row, in which every decision counts.
    annotation_set_id bigint NOT NULL,
    site_id bigint NOT NULL,
    -- Camera-local; null for a frame without a time, which is a cluster of its own.
    first_at datetime(6),
    last_at datetime(6),
    frames int NOT NULL,
    best_frame_id bigint NOT NULL,
    -- 1 when no box of any frame counts: offered after all the others.
    is_empty int NOT NULL,
    -- 1 while no decision holds.
    is_open int NOT NULL,
    -- Raised when somebody skips it, so that it comes round again after the rest.
    skips int NOT NULL,
    -- The decision that holds now; null while there is none. Changed only by comparing it with what the page saw.
    decision_id bigint
);
CREATE INDEX cluster_offer ON cluster (annotation_set_id, is_open, is_empty, skips, site_id, first_at, id);
CREATE INDEX cluster_survey ON cluster (survey_id);

CREATE TABLE cluster_frame (
    annotation_set_id bigint NOT NULL,
    frame_id bigint NOT NULL,
    cluster_id bigint NOT NULL REFERENCES cluster (id),
    position int NOT NULL,
    rating double NOT NULL,
    PRIMARY KEY (annotation_set_id, frame_id)
);
CREATE INDEX cluster_frame_cluster ON cluster_frame (cluster_id, position);

-- Who works on a cluster now. Expired rows are worth nothing and are cleared by whoever leases next.
CREATE TABLE lease (
    cluster_id bigint NOT NULL PRIMARY KEY REFERENCES cluster (id),
    organisation_id bigint NOT NULL,
    annotation_set_id bigint NOT NULL,
    -- The cluster's, so that the annotators of a site can be counted here.
    site_id bigint NOT NULL,
    person_id bigint NOT NULL,
    -- The open page that works on it; opening another page of the same set moves a person's leases there.
    batch char(32) NOT NULL,
    expires_at datetime(6) NOT NULL
);
CREATE INDEX lease_expiry ON lease (annotation_set_id, expires_at);
CREATE INDEX lease_person ON lease (annotation_set_id, person_id, batch);
CREATE INDEX lease_site ON lease (annotation_set_id, site_id, person_id);

-- What people said, in order, for ever. Nothing here is updated or deleted; undoing adds a row.
CREATE TABLE decision (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL,
    annotation_set_id bigint NOT NULL,
    cluster_id bigint NOT NULL REFERENCES cluster (id),
    person_id bigint NOT NULL,
    -- label, skip or undo.
    kind varchar(8) NOT NULL,
    -- Of a label or a skip: the decision that held before. Of an undo: the decision that is taken back, so that the
    -- one before it holds again.
    replaces_id bigint,
    note varchar(2000),
    -- Made by the page: the same decision sent twice is one.
    client_key char(32) NOT NULL UNIQUE,
    decided_at datetime(6) NOT NULL
);
CREATE INDEX decision_cluster ON decision (cluster_id, id);
CREATE INDEX decision_person ON decision (annotation_set_id, person_id, decided_at);

CREATE TABLE decision_label (
    decision_id bigint NOT NULL REFERENCES decision (id),
    label_id bigint NOT NULL REFERENCES label (id),
    PRIMARY KEY (decision_id, label_id)
);

CREATE VIEW annotation_cluster AS
SELECT c.id, c.organisation_id, c.survey_id, c.annotation_set_id, c.site_id, c.first_at, c.last_at, c.frames,
    c.best_frame_id, c.is_empty, c.is_open, d.person_id, d.decided_at, d.note
FROM cluster c LEFT JOIN decision d ON d.id = c.decision_id;

CREATE VIEW annotation_cluster_frame AS
SELECT annotation_set_id, cluster_id, frame_id, position FROM cluster_frame;

CREATE VIEW annotation_cluster_label AS
SELECT c.organisation_id, c.annotation_set_id, c.id AS cluster_id, l.id AS label_id, l.name, l.kind, l.hue
FROM cluster c
JOIN decision_label dl ON dl.decision_id = c.decision_id
JOIN label l ON l.id = dl.label_id;

CREATE VIEW annotation_set_of_survey AS
SELECT id, organisation_id, survey_id, name, frames, clusters, clusters_decided FROM annotation_set;
