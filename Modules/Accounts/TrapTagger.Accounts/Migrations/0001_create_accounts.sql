CREATE TABLE organisation (
    id bigint NOT NULL PRIMARY KEY,
    name varchar(80) NOT NULL,
    folder varchar(64) NOT NULL UNIQUE,
    created_at datetime(6) NOT NULL
);

CREATE TABLE person (
    id bigint NOT NULL PRIMARY KEY,
    name varchar(80) NOT NULL,
    email varchar(254) NOT NULL,
    normalized_email varchar(254) NOT NULL UNIQUE,
    password_hash varchar(400),
    security_stamp varchar(64) NOT NULL,
    failed_count int NOT NULL,
    lockout_end datetime(6),
    created_at datetime(6) NOT NULL
);

CREATE TABLE membership (
    organisation_id bigint NOT NULL REFERENCES organisation (id),
    person_id bigint NOT NULL REFERENCES person (id),
    role varchar(16) NOT NULL,
    PRIMARY KEY (organisation_id, person_id)
);
CREATE INDEX membership_person ON membership (person_id);

-- The link that makes the first organisation. Only its hash is kept: whoever reads the database cannot use it.
CREATE TABLE first_run_link (
    token_hash char(64) NOT NULL PRIMARY KEY,
    expires_at datetime(6) NOT NULL,
    used_at datetime(6)
);

CREATE VIEW accounts_person AS SELECT id, name FROM person;
CREATE VIEW accounts_organisation AS SELECT id, name, folder FROM organisation;
