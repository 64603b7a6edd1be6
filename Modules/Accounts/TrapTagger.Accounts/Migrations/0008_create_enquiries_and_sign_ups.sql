-- An organisation that would like to use the site. `decided_by` is the site administrator who approved or declined.
CREATE TABLE enquiry (
    id bigint NOT NULL PRIMARY KEY,
    organisation varchar(80) NOT NULL,
    name varchar(80) NOT NULL,
    email varchar(254) NOT NULL,
    message text NOT NULL,
    state varchar(16) NOT NULL,
    answer text,
    decided_by bigint REFERENCES person (id),
    decided_at datetime(6),
    created_at datetime(6) NOT NULL
);
CREATE INDEX enquiry_state ON enquiry (state, id);

-- By which a person who was let in chooses their first password. Only the link's hash is kept.
CREATE TABLE welcome_link (
    token_hash char(64) NOT NULL PRIMARY KEY,
    person_id bigint NOT NULL REFERENCES person (id),
    expires_at datetime(6) NOT NULL,
    used_at datetime(6)
);

-- Somebody who says that an address is theirs; they become a person by the link that is sent there.
CREATE TABLE sign_up (
    token_hash char(64) NOT NULL PRIMARY KEY,
    name varchar(80) NOT NULL,
    email varchar(254) NOT NULL,
    password_hash varchar(400) NOT NULL,
    expires_at datetime(6) NOT NULL
);
CREATE INDEX sign_up_expires ON sign_up (expires_at);
