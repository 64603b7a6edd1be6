-- The secret of a person's authenticator app, protected by the site's keys, and the last step of time that was used.
CREATE TABLE second_factor (
    person_id bigint NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    secret varchar(400) NOT NULL,
    last_step bigint NOT NULL,
    made_at datetime(6) NOT NULL
);

CREATE TABLE recovery_code (
    person_id bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    code_hash char(64) NOT NULL,
    used_at datetime(6),
    PRIMARY KEY (person_id, code_hash)
);

-- A credential's number may be longer than an index takes: it is found by its hash.
CREATE TABLE passkey (
    id bigint NOT NULL PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    credential_hash char(64) NOT NULL UNIQUE,
    credential_id text NOT NULL,
    public_key text NOT NULL,
    name varchar(80) NOT NULL,
    sign_count bigint NOT NULL,
    transports varchar(200) NOT NULL,
    user_verified boolean NOT NULL,
    backup_eligible boolean NOT NULL,
    backed_up boolean NOT NULL,
    made_at datetime(6) NOT NULL,
    used_at datetime(6)
);
CREATE INDEX passkey_person ON passkey (person_id);

-- Links that set a password: sent by mail, used once.
CREATE TABLE reset_link (
    token_hash char(64) NOT NULL PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    made_at datetime(6) NOT NULL,
    expires_at datetime(6) NOT NULL,
    used_at datetime(6)
);
CREATE INDEX reset_link_person ON reset_link (person_id, made_at);

-- An address that a person wants to have. Both the old and the new one get a link, and both have to agree.
CREATE TABLE email_change (
    id bigint NOT NULL PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    email varchar(254) NOT NULL,
    normalized_email varchar(254) NOT NULL,
    old_token_hash char(64) NOT NULL UNIQUE,
    new_token_hash char(64) NOT NULL UNIQUE,
    old_agreed_at datetime(6),
    new_agreed_at datetime(6),
    made_at datetime(6) NOT NULL,
    expires_at datetime(6) NOT NULL,
    ended_at datetime(6)
);
CREATE INDEX email_change_person ON email_change (person_id);

-- What a person's scripts sign in with. Never more than the person may do themselves, in one organisation.
CREATE TABLE api_token (
    id bigint NOT NULL PRIMARY KEY,
    token_hash char(64) NOT NULL UNIQUE,
    person_id bigint NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    organisation_id bigint NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
    survey_id bigint,
    name varchar(80) NOT NULL,
    beginning varchar(16) NOT NULL,
    scopes varchar(200) NOT NULL,
    made_at datetime(6) NOT NULL,
    expires_at datetime(6) NOT NULL,
    seen_at datetime(6),
    revoked_at datetime(6)
);
CREATE INDEX api_token_person ON api_token (person_id);
