-- Beside the role, which says what of an organisation a person may see and change. An older version, which knows only
-- administrators, adds people who may do everything.
ALTER TABLE membership ADD COLUMN may_create boolean NOT NULL DEFAULT TRUE;
ALTER TABLE membership ADD COLUMN may_delete boolean NOT NULL DEFAULT TRUE;
ALTER TABLE membership ADD COLUMN may_label boolean NOT NULL DEFAULT TRUE;

-- What holds for one person and one survey instead of the person's role in the organisation that they work for.
CREATE TABLE survey_exception (
    survey_id bigint NOT NULL,
    person_id bigint NOT NULL REFERENCES person (id),
    organisation_id bigint NOT NULL REFERENCES organisation (id),
    role varchar(16) NOT NULL,
    may_label boolean NOT NULL,
    PRIMARY KEY (survey_id, organisation_id, person_id)
);
CREATE INDEX survey_exception_person ON survey_exception (person_id, organisation_id);

-- A survey that another organisation's people may see or change, each of them no more than at home.
CREATE TABLE survey_share (
    survey_id bigint NOT NULL,
    organisation_id bigint NOT NULL REFERENCES organisation (id),
    owner_organisation_id bigint NOT NULL REFERENCES organisation (id),
    role varchar(16) NOT NULL,
    shared_by bigint NOT NULL REFERENCES person (id),
    shared_at datetime(6) NOT NULL,
    -- Null while nobody of the other organisation has accepted.
    accepted_at datetime(6),
    PRIMARY KEY (survey_id, organisation_id)
);
CREATE INDEX survey_share_organisation ON survey_share (organisation_id);

-- How exactly people who may not change a survey see where its sites are: the decimals of a degree, or -1 for not at
-- all. Without a row they see what was measured.
CREATE TABLE survey_precision (
    survey_id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL REFERENCES organisation (id),
    decimals int NOT NULL
);

-- By e-mail address: whoever has an account with it, or signs up with it, finds the invitation.
CREATE TABLE invitation (
    id bigint NOT NULL PRIMARY KEY,
    organisation_id bigint NOT NULL REFERENCES organisation (id),
    email varchar(254) NOT NULL,
    normalized_email varchar(254) NOT NULL,
    role varchar(16) NOT NULL,
    may_create boolean NOT NULL,
    may_delete boolean NOT NULL,
    may_label boolean NOT NULL,
    invited_by bigint NOT NULL REFERENCES person (id),
    invited_at datetime(6) NOT NULL,
    expires_at datetime(6) NOT NULL,
    -- open, accepted, declined, withdrawn
    state varchar(16) NOT NULL,
    settled_at datetime(6)
);
CREATE INDEX invitation_organisation ON invitation (organisation_id, state);
CREATE INDEX invitation_email ON invitation (normalized_email, state);
