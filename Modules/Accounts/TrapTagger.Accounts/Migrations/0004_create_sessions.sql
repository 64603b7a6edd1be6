-- A sign-in, for as long as it lasts. The cookie holds the number and a secret, of which only the hash is here: whoever
-- reads the database can't sign in with what they find. Acting as somebody else is a state of the sign-in, too.
CREATE TABLE session (
    id bigint NOT NULL PRIMARY KEY,
    secret_hash char(64) NOT NULL,
    person_id bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    organisation_id bigint,
    acting_as_person_id bigint,
    device varchar(80) NOT NULL,
    made_at datetime(6) NOT NULL,
    seen_at datetime(6) NOT NULL,
    proved_at datetime(6) NOT NULL,
    ended_at datetime(6)
);
CREATE INDEX session_person ON session (person_id, ended_at);

-- A browser in which a person signed in before: what strangers do wrong elsewhere does not count against it.
CREATE TABLE known_device (
    token_hash char(64) NOT NULL,
    person_id bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    made_at datetime(6) NOT NULL,
    seen_at datetime(6) NOT NULL,
    PRIMARY KEY (token_hash, person_id)
);
CREATE INDEX known_device_person ON known_device (person_id);

-- Attempts that failed, by what they were about: an e-mail address, whether or not it is somebody's, or a known
-- device. It replaces person.failed_count and person.lockout_end, which nothing reads any more.
CREATE TABLE sign_in_count (
    subject char(64) NOT NULL PRIMARY KEY,
    failed_count int NOT NULL,
    failed_at datetime(6) NOT NULL,
    closed_until datetime(6)
);
CREATE INDEX sign_in_count_failed_at ON sign_in_count (failed_at);
